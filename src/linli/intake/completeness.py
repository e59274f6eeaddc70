"""What an application must say before it can be submitted, in the words that the page uses."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Application

MONEY = _("the money: how much for each community, from which budget line, by when")
PEOPLE = _("the people whom the department sends or pays")
MEANS = _("the materials and means")
NEEDED: dict[str, str | Promise] = {
    "money_fen": MONEY,
    "money_line": MONEY,
    "money_date": MONEY,
    "people": PEOPLE,
    "means": MEANS,
    "contact": _("whom to ask at the department"),
    "basis_law": _("the law it rests on"),
    "basis_article": _("the article of that law"),
    "basis_rank": _("the rank of that rule"),
    "community_does": _("what the community does"),
    "department_does": _("what the department does"),
    "touches": _("whom it touches"),
    "minutes_each_time": _("how long it takes each time"),
    "frequency": _("how often"),
    "from_date": _("from which day"),
    "powers": _("the powers that go with it"),
    "assessment": _("whether and how it is assessed"),
    "exit": _("when and how it ends"),
}
"""In the order in which they are named. OL art. 43: who delegates a matter bears its cost."""

MAY_WAIT = frozenset(
    {
        "from_date",
        "money_fen",
        "money_line",
        "money_date",
        "people",
        "means",
        "assessment",
        "exit",
        "training",
        "department_does",
    }
)
"""What an emergency may bring later: it must be there when it is reviewed."""


@dataclass(frozen=True)
class Lack:
    field: str
    what: str | Promise


def lacks(application: Application, *, communities: int, at_once: bool = False) -> list[Lack]:
    """What is missing, one line a matter. `at_once`: only what an emergency cannot do without."""
    found: dict[str, Lack] = {}
    for field, what in NEEDED.items():
        if at_once and field in MAY_WAIT:
            continue
        if not getattr(application, field):
            found.setdefault(str(what), Lack(field, what))
    if not communities:
        found["communities"] = Lack("communities", _("the communities that are to do it"))
    if (at_once or application.kind != Application.Kind.LONG_TERM) and application.to_date is None:
        found["to_date"] = Lack("to_date", _("until which day"))
    return list(found.values())


def minutes_a_week(minutes: int, frequency: str, from_date: date, to_date: date | None) -> int:
    """What a community spends in a week, rounded up. Work done once is spread over the weeks from its first day to its last."""
    times, weeks = {
        "daily": (5, 1),
        "weekly": (1, 1),
        "monthly": (12, 52),
        "quarterly": (4, 52),
        "yearly": (1, 52),
    }.get(frequency, (1, max(1, -(-(to_date - from_date).days // 7) if to_date else 1)))
    return -(-minutes * times // weeks)
