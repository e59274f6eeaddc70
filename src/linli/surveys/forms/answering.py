"""Answers: one question on a page for whoever answers, all of them on one page for whoever types paper in."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.errors import Invalid

from ..models import Channel, Question
from ..paths import Value
from ..tongues import Told
from ..values import LARGEST, LONGEST_LINE, LONGEST_OTHER, LONGEST_TEXT, checked, field_of, missing

Kind = Question.Kind
BETWEEN = re.compile(r"[\s,.;、，。；/]+")
TYPED_IN = [(channel.value, channel.label) for channel in (Channel.PAPER, Channel.DESK)]


class BeginForm(forms.Form):
    """`code` where the survey is answered with slips."""

    code = forms.CharField(label=_("The code on your slip"), max_length=40)


class SignForm(forms.Form):
    """Who answers a survey with names, without an account."""

    name = forms.CharField(label=_("Your full name"), max_length=60)
    home = forms.CharField(label=_("Building and door"), max_length=60)


class QuestionForm(forms.Form):
    """One question in its reader's language. `value` is what was answered, once it is valid."""

    value = Value()

    def __init__(self, *args: Any, told: Told, may_be_empty: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.told, self.may_be_empty = told, may_be_empty or not told.question.is_required
        self.name = field_of(told.question)
        self.fields[self.name] = _field(told)
        if told.question.has_other:
            self.fields["other"] = forms.CharField(label=told.options[-1], max_length=LONGEST_OTHER, required=False)

    @property
    def answer(self) -> Any:
        return self[self.name]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.name in told:
            self._read(told[self.name], told.get("other", ""))
        return told

    def _read(self, given: Any, other: str) -> None:
        question = self.told.question
        try:
            self.value = checked(question, _value(question, given, other))
            if self.value.is_empty and not self.may_be_empty:
                raise missing(question)
        except Invalid as wrong:
            self.add_error(self.name, str(wrong))


class PaperForm(forms.Form):
    """Every question of a paper, to be typed in quickly: options by their numbers, "1 3"; words as they were written."""

    def __init__(self, *args: Any, told: Sequence[Told], wants_code: bool, wants_name: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.told = told
        if wants_code:
            self.fields["code"] = forms.CharField(label=_("The code on the slip"), max_length=40)
        for one in told:
            name = field_of(one.question)
            if one.question.has_options:
                self.fields[name] = forms.CharField(
                    label=one.text,
                    max_length=60,
                    required=False,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )
            else:
                self.fields[name] = _field(one)
            if one.question.has_other:
                self.fields[f"{name}_other"] = forms.CharField(
                    label=one.options[-1], max_length=LONGEST_OTHER, required=False
                )
        if wants_name:
            self.fields["name"] = forms.CharField(label=_("Their name"), max_length=60)
            self.fields["home"] = forms.CharField(label=_("Building and door"), max_length=60)
        self.fields["channel"] = forms.ChoiceField(label=_("How it was answered"), choices=TYPED_IN)

    @property
    def rows(self) -> list[tuple[Told, Any, Any]]:
        """(question, its field, the field of "other") in the order of the paper."""
        names = [(one, field_of(one.question)) for one in self.told]
        return [
            (one, self[name], self[f"{name}_other"] if f"{name}_other" in self.fields else None) for one, name in names
        ]

    @property
    def answers(self) -> dict[int, Value]:
        """What was typed, once it is valid."""
        told = self.cleaned_data
        return {
            one.question.pk: _value(one.question, told.get(name), told.get(f"{name}_other", ""))
            for one in self.told
            for name in [field_of(one.question)]
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for one in self.told:
            name = field_of(one.question)
            if one.question.has_options and name in told:
                try:
                    told[name] = [int(part) for part in BETWEEN.split(told[name].strip()) if part]
                    checked(one.question, _value(one.question, told[name], told.get(f"{name}_other", "")))
                except ValueError:
                    self.add_error(name, _("Type the numbers of the answers."))
                except Invalid as wrong:
                    self.add_error(name, str(wrong))
        return told


def _field(told: Told) -> forms.Field:
    question = told.question
    choices = [(str(number), label) for number, label in told.numbered]
    if question.kind == Kind.SEVERAL:
        return forms.MultipleChoiceField(
            label=told.text, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    if question.has_options:
        return forms.ChoiceField(label=told.text, choices=choices, required=False, widget=forms.RadioSelect)
    if question.kind == Kind.NUMBER:
        return forms.IntegerField(
            label=told.text,
            required=False,
            min_value=0,
            max_value=LARGEST,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
    if question.kind == Kind.LINE:
        return forms.CharField(label=told.text, required=False, max_length=LONGEST_LINE)
    return forms.CharField(
        label=told.text, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )


def _value(question: Question, given: Any, other: str) -> Value:
    """What a form holds as an answer. Words at "other" choose it."""
    if question.has_options:
        parts = given if isinstance(given, list) else [given] if given else []
        chosen = [int(part) for part in parts]
        if other and question.other and question.other not in chosen and not (question.is_single and chosen):
            chosen.append(question.other)
        return Value(tuple(chosen), text=other)
    if question.kind == Kind.NUMBER:
        return Value(number=given)
    return Value(text=given or "")
