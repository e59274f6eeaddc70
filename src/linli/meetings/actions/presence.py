"""People arrive, leave, or are represented; the meeting is opened with its quorum, and closed."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rows import open_row
from linli.facts.actions import record
from linli.records.actions import note_roll_read

from .. import facts
from ..models import Demand, Meeting, Seat
from ..permissions import run_meeting
from ..queries.demands import counted
from ..queries.meetings import seat_of
from ..queries.quorum import as_asked, quorum_of
from ..rules import proxies_rule

State = Meeting.State


@action
def say_at_door(by: Actor, meeting: Meeting, *, code: str, now: datetime) -> Seat:
    """Somebody on the roll says, by the code on the door, that they have come. They count once a worker has seen them.

    Safe by the lock on the meeting. NotYours for a wrong code, Missing for who is not on the roll, Refused for who gave their vote away.
    """
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.CALLED, State.OPEN)
    if code != meeting.door_code:
        raise NotYours(_("This is not the code on the door of this meeting."))
    seat = seat_of(meeting, me(by))
    if seat is None:
        raise Missing(_("You are not on the roll of this meeting. Ask at the door."))
    if seat.holder_id:
        raise Refused(_("You have given your vote to somebody. Ask at the door to take it back."))
    if not seat.is_here:
        seat.is_at_door = True
        seat.save(update_fields=["is_at_door"])
    return seat


@action
def note_roll_seen(by: Actor, meeting: Meeting, seats: Collection[Seat], *, now: datetime) -> int:
    """Write down that these seats were read by who runs the meeting: each of them sees it. Safe by records.note_list_seen."""
    run_meeting.require(by, meeting)
    return note_roll_read(
        by,
        meeting.community,
        now=now,
        purpose=_("The list at the door: %(title)s") % {"title": meeting.title},
        residents=[seat.resident_key for seat in seats if seat.resident_key],
        households=[seat.household_key for seat in seats if seat.household_key],
    )


@action
def let_in(by: Actor, meeting: Meeting, numbers: list[int], *, is_here: bool, now: datetime) -> int:
    """A worker sees who comes and who leaves. Returns how many are there or represented now.

    Safe by the lock on the meeting: two who mark the same arrival count it once. Missing for a number that is not on the roll.
    """
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.CALLED, State.OPEN, right=run_meeting)
    found = list(meeting.seats.filter(number__in=numbers))
    if len(found) != len(set(numbers)) or not found:
        raise Missing(_("Nobody on the roll has that number."))
    if is_here and any(seat.holder_id for seat in found):
        raise Refused(_("They have given their vote to somebody: take the proxy back first."))
    for seat in found:
        seat.is_here, seat.is_at_door, seat.was_here = is_here, False, seat.was_here or is_here
    Seat.objects.bulk_update(found, ["is_here", "is_at_door", "was_here"])
    return _noted(meeting)


@action
def give_proxy(by: Actor, meeting: Meeting, *, giver: int, holder: int, now: datetime) -> Seat:
    """Somebody who cannot come lets another act for them, in writing; the letter lies at the desk. Safe by the lock on the meeting.

    Refused where the rule allows none, beyond its number, in chains, and for who is there.
    """
    meeting = open_row(by, Meeting, meeting.pk, State.CALLED, State.OPEN, right=run_meeting)
    seats = {seat.number: seat for seat in meeting.seats.filter(number__in=[giver, holder])}
    if giver == holder or len(seats) != 2:
        raise Invalid(_("Give two numbers of the roll."), field="giver")
    allowed = proxies_rule(meeting, on=localdate(now))
    most = int(allowed.value) if allowed else 0
    if not most:
        raise Refused(_("Nobody is represented in this kind of meeting."))
    away, there = seats[giver], seats[holder]
    if away.is_here or away.holder_id or there.holder_id or away.held.exists():
        raise Refused(_("One of the two is there already, or has given their vote to somebody, or holds one."))
    if there.held.count() >= most:
        raise Refused(_("Nobody acts for more than %(most)d others.") % {"most": most})
    away.holder, away.is_at_door = there, False
    away.save(update_fields=["holder", "is_at_door"])
    _noted(meeting)
    return away


@action
def take_proxy_back(by: Actor, meeting: Meeting, *, giver: int, now: datetime) -> None:
    """They come after all. Safe by the lock on the meeting."""
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.CALLED, State.OPEN, right=run_meeting)
    if not meeting.seats.filter(number=giver, holder__isnull=False).update(holder=None):
        raise Missing(_("There is no such proxy."))


@action
def open_meeting(by: Actor, meeting: Meeting, *, now: datetime) -> Meeting:
    """Open it, once enough are there (Organic Law art. 27, 29); how many that is stays with the meeting. Safe by the lock.

    Refused without the quorum, and on another day than it was called for.
    """
    meeting, today = open_row(by, Meeting, meeting.pk, State.CALLED, right=run_meeting), localdate(now)
    if today < localdate(meeting.starts_at):
        raise Refused(_("It is not its day yet."))
    if today > localdate(meeting.starts_at):
        raise Refused(_("Its day is over: call it off, and call it anew for another day."))
    quorum = quorum_of(meeting, on=today)
    if not quorum.is_met:
        told = {"missing": quorum.missing or 1, "law": quorum.law or _("our rule")}
        raise Refused(_("%(missing)d more have to be there (%(law)s).") % told)
    meeting.state, meeting.opened_at, meeting.quorum = State.OPEN, now, as_asked(meeting, quorum.roll, on=today)
    meeting.save(update_fields=["state", "opened_at", "quorum"])
    record(
        by,
        facts.OPENED.key,
        meeting,
        now=now,
        community_id=meeting.community_id,
        value=quorum.count,
        meeting_kind=meeting.kind,
        on_roll=quorum.roll,
        needed=quorum.needed,
    )
    return meeting


@action
def close_meeting(by: Actor, meeting: Meeting, *, now: datetime) -> Meeting:
    """The meeting is over; who was there stays on the roll. Safe by the lock. Refused while a motion is neither counted nor put off.

    What was demanded has been held: who demanded it is deleted, how many is kept.
    """
    meeting = open_row(by, Meeting, meeting.pk, State.OPEN, right=run_meeting)
    if meeting.motions.filter(is_carried__isnull=True, put_off_why="").exists():
        raise Refused(_("A motion waits for its count: count it, or put it off."))
    meeting.state, meeting.closed_at = State.CLOSED, now
    meeting.save(update_fields=["state", "closed_at"])
    meeting.seats.filter(is_at_door=True).update(is_at_door=False)
    for demand in Demand.objects.filter(meeting=meeting, counted__isnull=True):
        demand.counted = counted(demand)
        demand.save(update_fields=["counted"])
        demand.backings.all().delete()
    record(
        by,
        facts.CLOSED.key,
        meeting,
        now=now,
        community_id=meeting.community_id,
        value=meeting.most_here,
        meeting_kind=meeting.kind,
    )
    return meeting


def _noted(meeting: Meeting) -> int:
    """The highest number that was there at one time stands in the minutes."""
    count = meeting.seats.filter(Q(is_here=True) | Q(holder__is_here=True)).count()
    if count > meeting.most_here:
        Meeting.objects.filter(pk=meeting.pk).update(most_here=count)
    return count
