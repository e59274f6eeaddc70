"""What a resident reads of their own record: every value, sealed ones masked, with basis and purpose, and who looked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing

from ..models import Correction, Resident
from ..permissions import read_own_record
from ..register import ADDRESS, RESIDENT
from .fields import register_of
from .looks import CorrectionLine, OpeningLine, correction_lines, openings_of
from .residents import ValueLine, lines_of


@dataclass(frozen=True)
class OwnRecord:
    key: int
    community: str
    address: str
    values: list[ValueLine]
    looks: list[OpeningLine]
    corrections: list[CorrectionLine]


def my_records(by: Actor) -> list[OwnRecord]:
    """The records that are known to be about the reader; none for who is not signed in."""
    found = Resident.objects.filter(read_own_record.within(by)).select_related("community", "household__building")
    return [_own(resident) for resident in found.order_by("pk")]


def my_record(by: Actor, key: int) -> Resident:
    """One of the reader's own records. Missing otherwise."""
    found = Resident.objects.filter(read_own_record.within(by), pk=key).select_related("community").first()
    if found is None:
        raise Missing(_("There is no such record here."))
    return found


def _own(resident: Resident) -> OwnRecord:
    register = list(register_of(resident.community).values())
    kept = [f for f in register if f.belongs_to == RESIDENT and resident.values.get(f.key) not in (None, "")]
    asked = Correction.objects.filter(resident=resident).select_related("resident").order_by("-asked_at", "-pk")
    return OwnRecord(
        resident.pk,
        resident.community.label,
        resident.household.address if resident.household else "",
        lines_of(resident, [*kept, ADDRESS] if resident.household else kept),
        openings_of(resident, register),
        correction_lines(asked, register),
    )
