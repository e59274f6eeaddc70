"""What records keep of a person: their copy of it, and what erasing leaves."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.rows import all_held
from linli.people.registries import ERASERS, EXPORTS, LOOKS, OBLIGATIONS, Obligation

from .actions.forgetting import forget_fields
from .actions.leaving import give_back_imports
from .models import Correction, Resident
from .queries.fields import register_of
from .queries.looks import looks_at_my_records, openings_of
from .register import Field
from .seals import unseal


def export_records(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own records with their history and who opened them; one's own sealed values are opened for oneself."""
    found = Resident.objects.filter(person=person_id).select_related("community", "household__building").order_by("pk")
    return [_told(resident, register_of(resident.community)) for resident in found], {}


@action
def erase_records(by: Actor, person_id: int, now: datetime) -> None:
    """What rests on consent goes, with its history; what the law has the committee keep stays until its retention is over."""
    del by, now
    for resident in all_held(Resident.objects.select_related("community").filter(person=person_id)):
        register = register_of(resident.community)
        consented = {key for key, field in register.items() if field.rests_on_consent}
        resident.values = {key: value for key, value in resident.values.items() if key not in consented}
        resident.person = None
        resident.save()
        forget_fields(resident.entries.all(), consented)
        Correction.objects.filter(resident=resident).delete()


def _told(resident: Resident, register: dict[str, Field]) -> dict[str, Any]:
    return {
        "community": resident.community.name,
        "address": resident.household.address if resident.household else "",
        "values": _named(resident.values, register),
        "history": [
            {
                "at": entry.at,
                "from": entry.origin,
                "file": entry.file_name,
                "line": entry.line,
                "note": entry.note,
                "values": _named(entry.values, register),
            }
            for entry in resident.entries.order_by("at", "pk")
        ],
        "corrections": list(
            resident.corrections.order_by("pk").values("field", "words", "state", "answer", "asked_at")
        ),
        "looks": [
            {
                "at": look.at,
                "who": look.who,
                "role": look.role,
                "purpose": look.purpose,
                "fields": look.fields,
                "list": look.is_list,
                "handed_to": look.passed_to,
                "basis": look.basis,
            }
            for look in openings_of(resident, register.values())
        ],
    }


def _named(values: dict[str, Any], register: dict[str, Field]) -> dict[str, Any]:
    return {
        (register[key].name if key in register else key): unseal(value)
        if value and key in register and register[key].is_sealed
        else value
        for key, value in values.items()
    }


EXPORTS.add("records", export_records)
LOOKS.add("records", looks_at_my_records)
ERASERS.add("records", erase_records)
OBLIGATIONS.add("records.imports", Obligation(("records.ImportRun.by",), give_back_imports))
