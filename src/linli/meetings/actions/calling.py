"""A meeting is prepared, its roll built, and called in time; or called off with a reason."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.base.errors import Invalid, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell
from linli.people.queries import names_of, persons_holding
from linli.places.models import Community
from linli.records.queries.voters import Voter, households, persons_behind, voters

from .. import facts
from ..models import Demand, Item, Meeting, Seat
from ..permissions import hold_meetings
from .lock import held

State, Kind, Counts = Meeting.State, Meeting.Kind, Meeting.Counts
FITTING = {
    Kind.RESIDENTS: (Counts.PERSON, Counts.HOUSEHOLD), Kind.REPRESENTATIVES: (Counts.REPRESENTATIVE,),
    Kind.COUNCIL: tuple(Counts), Kind.HEARING: tuple(Counts), Kind.TALK: tuple(Counts),
}  # fmt: skip
REPRESENTATIVES = frozenset({RoleKind.REPRESENTATIVE})


@action
def draft_meeting(
    by: Actor, community: Community, *, kind: str, counts: str, title: str, place: str, starts_at: datetime, head: str, keeper: str,
    agenda: Sequence[str], now: datetime, demand: Demand | None = None,
) -> Meeting:  # fmt: skip
    """Begin a meeting with its agenda. Safe: it only adds rows; a demand has one meeting, by a constraint.

    Invalid without an agenda, for a time that is past, and for counting others than the kind of meeting counts.
    """
    hold_meetings.require(by, community)
    if kind not in Kind.values or counts not in FITTING[Kind(kind)]:
        raise Invalid(
            _("A residents' meeting counts residents or households, an assembly representatives."), field="counts"
        )
    if starts_at <= now:
        raise Invalid(_("The meeting lies in the future."), field="starts_at")
    meeting = Meeting.objects.create(
        community=community, kind=kind, counts=counts, title=words(title, field="title", longest=120), place=words(place, field="place", longest=120),
        starts_at=starts_at, head=words(head, field="head", longest=60), keeper=words(keeper, field="keeper", longest=60), door_code=secrets.token_hex(8),
    )  # fmt: skip
    points = [words(text, field="agenda", longest=200) for text in agenda if text.strip()]
    if not points:
        raise Invalid(_("Write what is on the agenda, a point on each line."), field="agenda")
    Item.objects.bulk_create(
        Item(meeting=meeting, place=place, text=text) for place, text in enumerate(points, start=1)
    )
    if demand:
        Demand.objects.filter(pk=demand.pk, community=community, meeting__isnull=True).update(meeting=meeting)
    return meeting


@action
def build_seats(by: Actor, meeting: Meeting, *, now: datetime) -> int:
    """Write the roll anew: from the records, or of who holds the role of a representative. Returns how many. Safe by the lock."""
    meeting = held(by, meeting, State.DRAFT)
    if meeting.counts == Counts.INVITED:
        raise Refused(_("Write down who is invited."))
    rows = (
        _representatives(meeting, now) if meeting.counts == Counts.REPRESENTATIVE else _from_records(by, meeting, now)
    )
    meeting.seats.all().delete()
    Seat.objects.bulk_create(
        [Seat(meeting=meeting, number=number, **row) for number, row in enumerate(rows, start=1)], batch_size=1000
    )
    return len(rows)


def _representatives(meeting: Meeting, now: datetime) -> list[dict[str, object]]:
    keys = persons_holding(REPRESENTATIVES, meeting.community, on=localdate(now))
    return [{"name": name, "person_key": key} for key, name in sorted(names_of(keys).items())]


def _from_records(by: Actor, meeting: Meeting, now: datetime) -> list[dict[str, object]]:
    today = localdate(now)
    age = int(rule("meetings.voting_age", on=today).value)
    whoever = households if meeting.counts == Counts.HOUSEHOLD else voters
    found: Sequence[Voter] = whoever(by, meeting.community, age=age, on=today).voters
    persons = persons_behind(one.resident for one in found if one.resident)
    return [{"name": one.name, "home": one.home, "person_key": persons.get(one.resident or 0)} for one in found]


@action
def add_seat(by: Actor, meeting: Meeting, *, name: str, now: datetime, home: str = "") -> Seat:
    """Somebody whom the records do not know, or who is invited. Safe by the lock, under which the number is drawn."""
    del now
    meeting = held(by, meeting, State.DRAFT, State.CALLED)
    last = meeting.seats.last()
    return Seat.objects.create(
        meeting=meeting, number=last.number + 1 if last else 1, name=words(name, field="name", longest=60), home=words(home, field="home", longest=120, required=False)
    )  # fmt: skip


@action
def call_meeting(by: Actor, meeting: Meeting, *, now: datetime) -> Meeting:
    """Call it: from now on everybody reads the notice. Safe by the lock. Refused without a roll, and later than the law's days before."""
    meeting = held(by, meeting, State.DRAFT)
    if not meeting.seats.exists():
        raise Refused(_("There is nobody on the roll yet."))
    today = localdate(now)
    days = notice_days(meeting.kind, on=today)
    ahead = (localdate(meeting.starts_at) - today).days
    if ahead < days:
        raise Refused(_("Such a meeting is called at least %(days)d days before: choose a later day.") % {"days": days})
    meeting.state, meeting.called_at = State.CALLED, now
    meeting.save()
    record(
        by,
        facts.CALLED.key,
        meeting,
        now=now,
        community_id=meeting.community_id,
        value=ahead,
        meeting_kind=meeting.kind,
    )
    local = localtime(meeting.starts_at)
    values = {"title": meeting.title, "when": f"{local:%Y-%m-%d %H:%M}", "place": meeting.place}
    _tell(by, meeting, facts.CALLED.key, values, now=now)
    return meeting


@action
def call_off(by: Actor, meeting: Meeting, *, why: str, now: datetime) -> Meeting:
    """It is not held, and everybody reads why. Safe by the lock."""
    meeting = held(by, meeting, State.CALLED)
    meeting.state, meeting.called_off_why = State.CALLED_OFF, words(why, field="why", longest=500)
    meeting.save()
    Demand.objects.filter(meeting=meeting).update(meeting=None)
    record(by, facts.CALLED_OFF.key, meeting, now=now, community_id=meeting.community_id, meeting_kind=meeting.kind)
    _tell(by, meeting, facts.CALLED_OFF.key, {"title": meeting.title}, now=now)
    return meeting


def _tell(by: Actor, meeting: Meeting, kind: str, values: dict[str, str], *, now: datetime) -> None:
    to = [key for key in meeting.seats.values_list("person_key", flat=True) if key]
    tell(by, kind, to=to, values=values, path=f"/meetings/{meeting.pk}/", now=now, community_id=meeting.community_id)


def notice_days(kind: str, *, on: date) -> int:
    """How many days before it is held a meeting of this kind is called."""
    by_law = rule("meetings.notice_days", on=on).value
    return int(by_law.get(kind) or rule("meetings.notice_days_others", on=on).value)
