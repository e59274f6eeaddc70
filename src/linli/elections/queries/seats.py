"""Who sits on the committee, who stands for it by another vote, and of whom the candidates of a vote are near relatives (art. 8)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.base.errors import Missing, Refused
from linli.places.models import Community

from ..models import Election, Kinship, Nominee, Seat
from .elections import ballots_of, last_ballot

State, Kind = Ballot.State, Election.Kind
ONE_COMMITTEE = timedelta(days=365)
"""Posts of one committee are voted on within a year of each other; a vote after that begins another committee."""


def sitting(community: Community) -> list[Seat]:
    rows = Seat.objects.filter(community=community, left_date__isnull=True)
    return list(rows.select_related("election__ballot"))


def seat_of(community: Community, key: int) -> Seat:
    found = Seat.objects.filter(community=community, pk=key).first()
    if found is None:
        raise Missing(_("That is not there any more."))
    return found


def votes_of_one_committee(community: Community, kind: str, *, now: datetime) -> list[Election]:
    """Votes by which the committee is being elected for which one of this kind is called now, the first of them first."""
    rows = Election.objects.filter(kind=kind, handed_over_date__isnull=True, ballot__community=community)
    if kind == Kind.RECALL:
        return []
    fresh = rows.filter(ballot__drafted_at__gt=now - ONE_COMMITTEE).exclude(ballot__state=State.CALLED_OFF)
    last = fresh.select_related("together", "ballot").order_by("-pk").first()
    return together_with(last) if last else []


def together_with(election: Election) -> list[Election]:
    """All votes for the committee of this one, itself among them, the first of them first."""
    first = election.together_id or election.pk
    return list(Election.objects.filter(Q(pk=first) | Q(together=first)).select_related("ballot").order_by("pk"))


def women_coming(community: Community, kind: str, together: Sequence[Election]) -> int:
    """Women who sit on the committee, and places held for women in votes that still come to their end."""
    seats = Seat.objects.filter(community=community, left_date__isnull=True, is_woman=True)
    if kind == Kind.FULL:
        seats = seats.filter(election__in=together)
    waiting = (last_ballot(one) for one in together)
    return seats.count() + sum(_still_held(last) for last in waiting if last.state != State.CALLED_OFF)


def _still_held(last: Ballot) -> int:
    if last.state != State.COUNTED:
        return last.women
    result = last.result or {}
    return int((result.get("further") or {}).get("for_women", 0)) if result.get("valid") else last.women


@dataclass(frozen=True)
class Relative:
    """Somebody who sits on the committee or stands for it by another vote, and is a near relative of a nominee, or is the nominee."""

    key: str
    label: str
    nominee: Nominee
    seat: Seat | None = None
    stands: Nominee | None = None


def relatives_of(election: Election, nominees: Sequence[Nominee]) -> list[Relative]:
    """Of each nominee, who is not among these nominees themselves. A constant number of queries for each vote of the committee."""
    by_key, votes = {one.pk: one for one in nominees}, together_with(election)
    seats = {seat.pk: seat for seat in _seats_that_count(election, votes)}
    sits = {seat.nominee_id: seat for seat in seats.values() if seat.nominee_id}
    named = Nominee.objects.filter(election__in=votes).exclude(has_agreed=False).select_related("election__ballot")
    others = {
        one.pk: one for one in named if one.pk not in by_key and (one.election_id != election.pk or one.pk in sits)
    }
    found = [
        Relative(f"n{other}", others[other].name, by_key[mine], sits.get(other), others[other])
        for mine, other in [*_kin(by_key, others), *_same_person(nominees, others)]
    ]
    of_seats = Kinship.objects.filter(one__in=by_key, seat__in=seats).values_list("one", "seat")
    for mine, key in [*of_seats, *_same_member(nominees, seats)]:
        if seats[key].nominee_id not in others:
            found.append(Relative(f"s{key}", seats[key].name, by_key[mine], seats[key]))
        else:
            other = others[seats[key].nominee_id or 0]
            found.append(Relative(f"n{other.pk}", other.name, by_key[mine], seats[key], other))
    return list({(one.nominee.pk, one.key): one for one in found}.values())


Pairs = list[tuple[int, int]]
"""A nominee of this vote, and the key of somebody beside it."""


def _kin(mine: Collection[int], others: Collection[int]) -> Pairs:
    rows = Kinship.objects.filter(Q(one__in=mine) | Q(other__in=mine), other__isnull=False).values_list("one", "other")
    both = [pair for one, other in rows if other for pair in ((one, other), (other, one))]
    return [(one, other) for one, other in both if one in mine and other in others]


def _same_person(nominees: Sequence[Nominee], others: Mapping[int, Nominee]) -> Pairs:
    """Nobody sits twice: who stands for two posts is as near to themselves as can be."""
    return [(one.pk, key) for one in nominees for key, other in others.items() if other.name == one.name]


def _same_member(nominees: Sequence[Nominee], seats: Mapping[int, Seat]) -> Pairs:
    return [
        (one.pk, key)
        for one in nominees
        for key, seat in seats.items()
        if seat.name == one.name and seat.nominee_id != one.pk
    ]


def _seats_that_count(election: Election, votes: Sequence[Election]) -> list[Seat]:
    """Who sits: for a new committee those whom its own votes elected, for a by-election everybody who sits."""
    seats = sitting(election.ballot.community)
    if election.kind == Kind.FULL:
        keys = {one.pk for one in votes}
        return [seat for seat in seats if seat.election_id in keys]
    return seats


def must_be_counted_first(ballot: Ballot, nominee: Nominee) -> None:
    """Refused while a vote that opened before this one still decides whether its nominee sits."""
    for one in ballots_of(nominee.election):
        is_before = one.opened_at and ballot.opened_at and (one.opened_at, one.pk) < (ballot.opened_at, ballot.pk)
        if is_before and one.state in {State.OPEN, State.CLOSED}:
            raise Refused(
                _("First count “%(other)s”: a near relative of a candidate stands there (Organic Law, article 8).")
                % {"other": one.question}
            )
