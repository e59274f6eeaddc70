"""Who sits on the committee, who stands for it by another vote, and of whom the candidates of a vote are near relatives (art. 8)."""

from collections.abc import Sequence
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
    by_key = {one.pk: one for one in nominees}
    votes = together_with(election)
    seats = _seats_that_count(election, votes)
    by_nominee = {seat.nominee_id: seat for seat in seats if seat.nominee_id}
    others = {
        one.pk: one
        for one in Nominee.objects.filter(election__in=votes).exclude(has_agreed=False).select_related("election__ballot")
        if one.pk not in by_key
    }  # fmt: skip
    found: dict[tuple[int, str], Relative] = {}

    def add(nominee: Nominee, other: Nominee | None, seat: Seat | None) -> None:
        seat = by_nominee.get(other.pk, seat) if other else seat
        if seat is None and (other is None or other.election_id == election.pk):
            return  # stood in this vote and was not elected: nobody beside it
        key = f"n{other.pk}" if other else f"s{seat.pk}" if seat else ""
        label = other.name if other else seat.name if seat else ""
        found.setdefault((nominee.pk, key), Relative(key, label, nominee, seat, other))

    for kin in Kinship.objects.filter(Q(one__in=by_key) | Q(other__in=by_key)).select_related("seat"):
        pairs = [(kin.one_id, kin.other_id), (kin.other_id, kin.one_id)]
        for mine, other in pairs:
            if mine in by_key and other in others:
                add(by_key[mine], others[other], None)
        if kin.seat_id in {seat.pk for seat in seats} and kin.one_id in by_key:
            seat = next(one for one in seats if one.pk == kin.seat_id)
            add(by_key[kin.one_id], others.get(seat.nominee_id or 0), seat)
    for nominee in nominees:
        for other in others.values():
            if other.name == nominee.name and other.election_id != election.pk:
                add(nominee, other, None)
        for seat in seats:
            if seat.name == nominee.name and seat.nominee_id not in others and seat.nominee_id != nominee.pk:
                add(nominee, None, seat)
    return list(found.values())


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
