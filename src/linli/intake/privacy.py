"""What the gate keeps of a person: what they said of tasks. Erasing takes it away; the committee's own record stays."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS

from .models import Say


def export_intake(person_id: int) -> tuple[Any, dict[str, Path]]:
    """What one said of tasks from above."""
    rows = Say.objects.filter(person=person_id).order_by("pk")
    return {"said_of_tasks": list(rows.values("application__title", "should_end", "at"))}, {}


@action
def erase_intake(by: Actor, person_id: int, now: datetime) -> None:
    """What was said is taken back. Safe by one statement."""
    del by, now
    Say.objects.filter(person=person_id).delete()


EXPORTS.add("intake", export_intake)
ERASERS.add("intake", erase_intake)
