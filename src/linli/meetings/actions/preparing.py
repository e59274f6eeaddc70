"""A meeting is prepared: what it is, when and where, its agenda, and its roll."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import find_held, open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.people.queries import names_of, persons_holding
from linli.places.models import Community
from linli.records.queries.voters import persons_behind, who_votes

from ..models import Demand, Item, Meeting, Seat
from ..permissions import hold_meetings, run_meeting
from ..registries import COMMITTEE, belongs_to

State, Kind, Counts = Meeting.State, Meeting.Kind, Meeting.Counts
FITTING = {
    Kind.RESIDENTS: (Counts.PERSON, Counts.HOUSEHOLD),
    Kind.REPRESENTATIVES: (Counts.REPRESENTATIVE,),
    Kind.COUNCIL: tuple(Counts),
    Kind.HEARING: tuple(Counts),
    Kind.TALK: tuple(Counts),
}
REPRESENTATIVES, HEAD = frozenset({RoleKind.REPRESENTATIVE}), frozenset({RoleKind.COMMITTEE_CHAIR})


@dataclass(frozen=True)
class Planned:
    """What a meeting is, as it is written down before it is called. `agenda`: a point each."""

    title: str
    place: str
    starts_at: datetime
    head: str
    keeper: str
    agenda: Sequence[str]


@action
def draft_meeting(
    by: Actor,
    community: Community,
    *,
    kind: str,
    counts: str,
    now: datetime,
    demand: Demand | None = None,
    **planned: Any,
) -> Meeting:
    """Begin a meeting with its agenda (`planned`: the parts of `Planned`). Safe by the lock on the demand, if one is answered.

    Invalid without an agenda, for a time that is past, for counting others than the kind of meeting counts, and for another kind than was
    demanded. Refused where the demand was answered already.
    """
    hold_meetings.require(by, community)
    if kind not in Kind.values or counts not in FITTING[Kind(kind)]:
        raise Invalid(
            _("A residents' meeting counts residents or households, an assembly representatives."), field="counts"
        )
    meeting = Meeting(community=community, kind=kind, counts=counts, door_code=secrets.token_hex(8))
    _write(meeting, Planned(**planned), now)
    if demand:
        _answer(demand, meeting)
    return meeting


@action
def change_draft(by: Actor, meeting: Meeting, *, now: datetime, **planned: Any) -> Meeting:
    """Other words, another hour, another agenda, before it is called. Safe by the lock. What `draft_meeting` raises."""
    meeting = open_row(by, Meeting, meeting.pk, State.DRAFT, right=run_meeting)
    _write(meeting, Planned(**planned), now)
    return meeting


@action
def discard_draft(by: Actor, meeting: Meeting, *, now: datetime) -> None:
    """Nobody was told of it: it goes, and a demand that it was to answer waits again. Safe by the lock.

    Refused where it belongs to something of a room above.
    """
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.DRAFT, right=run_meeting)
    if belongs := belongs_to(meeting):
        raise Refused(_("It belongs to %(name)s: change it instead.") % {"name": belongs[0]})
    Demand.objects.filter(meeting=meeting).update(meeting=None)
    meeting.delete()


def _write(meeting: Meeting, planned: Planned, now: datetime) -> None:
    if planned.starts_at <= now:
        raise Invalid(_("The meeting lies in the future."), field="starts_at")
    for name, longest in (("title", 120), ("place", 120), ("head", 60), ("keeper", 60)):
        setattr(meeting, name, words(getattr(planned, name), field=name, longest=longest))
    points = [words(text, field="agenda", longest=200) for text in planned.agenda if text.strip()]
    if not points:
        raise Invalid(_("Write what is on the agenda, a point on each line."), field="agenda")
    meeting.starts_at = planned.starts_at
    meeting.save()
    meeting.items.all().delete()
    Item.objects.bulk_create(
        Item(meeting=meeting, place=place, text=text) for place, text in enumerate(points, start=1)
    )


def _answer(demand: Demand, meeting: Meeting) -> None:
    """A draft answers nothing yet: another may take its place. Once called, the demand is answered."""
    found = find_held(Demand.objects.filter(pk=demand.pk, community=meeting.community))
    if found is None:
        raise Missing(_("There is no such demand."))
    if found.kind != meeting.kind:
        raise Invalid(_("Another kind of meeting was demanded."), field="kind")
    if found.meeting and found.meeting.state != State.DRAFT:
        raise Refused(_("The meeting was called already."))
    found.meeting = meeting
    found.save(update_fields=["meeting"])


@dataclass(frozen=True)
class Built:
    """`number` on the roll; `unknown`: who is not on it, because the records do not know their day of birth well enough."""

    number: int
    unknown: tuple[str, ...] = ()


@action
def build_seats(by: Actor, meeting: Meeting, *, now: datetime) -> Built:
    """Write the roll anew: from the records, by age on the day of the meeting; of an assembly all who make it up, the members of the committee
    and the representatives (Organic Law art. 28). Safe by the lock.
    """
    meeting = open_row(by, Meeting, meeting.pk, State.DRAFT, right=run_meeting)
    if meeting.counts == Counts.INVITED:
        raise Refused(_("Write down who is invited."))
    if meeting.counts == Counts.REPRESENTATIVE:
        rows, unknown = _representatives(meeting, localdate(now))
    else:
        rows, unknown = _from_records(by, meeting)
    meeting.seats.all().delete()
    Seat.objects.bulk_create(
        [Seat(meeting=meeting, number=number, **row) for number, row in enumerate(rows, start=1)], batch_size=1000
    )
    return Built(len(rows), unknown)


Rows = tuple[list[dict[str, Any]], tuple[str, ...]]
"""The seats to write, and who was left out."""


def _representatives(meeting: Meeting, today: date) -> Rows:
    """The representatives, and after them whoever sits on the committee and is not a representative too."""
    named = names_of(persons_holding(REPRESENTATIVES, meeting.community, on=today))
    rows: list[dict[str, Any]] = [{"name": name, "person_key": key} for key, name in sorted(named.items())]
    heads = names_of(persons_holding(HEAD, meeting.community, on=today))
    members = dict.fromkeys(name for find in COMMITTEE.values() for name in find(meeting.community))
    there = set(named.values())
    rows += [
        {"name": name, "person_key": key, "is_added": True} for key, name in sorted(heads.items()) if key not in named
    ]
    rows += [{"name": name, "is_added": True} for name in members if name not in there | set(heads.values())]
    return rows, ()


def _from_records(by: Actor, meeting: Meeting) -> Rows:
    day = localdate(meeting.starts_at)
    age = int(rule("meetings.voting_age", on=day).value)
    found = who_votes(by, meeting.community, by_household=meeting.counts == Counts.HOUSEHOLD, age=age, voting_date=day)
    persons = persons_behind(one.resident for one in found.voters if one.resident)
    rows = [
        {
            "name": one.name,
            "home": one.home,
            "person_key": persons.get(one.resident or 0),
            "resident_key": one.resident,
            "household_key": one.household,
        }
        for one in found.voters
    ]
    return rows, found.unknown


@action
def add_seat(by: Actor, meeting: Meeting, *, name: str, now: datetime, home: str = "") -> Seat:
    """Somebody whom the records do not know, or who is invited. Safe by the lock, under which the number is drawn.

    Where households count, each has one seat: Invalid without a home, or with one that is on the roll.
    """
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.DRAFT, State.CALLED, right=run_meeting)
    is_by_home = meeting.counts == Counts.HOUSEHOLD
    home = words(home, field="home", longest=120, required=is_by_home)
    if is_by_home and meeting.seats.filter(home=home).exists():
        raise Invalid(_("This household is on the roll already."), field="home")
    last = meeting.seats.last()
    return Seat.objects.create(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        name=words(name, field="name", longest=60),
        home=home,
        is_added=True,
    )
