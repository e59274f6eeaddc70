"""What is kept of a person in a team: posts held, days away, duties, training. Erasing takes the days away and the duties to come."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS, OBLIGATIONS, Obligation

from .actions.leaving import end_posts, give_back_duties, give_back_posts
from .models import Absence, Attendance, Duty, HandoverLine, Holding


def export_team(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own posts, days away, duties, training, and what was taken over."""
    told = {
        "posts": Holding.objects.filter(person=person_id).order_by("pk").values("post__name", "from_date", "to_date"),
        "away": Absence.objects.filter(person=person_id).order_by("pk").values("from_date", "to_date"),
        "duties": Duty.objects.filter(person=person_id).order_by("date", "pk").values("date", "part"),
        "training": Attendance.objects.filter(person=person_id, training__held_at__isnull=False)
        .order_by("training__date", "pk")
        .values("training__title", "training__date", "training__minutes"),
        "taken_over": HandoverLine.objects.filter(passed_to=person_id)
        .order_by("pk")
        .values("kind", "words", "passed_at"),
    }
    return {name: list(rows) for name, rows in told.items()}, {}


@action
def erase_team(by: Actor, person_id: int, now: datetime) -> None:
    """Days away go, posts end and what was in these hands is listed for the chair; what was done stays the committee's record."""
    end_posts(by, person_id, now)
    Absence.objects.filter(person=person_id).delete()


EXPORTS.add("team", export_team)
ERASERS.add("team", erase_team)
OBLIGATIONS.add("team.duties", Obligation(("team.Duty.person",), give_back_duties))
OBLIGATIONS.add("team.posts", Obligation(("team.Holding.person",), give_back_posts))
