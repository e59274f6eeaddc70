"""Meetings as the reader may see them."""

from typing import Any

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Community

from ..models import Item, Meeting, Motion, NextStep, Seat
from ..permissions import see_meeting

MOST = 200


def meetings(reader: Actor, community: Community) -> list[Meeting]:
    """The latest first."""
    return list(Meeting.objects.filter(see_meeting.within(reader), community=community)[:MOST])


def meeting_for(reader: Actor, key: int) -> Meeting:
    """Missing where there is none, or none that the reader may see."""
    found = Meeting.objects.filter(see_meeting.within(reader), pk=key).select_related("community__division").first()
    if found is None:
        raise Missing(_("There is no such meeting."))
    return found


def seats_of(meeting: Meeting, *, words: str = "") -> list[Seat]:
    """The roll, for those who run the meeting: by number, or those whose name, home or number is asked for."""
    rows = meeting.seats.select_related("holder")
    if words.isdigit():
        rows = rows.filter(number=int(words))
    elif words:
        rows = rows.filter(name__icontains=words) | rows.filter(home__icontains=words)
    return list(rows.order_by("-is_at_door", "number")[:300])


def seat_of(meeting: Meeting, person: int | None) -> Seat | None:
    return meeting.seats.filter(person_key=person).first() if person else None


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
