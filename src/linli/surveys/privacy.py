"""What surveys keep of a person: that, and what, they answered where it was asked with names. What was answered anonymously nobody can find."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS

from .models import Question, Response, Signature


def export_surveys(person_id: int) -> tuple[Any, dict[str, Path]]:
    """Each survey that one signed, with the questions and what one answered."""
    rows = Signature.objects.filter(person=person_id).select_related("survey", "response").order_by("pk")
    return [{"survey": row.survey.title, "answers": _in_words(row.response)} for row in rows], {}


@action
def erase_surveys(by: Actor, person_id: int, now: datetime) -> None:
    """The sheets that the person signed go, with their words. What was published stays: it is counts. Safe: it is one statement."""
    del by, now
    Response.objects.filter(signature__person=person_id).delete()


def _in_words(response: Response) -> list[dict[str, Any]]:
    said = {one.question_id: one.text for one in response.words.all()}
    asked = Question.objects.filter(survey=response.survey_id)
    return [
        {"question": one.text, "answer": _labels(one, response.answers[str(one.pk)]), "words": said.get(one.pk, "")}
        for one in asked
        if str(one.pk) in response.answers
    ]


def _labels(question: Question, given: Any) -> Any:
    if not isinstance(given, list):
        return "" if given is True else given
    if question.kind == Question.Kind.SCALE:
        return given
    return [question.options[number - 1] if number <= len(question.options) else "+" for number in given]


EXPORTS.add("surveys", export_surveys)
ERASERS.add("surveys", erase_surveys)
