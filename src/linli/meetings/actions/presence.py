"""People arrive, leave, or are represented; the meeting is opened with its quorum, and closed."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rules import rule
from linli.facts.actions import record

from .. import facts
from ..models import Meeting, Seat
from ..queries.quorum import quorum_of
from .lock import held, locked

State = Meeting.State


@action
def say_at_door(by: Actor, meeting: Meeting, *, code: str, now: datetime) -> Seat:
    """Somebody on the roll says, by the code on the door, that they have come. They count once a worker has seen them.

    Safe by the lock on the meeting. NotYours for a wrong code, Missing for who is not on the roll.
    """
    del now
    meeting = locked(meeting.pk, State.CALLED, State.OPEN)
    if code != meeting.door_code:
        raise NotYours(_("This is not the code on the door of this meeting."))
    seat = meeting.seats.filter(person_key=me(by)).first()
    if seat is None:
        raise Missing(_("You are not on the roll of this meeting. Ask at the door."))
    if not seat.is_here:
        seat.is_at_door = True
        seat.save(update_fields=["is_at_door"])
    return seat


@action
def let_in(by: Actor, meeting: Meeting, numbers: list[int], *, is_here: bool, now: datetime) -> int:
    """A worker sees who comes and who leaves. Returns how many are there or represented now.

    Safe by the lock on the meeting: two who mark the same arrival count it once. Missing for a number that is not on the roll.
    """
    meeting = held(by, meeting, State.CALLED, State.OPEN)
    found = list(meeting.seats.filter(number__in=numbers))
    if len(found) != len(set(numbers)) or not found:
        raise Missing(_("Nobody on the roll has that number."))
    if is_here and any(seat.holder_id for seat in found):
        raise Refused(_("They have given their vote to somebody: take the proxy back first."))
    for seat in found:
        seat.is_here, seat.is_at_door, seat.was_here = is_here, False, seat.was_here or is_here
    Seat.objects.bulk_update(found, ["is_here", "is_at_door", "was_here"])
    return _noted(meeting, now)


@action
def give_proxy(by: Actor, meeting: Meeting, *, giver: int, holder: int, now: datetime) -> Seat:
    """Somebody who cannot come lets another act for them, in writing; the letter lies at the desk. Safe by the lock on the meeting.

    Refused where the rule allows none, beyond its number, in chains, and for who is there.
    """
    meeting = held(by, meeting, State.CALLED, State.OPEN)
    seats = {seat.number: seat for seat in meeting.seats.filter(number__in=[giver, holder])}
    if giver == holder or len(seats) != 2:
        raise Invalid(_("Give two numbers of the roll."), field="giver")
    most = proxies_most(meeting, on=localdate(now))
    if not most:
        raise Refused(_("Nobody is represented in this kind of meeting."))
    away, there = seats[giver], seats[holder]
    if away.is_here or away.holder_id or there.holder_id or away.held.exists():
        raise Refused(_("One of the two is there already, or has given their vote to somebody, or holds one."))
    if there.held.count() >= most:
        raise Refused(_("Nobody acts for more than %(most)d others.") % {"most": most})
    away.holder = there
    away.save(update_fields=["holder"])
    _noted(meeting, now)
    return away


@action
def take_proxy_back(by: Actor, meeting: Meeting, *, giver: int, now: datetime) -> None:
    """They come after all. Safe by the lock on the meeting."""
    meeting = held(by, meeting, State.CALLED, State.OPEN)
    if not meeting.seats.filter(number=giver, holder__isnull=False).update(holder=None):
        raise Missing(_("There is no such proxy."))
    _noted(meeting, now)


@action
def open_meeting(by: Actor, meeting: Meeting, *, now: datetime) -> Meeting:
    """Open it, once enough are there. Safe by the lock. Refused without the quorum that the law asks for, or before its day."""
    meeting = held(by, meeting, State.CALLED)
    if localdate(now) < localdate(meeting.starts_at):
        raise Refused(_("It is not its day yet."))
    quorum = quorum_of(meeting, on=localdate(now))
    if not quorum.is_met:
        raise Refused(
            _("%(missing)d more have to be there (%(article)s).")
            % {"missing": quorum.missing, "article": quorum.article}
        )
    meeting.state, meeting.opened_at = State.OPEN, now
    meeting.save(update_fields=["state", "opened_at"])
    record(
        by,
        facts.OPENED.key,
        meeting,
        now=now,
        community_id=meeting.community_id,
        value=quorum.count,
        meeting_kind=meeting.kind,
        on_roll=quorum.roll,
    )
    return meeting


@action
def close_meeting(by: Actor, meeting: Meeting, *, now: datetime) -> Meeting:
    """The meeting is over; who was there stays on the roll. Safe by the lock. Refused while a motion waits for its count."""
    meeting = held(by, meeting, State.OPEN)
    if meeting.motions.filter(is_carried__isnull=True).exists():
        raise Refused(_("A motion waits for its count."))
    meeting.state, meeting.closed_at = State.CLOSED, now
    meeting.save(update_fields=["state", "closed_at"])
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


def proxies_most(meeting: Meeting, *, on: date) -> int:
    """How many one may act for; 0 where nobody may."""
    return int(rule("meetings.proxies_most", on=on).value.get(meeting.kind, 0))


def _noted(meeting: Meeting, now: datetime) -> int:
    """The highest number that was there at one time stands in the minutes."""
    del now
    count = meeting.seats.filter(Q(is_here=True) | Q(holder__is_here=True)).count()
    if count > meeting.most_here:
        Meeting.objects.filter(pk=meeting.pk).update(most_here=count)
    return count
