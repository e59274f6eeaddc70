"""What the pages of a ballot show: its paper, its roll in pieces, its result in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.errors import Missing
from linli.base.money import yuan

from ..models import Ballot, Objection, Option, RollEntry
from ..papers import PAPER_WAYS, YES_NO
from ..registries import proxies_of
from ..rules import posted_days
from .ballots import consulted, turnout

PAGE = 100


def paper_of(ballot: Ballot) -> list[tuple[str, str]]:
    """Options by key, as they stand on the paper."""
    if not ballot.is_answer:
        return [(option.key, _priced(option)) for option in ballot.options.all()]
    words = {"yes": pgettext("ballot", "yes"), "no": pgettext("ballot", "no"), "abstain": pgettext("ballot", "abstain")}
    return [(key, words[key]) for key in YES_NO]


def _priced(option: Option) -> str:
    if option.cost is None:
        return option.label
    return _("%(label)s · %(sum)s yuan") % {"label": option.label, "sum": yuan(option.cost)}


def roll_of(ballot: Ballot, *, after: int = 0, words: str = "") -> list[RollEntry]:
    """A hundred at a time, by number; found by name, home or number."""
    rows = ballot.roll.filter(number__gt=after)
    if words:
        found = Q(name__contains=words) | Q(home__contains=words)
        rows = rows.filter(
            found | Q(number=int(words)) if words.isascii() and words.isdecimal() and len(words) < 8 else found
        )
    return list(rows[:PAGE])


def with_proxies(ballot: Ballot, rows: list[RollEntry]) -> list[RollEntry]:
    """The same, each with `gave_to` and `votes_for`: numbers of who votes for them, and for whom they vote."""
    away = proxies_of(ballot)
    shown: list[Any] = rows
    for row in shown:
        row.gave_to = away.get(row.number)
        row.votes_for = sorted(giver for giver, holder in away.items() if holder == row.number)
    return rows


def letters_left(ballot: Ballot) -> int:
    """How many letters were not printed yet, of those who have not voted."""
    return ballot.roll.filter(struck_why="", channel="", printed=0).exclude(number__in=proxies_of(ballot)).count()


def entry_of(ballot: Ballot, key: int | None) -> RollEntry:
    found = ballot.roll.filter(pk=key).first() if key else None
    if found is None:
        raise Missing(_("That is not there any more."))
    return found


def objection_of(ballot: Ballot, key: int | None) -> Objection:
    found = ballot.objections.filter(pk=key).first() if key else None
    if found is None:
        raise Missing(_("There is no such objection."))
    return found


def masked_name(name: str) -> str:
    """On the notice board a roll stands in full; on the web the second sign of each name is hidden."""
    return name[:1] + "＊" + name[2:]


@dataclass(frozen=True)
class Counts:
    """What is told apart: who may vote; who was marked, on which way (`ways`), of these how many were given a paper; what lay in the box,
    and how much of it was valid. `in_box`, `valid` and `invalid` are None before the count: a paper that was given out is no vote yet.
    `asked`: answers that do not count by law.
    """

    may: int
    marked: int
    given_out: int
    ways: list[tuple[str, int]]
    asked: list[tuple[str, int]]
    in_box: int | None = None
    valid: int | None = None
    invalid: int | None = None

    @property
    def on_screen(self) -> int:
        """Voted on the web or on a tablet: these are in the electronic box."""
        return self.marked - self.given_out

    @property
    def not_thrown_in(self) -> int | None:
        """Papers that were given out and never came into the box."""
        return None if self.in_box is None else self.marked - self.in_box


def counts_of(ballot: Ballot) -> Counts:
    by_way = turnout(ballot)
    may = ballot.roll.filter(struck_why="").count()
    names = dict(RollEntry.Channel.choices)
    ways, asked = (
        [(str(names[way]), number) for way, number in found.items()] for found in (by_way, consulted(ballot))
    )
    given_out = sum(by_way.get(way, 0) for way in PAPER_WAYS)
    return Counts(may, sum(by_way.values()), given_out, ways, asked, **_box_of(ballot))


def _box_of(ballot: Ballot) -> dict[str, int]:
    if ballot.state != Ballot.State.COUNTED:
        return {}
    found = ballot.papers.filter(is_consultative=False).aggregate(
        in_box=Count("pk"), valid=Count("pk", filter=Q(invalid=""))
    )
    return found | {"invalid": found["in_box"] - found["valid"]}


def first_day(ballot: Ballot) -> date | None:
    """The first day on which a posted ballot may open."""
    if ballot.posted_date is None:
        return None
    return ballot.posted_date + timedelta(days=posted_days(ballot, on=ballot.posted_date))


@dataclass(frozen=True)
class Seen:
    """Ballots in the electronic box, which must be as many as marks by tablet and web. None once the box was opened or thrown away."""

    in_box: int | None
    by_screen: int


def seen_from_outside(ballot: Ballot) -> Seen:
    is_shut = ballot.state in {Ballot.State.OPEN, Ballot.State.CLOSED}
    by_screen = sum(number for way, number in turnout(ballot).items() if way not in PAPER_WAYS) + sum(
        consulted(ballot).values()
    )
    return Seen(ballot.sealed.count() if is_shut else None, by_screen)
