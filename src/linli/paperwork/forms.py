"""What the committee writes of a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.papers import look_at_paper, read_paper
from linli.base.sent import PAPERS, FormWithFiles, SentField
from linli.look.forms import DayInput

from .layouts import look_at_form, read_sent
from .models import AskedForm, FormTemplate

WHOM = ("name", "age_from", "age_to", "mark")


class AskedFormForm(forms.Form):
    title = forms.CharField(label=_("Name of the form"), max_length=160)
    office = forms.TypedChoiceField(label=_("Which office asks for it"), required=False, coerce=int, empty_value=None)
    issuer = forms.CharField(
        label=_("Another issuer"), required=False, max_length=120, help_text=_("Where it is not in the list.")
    )
    way = forms.ChoiceField(label=_("How it is given"), choices=AskedForm.Way.choices)
    platform = forms.CharField(label=_("Platform or chat group"), required=False, max_length=80)
    frequency = forms.ChoiceField(label=_("How often"), choices=AskedForm.Frequency.choices)
    first_due_date = forms.DateField(label=_("First due on"), widget=DayInput())
    minutes_each_time = forms.IntegerField(label=_("Minutes each time"), min_value=1, max_value=43200)
    cells = forms.IntegerField(
        label=_("Cells to fill"), min_value=0, max_value=1_000_000, required=False, help_text=_("About how many.")
    )
    purpose = forms.CharField(label=_("What the office wants it for"), required=False, max_length=200)
    basis = forms.CharField(label=_("Law or document it names"), required=False, max_length=200)
    is_statistical = forms.BooleanField(
        label=_("It is a statistical form"),
        required=False,
        help_text=_("Its figures are collected for statistics: then it bears four marks by law."),
    )
    form_number = forms.CharField(label=_("Form number"), required=False, max_length=60)
    approval_number = forms.CharField(label=_("Approval or filing number"), required=False, max_length=80)
    valid_until_date = forms.DateField(label=_("Valid until"), required=False, widget=DayInput())

    def __init__(self, *args: Any, offices: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offices = {o.pk: o for o in offices}
        self.fields["office"].choices = [("", "—"), *((o.pk, o.label) for o in offices)]  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the actions take."""
        said = dict(self.cleaned_data)
        return said | {"office": self.offices.get(said["office"]), "cells": said["cells"] or 0}


class HandForm(forms.Form):
    due_date = forms.TypedChoiceField(label=_("Due on"), coerce=str)
    fields_given = forms.CharField(
        label=_("What was given"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8000,
        help_text=_("Each column or figure on a line of its own."),
    )
    people = forms.IntegerField(
        label=_("Details of how many people or households"),
        min_value=0,
        max_value=1_000_000,
        initial=0,
        help_text=_("0 for bare counts."),
    )
    purpose = forms.CharField(label=_("What for"), max_length=200)
    basis = forms.CharField(label=_("On what basis"), max_length=200)

    def __init__(self, *args: Any, days: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["due_date"].choices = days  # type: ignore[attr-defined]

    def clean_fields_given(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["fields_given"].splitlines() if line.strip()]


class UploadForm(FormWithFiles):
    file = SentField(
        look=look_at_form,
        read=read_sent,
        label=_("The office's file"),
        required=False,
        help_text=_("Excel (.xlsx) or Word (.docx), as it came."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
    )
    message = forms.CharField(
        label=_("Or its message in the chat group"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Paste it as it came: 60岁以上老人____人. Blanks and what stands before a colon are filled."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("message", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the message."))
        return given


class MappingForm(forms.Form):
    """A choice for each place of the file. Where it has no list, nobody is asked what the list has."""

    rows = forms.ChoiceField(label=_("The list has"), choices=FormTemplate.Rows.choices)

    def __init__(self, *args: Any, places: list[Any], choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.keys = {f"slot{n}": place.key for n, place in enumerate(places)}
        for (name, _key), place in zip(self.keys.items(), places, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=place.heading, required=False, initial=place.field, choices=[("", _("left as it is")), *choices]
            )

        self.columns = [
            name for (name, _key), place in zip(self.keys.items(), places, strict=True) if place.kind == "column"
        ]
        if not self.columns:
            self.fields["rows"].widget = forms.HiddenInput()

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The fields under headings, as the page shows them."""
        single = [self[name] for name in self.keys if name not in self.columns]
        columns = [self["rows"], *(self[name] for name in self.columns)] if self.columns else []
        return [
            (title, fields)
            for title, fields in ((_("Columns of the list"), columns), (_("Single places"), single))
            if fields
        ]

    @property
    def mapping(self) -> dict[str, str]:
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class FillForm(forms.Form):
    """Whom the list is about, and for what it is given."""

    due_date = forms.TypedChoiceField(label=_("Due on"), coerce=str)
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), required=False, max_length=60, help_text=_("For one person alone.")
    )
    age_from = forms.IntegerField(label=_("Age from"), required=False, min_value=0, max_value=130)
    age_to = forms.IntegerField(label=_("Age to"), required=False, min_value=0, max_value=130)
    mark = forms.ChoiceField(label=_("Marked as"), required=False)
    only_new = forms.BooleanField(
        label=_("Only what this office was not given yet"),
        required=False,
        help_text=_("Columns it has stay empty but for the names; the cover sheet says since when it has them."),
    )
    purpose = forms.CharField(label=_("What for"), max_length=200)
    basis = forms.CharField(label=_("On what basis"), max_length=200)

    def __init__(
        self,
        *args: Any,
        days: list[tuple[str, str]],
        marks: list[tuple[str, str]],
        by_hand: list[Any],
        kept: dict[str, str],
        may_leave_out: bool,
        has_people: bool,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["due_date"].choices = days  # type: ignore[attr-defined]
        self.fields["mark"].choices = [("", _("any")), *marks]  # type: ignore[attr-defined]
        if not may_leave_out:
            del self.fields["only_new"]
        for name in () if has_people else WHOM:
            del self.fields[name]
        self.keys = {f"answer{n}": place.key for n, place in enumerate(by_hand)}
        for (name, key), place in zip(self.keys.items(), by_hand, strict=True):
            self.fields[name] = forms.CharField(
                label=place.heading, required=False, max_length=200, initial=kept.get(key, "")
            )

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The fields under headings, as the page shows them."""
        headings = (
            (_("Who is in it"), WHOM),
            (_("What only you know"), self.keys),
            (_("What is given"), ("due_date", "purpose", "basis", "only_new")),
        )
        parts = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in headings]
        return [(heading, fields) for heading, fields in parts if fields]

    @property
    def answers(self) -> dict[str, str]:
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}

    def where(self) -> dict[str, Any]:
        """Conditions as records take them."""
        given = self.cleaned_data
        if WHOM[0] not in given:
            return {}
        found: dict[str, Any] = {given["mark"]: True} if given["mark"] else {}
        found |= {"name": given["name"].strip()} if given["name"].strip() else {}
        ages = {end: given[f"age_{end}"] for end in ("from", "to") if given[f"age_{end}"] is not None}
        return found | ({"age": ages} if ages else {})


class SignedForm(FormWithFiles):
    paper = SentField(
        label=_("The signed return"),
        help_text=_("A photograph or a PDF."),
        look=look_at_paper,
        read=lambda file: read_paper(file, file.name or ""),
        widget=forms.FileInput(attrs={"accept": PAPERS}),
    )


class LookForm(forms.Form):
    purpose = forms.CharField(
        label=_("For what purpose?"),
        max_length=200,
        help_text=_("Everybody who stands in it reads it, with your name."),
    )


class EndForm(forms.Form):
    on = forms.DateField(label=_("From which day on"), widget=DayInput())
