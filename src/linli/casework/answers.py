"""Answers to a category's questions: read as the question's datatype asks, or refused with the question's name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.text import clean

from .models import Category, Question

LONGEST = {Question.Datatype.STRING: 300, Question.Datatype.TEXT: 2000}


def read_answers(category: Category, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept: question code to answer, a list for several of a list. Unknown codes are left out. Invalid names the code."""
    kept = {}
    for question in category.asked:
        if not question.is_variable:
            continue
        values = [clean(str(v)).strip() for v in _as_list(given.get(question.code))]
        values = [v for v in values if v]
        if not values:
            if question.is_required:
                raise Invalid(_("Please answer: %(question)s") % {"question": question.text}, field=question.code)
            continue
        kept[question.code] = _read(question, values)
    return kept


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _read(question: Question, values: list[str]) -> Any:
    kind = question.datatype
    if kind in {Question.Datatype.ONE, Question.Datatype.MANY}:
        known = {str(v["key"]) for v in question.values}
        if not set(values) <= known or (kind == Question.Datatype.ONE and len(values) > 1):
            raise Invalid(
                _("Please choose from the list: %(question)s") % {"question": question.text}, field=question.code
            )
        return values[0] if kind == Question.Datatype.ONE else values
    value = values[0]
    try:
        if kind == Question.Datatype.NUMBER:
            float(value)
        elif kind == Question.Datatype.DATETIME:
            datetime.fromisoformat(value)
    except ValueError as wrong:
        raise Invalid(
            _("This answer cannot be read: %(question)s") % {"question": question.text}, field=question.code
        ) from wrong
    if len(value) > LONGEST.get(Question.Datatype(kind), 60):
        raise Invalid(_("This answer is too long: %(question)s") % {"question": question.text}, field=question.code)
    return value
