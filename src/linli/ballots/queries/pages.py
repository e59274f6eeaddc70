"""What the pages of a ballot show: its paper, its roll in pieces, its result in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.errors import Missing
from linli.base.money import yuan
from linli.base.rules import rule

from ..models import Ballot, Objection, Option, RollEntry
from ..papers import PAPER_WAYS, YES_NO
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
        rows = rows.filter(found | Q(number=int(words)) if words.isascii() and words.isdecimal() and len(words) < 8 else found)  # fmt: skip
    return list(rows[:PAGE])


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
    """How many may vote, how many did and on which way; and on which ways an answer came that does not count by law."""

    may: int
    voted: int
    ways: list[tuple[str, int]]
    asked: list[tuple[str, int]]


def counts_of(ballot: Ballot) -> Counts:
    by_way = turnout(ballot)
    may = ballot.roll.filter(struck_why="").count()
    names = dict(RollEntry.Channel.choices)
    ways, asked = (
        [(str(names[way]), number) for way, number in found.items()] for found in (by_way, consulted(ballot))
    )
    return Counts(may, sum(by_way.values()), ways, asked)


def first_day(ballot: Ballot) -> date | None:
    """The first day on which a posted ballot may open."""
    if ballot.posted_date is None:
        return None
    posted = rule("ballots.roll_posted_days", on=ballot.posted_date, community=ballot.community)
    return ballot.posted_date + timedelta(days=int(posted.value))


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
