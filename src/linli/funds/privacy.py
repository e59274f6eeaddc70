"""What the room keeps of a person: their copy of it, and what erasing leaves.

Account books and vouchers are kept as the law on accounting archives has it, with who asked and who approved; a question
that somebody asked loses its asker and, where it was never answered, its words.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS, OBLIGATIONS, Obligation

from .actions.leaving import give_back_expenditures
from .models import Decision, Expenditure, Question


def export_funds(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own questions, and what one asked for and decided in the books."""
    asked = Expenditure.objects.filter(asked_by=person_id).order_by("pk")
    told = {
        "questions": list(
            Question.objects.filter(person=person_id).order_by("pk").values("asked_at", "text", "state", "answer")
        ),
        "expenditures": list(asked.values("asked_at", "amount_fen", "purpose", "line__name")),
        "decisions": list(Decision.objects.filter(by=person_id).order_by("pk").values("at", "verdict", "words")),
    }
    return told, {}


@action
def erase_funds(by: Actor, person_id: int, now: datetime) -> None:
    """Questions lose their asker; the words of those that wait go. The books stay as they are."""
    del by, now
    mine = Question.objects.filter(person=person_id)
    mine.filter(state=Question.State.WAITING).delete()
    mine.update(person=None)


EXPORTS.add("funds", export_funds)
ERASERS.add("funds", erase_funds)
OBLIGATIONS.add("funds.expenditures", Obligation(("funds.Expenditure.asked_by",), give_back_expenditures))
