"""Meetings as the reader may see them."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.requests import read_key
from linli.places.models import Community
from linli.records.queries.voters import household_of

from ..models import Item, Meeting, Motion, NextStep, Seat
from ..permissions import see_meeting

MOST, MOST_SEATS = 200, 300


def meetings(reader: Actor, community: Community) -> list[Meeting]:
    """The latest first."""
    return list(Meeting.objects.filter(see_meeting.within(reader), community=community)[:MOST])


def meeting_for(reader: Actor, key: int) -> Meeting:
    """Missing where there is none, or none that the reader may see."""
    found = Meeting.objects.filter(see_meeting.within(reader), pk=key).select_related("community__division").first()
    if found is None:
        raise Missing(_("There is no such meeting."))
    return found


def seats_of(meeting: Meeting, *, words: str = "", most: int = MOST_SEATS, is_door: bool = False) -> list[Seat]:
    """The roll, for those who run the meeting: who waits at the door first (`is_door`: they alone), then by number, or who is asked for."""
    rows = meeting.seats.select_related("holder")
    rows = rows.filter(is_at_door=True) if is_door else rows
    if (number := read_key(words)) is not None:
        rows = rows.filter(number=number)
    elif words:
        rows = rows.filter(name__icontains=words) | rows.filter(home__icontains=words)
    return list(rows.order_by("-is_at_door", "number")[:most])


def seat_of(meeting: Meeting, person: int | None) -> Seat | None:
    """Where somebody stands on the roll: by themselves, or by their household."""
    if person is None:
        return None
    household = household_of(person)
    mine = Q(person_key=person) | (Q(household_key=household) if household else Q(pk__in=[]))
    return meeting.seats.filter(mine).order_by("number").first()


def motion_of(meeting: Meeting, key: int) -> Motion:
    return _found(meeting.motions.filter(pk=key).select_related("meeting").first())


def item_of(meeting: Meeting, key: int) -> Item:
    return _found(meeting.items.filter(pk=key).select_related("meeting").first())


def step_of(meeting: Meeting, key: int) -> NextStep:
    return _found(meeting.steps.filter(pk=key).select_related("meeting").first())


def _found(row: Any) -> Any:
    if row is None:
        raise Missing(_("That is not there any more."))
    return row
