"""A category's own questions as fields of the report form. The actions check the answers; here they only get a shape."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language

from ..models import Category, Question

KIND = Question.Datatype


@dataclass(frozen=True)
class Asked:
    code: str
    field: str  # the field's name in the form


@dataclass(frozen=True)
class QuestionGroup:
    """The questions of one category; shown when it is chosen, and to everybody where no script runs."""

    key: str
    label: str
    questions: list[Asked]
    form: forms.Form

    @property
    def fields(self) -> list[forms.BoundField]:
        return [self.form[q.field] for q in self.questions]


def question_groups(form: forms.Form, categories: list[Category]) -> list[QuestionGroup]:
    """Add a field for each question, and say which belong together."""
    groups = []
    for category in categories:
        asked = []
        for question in category.asked:
            if question.is_variable:
                name = f"q-{category.key}-{question.code}"
                form.fields[name] = _field(question)
                asked.append(Asked(question.code, name))
        if asked:
            groups.append(QuestionGroup(category.key, category.label, asked, form))
    return groups


def _field(question: Question) -> forms.Field:
    english = (get_language() or "").startswith("en")
    words: dict[str, Any] = {
        "label": (english and question.text_en) or question.text,
        "help_text": (english and question.hint_en) or question.hint,
        "required": False,
    }
    if question.datatype in {KIND.ONE, KIND.MANY}:
        choices = [(str(v["key"]), (english and v.get("name_en")) or v["name"]) for v in question.values]
        if question.datatype == KIND.MANY:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
        return forms.ChoiceField(choices=[("", "—"), *choices], **words)
    if question.datatype == KIND.TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, **words)
    kinds = {KIND.NUMBER: {"inputmode": "decimal"}, KIND.DATETIME: {"type": "datetime-local"}}
    return forms.CharField(
        widget=forms.TextInput(attrs=kinds.get(KIND(question.datatype), {})), max_length=300, **words
    )
