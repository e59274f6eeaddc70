"""What the room keeps of a person: which forms they handed over as staff. It stays, as the committee's record."""

from pathlib import Path
from typing import Any

from linli.people.registries import EXPORTS

from .models import Handover


def export_paperwork(person_id: int) -> tuple[Any, dict[str, Path]]:
    rows = (
        Handover.objects.filter(by=person_id)
        .order_by("pk")
        .values("given_at", "form__title", "recipient", "people", "purpose")
    )
    return {"handed_over": list(rows)}, {}


EXPORTS.add("paperwork", export_paperwork)
