"""Who may hold a slip of a box's key, who holds one, and how many codes were made by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor, RoleKind
from linli.base.errors import Missing
from linli.people.queries import names_of, persons_holding

from ..keeping import unseal_slip
from ..models import Ballot, CodeAsked, CodeMade, RollEntry


def who_may_hold(ballot: Ballot, *, on: date) -> Mapping[int, str]:
    """Whoever holds a role here: names by key, in order of the names."""
    names = names_of(persons_holding(frozenset(RoleKind), ballot.community, on=on))
    return dict(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))


def slip_of(reader: Actor, ballot: Ballot) -> str:
    """The slip that waits for the reader. Missing for everybody else, and once it was written down."""
    rows = ballot.held_slips.filter(holder=reader.person_id).exclude(sealed="") if reader.person_id else None
    found = rows.first() if rows is not None else None
    if found is None:
        raise Missing(_("No slip waits for you here."))
    return unseal_slip(found.sealed)


@dataclass(frozen=True)
class SlipHolder:
    """Holds a slip under an account. `has_it`: they have written it down. `is_here`: they still hold a role here and can sign in."""

    name: str
    has_it: bool
    is_here: bool


def holders_of(ballot: Ballot) -> list[SlipHolder]:
    """Two queries. Who was erased has no name any more."""
    rows = list(ballot.held_slips.select_related("holder"))
    here = who_may_hold(ballot, on=localdate()) if rows else {}
    return [SlipHolder(one.holder.name, not one.sealed, one.holder_id in here) for one in rows]


@dataclass(frozen=True)
class Made:
    """Codes of one way, made on a day by one person; `before` whom, if somebody else was there."""

    made_date: date
    way: str
    number: int
    by: str
    before: str
    why: str


def codes_made(ballot: Ballot) -> list[Made]:
    """For everybody: how many codes were made, when, by whom and in which way. Never for whom."""
    names = ("made_date", "way", "by__name", "second__name", "is_signed", "why")
    rows = ballot.codes_made.values(*names).annotate(number=Sum("number")).order_by(*names)
    ways = dict(CodeMade.Way.choices)
    return [
        Made(
            one["made_date"],
            str(ways[one["way"]]),
            one["number"],
            one["by__name"],
            one["second__name"] or (_("signed for by the voter") if one["is_signed"] else ""),
            one["why"],
        )
        for one in rows
    ]


def asked_by_others(reader: Actor, ballot: Ballot) -> list[CodeAsked]:
    """Tablet codes for which colleagues wait for a second member of staff."""
    rows = CodeAsked.objects.filter(entry__ballot=ballot).exclude(by=reader.person_id)
    return list(rows.select_related("entry", "by").order_by("entry__number"))


def asked_of(entry: RollEntry) -> CodeAsked | None:
    """Who waits for a second member of staff to say yes to a code for this voter."""
    return CodeAsked.objects.filter(entry=entry).select_related("by").first()
