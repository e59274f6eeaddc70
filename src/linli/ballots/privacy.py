"""What ballots keep of a person: their place on rolls, and whether they voted. What they chose, nobody knows, and no copy can tell."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS, OBLIGATIONS, Obligation
from linli.records.models import Resident

from .actions.leaving import give_back_asked_codes, give_back_slips
from .models import Ballot, RollEntry

ENDED = (Ballot.State.COUNTED, Ballot.State.CALLED_OFF)


def export_ballots(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own places on rolls."""
    found = RollEntry.objects.filter(resident_key__in=_residents(person_id)).order_by("ballot", "number")
    return list(found.values("ballot__question", "number", "name", "home", "channel")), {}


@action
def erase_ballots(by: Actor, person_id: int, now: datetime) -> None:
    """Name and home go from the rolls of ballots that are over; the place and its mark stay, for the count has to add up."""
    del by, now
    found = RollEntry.objects.filter(resident_key__in=_residents(person_id), ballot__state__in=ENDED)
    found.update(name="", home="", resident_key=None)


def _residents(person_id: int) -> Any:
    return Resident.objects.filter(person=person_id).values("pk")


EXPORTS.add("ballots", export_ballots)
ERASERS.add("ballots", erase_ballots)
OBLIGATIONS.add("ballots.slips", Obligation(("ballots.HeldSlip.holder",), give_back_slips))
OBLIGATIONS.add("ballots.codes", Obligation(("ballots.CodeAsked.by",), give_back_asked_codes))
