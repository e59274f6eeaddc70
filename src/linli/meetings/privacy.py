"""What meetings keep of a person: a place on a roll, and demands for a meeting. Minutes are the committee's record."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS
from linli.records.models import Resident

from .models import DemandBacking, Seat


def export_meetings(person_id: int) -> tuple[Any, dict[str, Path]]:
    """Where one stood on the roll and was there, and which meetings one demanded."""
    residents = list(Resident.objects.filter(person=person_id).values_list("pk", flat=True))
    seats = Seat.objects.filter(person_key=person_id).order_by("pk")
    demanded = DemandBacking.objects.filter(resident_key__in=residents).order_by("pk")
    return {
        "on_roll": list(seats.values("meeting__title", "number", "was_here")),
        "demanded": list(demanded.values_list("demand__subject", flat=True)),
    }, {}


@action
def erase_meetings(by: Actor, person_id: int, now: datetime) -> None:
    """A roll keeps its names as the record of a lawful meeting; that it was this account goes. Safe by one statement."""
    del by, now
    Seat.objects.filter(person_key=person_id).update(person_key=None, resident_key=None)


EXPORTS.add("meetings", export_meetings)
ERASERS.add("meetings", erase_meetings)
