"""What publication keeps of a person: questions and complaints. Erasing takes the name away; question, answer and ruling stay."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS

from .models import Complaint, Question


def export_publication(person_id: int) -> tuple[Any, dict[str, Path]]:
    """What one asked and complained about."""
    return {
        "questions": list(
            Question.objects.filter(person=person_id).values("publication__title", "text", "answer", "asked_at")
        ),
        "complaints": list(
            Complaint.objects.filter(person=person_id).values("kind", "about", "text", "ruling", "raised_at")
        ),
    }, {}


@action
def erase_publication(by: Actor, person_id: int, now: datetime) -> None:
    """Safe: each is one statement."""
    del by, now
    Question.objects.filter(person=person_id).update(person=None)
    Complaint.objects.filter(person=person_id).update(person=None)


EXPORTS.add("publication", export_publication)
ERASERS.add("publication", erase_publication)
