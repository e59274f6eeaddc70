"""An answer checked against its question, and how it is stored. What is wrong is said for the person, at the question."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.text import words

from .models import Question
from .paths import NOTHING, Value, kept, path
from .queries.surveys import steps_of

LARGEST = 999_999_999
LONGEST_LINE, LONGEST_OTHER, LONGEST_TEXT = 100, 60, 1000


def field_of(question: Question) -> str:
    """The name of a question in forms, calls and refusals."""
    return f"q{question.pk}"


def checked(question: Question, value: Value) -> Value:
    """The value, cleaned, if it can be an answer to the question; empty is one. Invalid otherwise."""
    kind = Question.Kind
    if question.has_options:
        return _chosen(question, value)
    if question.kind == kind.NUMBER:
        if value.number is not None and not 0 <= value.number <= LARGEST:
            raise Invalid(_("A whole number from 0 to 999,999,999."), field=field_of(question))
        return Value(number=value.number)
    longest = LONGEST_LINE if question.kind == kind.LINE else LONGEST_TEXT
    return Value(text=words(value.text, field=field_of(question), longest=longest, required=False))


def checked_sheet(
    questions: Sequence[Question], given: Mapping[int, Value], *, may_have_gaps: bool
) -> dict[int, Value]:
    """A whole sheet: what lies on the path. `may_have_gaps`: as on paper, where nobody can be asked again. Invalid names the question."""
    by_key = {question.pk: question for question in questions}
    if strange := given.keys() - by_key.keys():
        raise Invalid(_("The survey has no such question."), field=f"q{min(strange)}")
    sheet = {key: checked(by_key[key], value) for key, value in given.items()}
    steps = steps_of(questions)
    if not may_have_gaps:
        for step in path(steps, sheet):
            if by_key[step.key].is_required and sheet.get(step.key, NOTHING).is_empty:
                raise missing(by_key[step.key])
    found = kept(steps, sheet)
    if not found:
        raise Invalid(_("Nothing is answered yet."))
    return found


def missing(question: Question) -> Invalid:
    return Invalid(_("Please answer this question before you go on."), field=field_of(question))


def stored(value: Value) -> Any:
    """As it stands on the sheet: words are kept apart, and only that there are some stands here."""
    if value.chosen:
        return list(value.chosen)
    return value.number if value.number is not None else True


def _chosen(question: Question, value: Value) -> Value:
    name, chosen = field_of(question), tuple(sorted(set(value.chosen)))
    if any(not 1 <= option <= question.option_count for option in chosen):
        raise Invalid(_("Choose from the answers that are offered."), field=name)
    if question.is_single and len(chosen) > 1:
        raise Invalid(_("Choose one answer."), field=name)
    if question.most and len(chosen) > question.most:
        raise Invalid(_("Choose at most %(most)d.") % {"most": question.most}, field=name)
    if question.other not in chosen:
        return Value(chosen)
    return Value(chosen, text=words(value.text, field=name, longest=LONGEST_OTHER, required=False))
