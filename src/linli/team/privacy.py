"""What is kept of a person in a team: posts held and days away. Erasing takes the days away; that a post was held stays the committee's record."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS

from .models import Absence, Holding


def export_team(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own posts and days away."""
    held = Holding.objects.filter(person=person_id).order_by("pk").values("post__name", "from_date", "to_date")
    away = Absence.objects.filter(person=person_id).order_by("pk").values("from_date", "to_date")
    return {"posts": list(held), "away": list(away)}, {}


@action
def erase_team(by: Actor, person_id: int, now: datetime) -> None:
    """Days away go. Safe by one statement."""
    del by, now
    Absence.objects.filter(person=person_id).delete()


EXPORTS.add("team", export_team)
ERASERS.add("team", erase_team)
