"""A file on its way in: choosing it, and saying which column is what."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.sent import FormWithFiles, SentField

from ..imports.reading import Column
from ..register import AGE, PLACE, Field


class UploadForm(FormWithFiles):
    file = SentField(
        label=_("The file"),
        help_text=_(
            "Excel (.xlsx, .xls) or CSV, at most 10 MB and 10,000 rows. Titles, totals and notes may stay in it."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )


class ColumnsForm(forms.Form):
    """A choice for each column, named by its position: headings may hold anything."""

    def __init__(self, *args: Any, columns: list[Column], fields: Iterable[Field], **more: Any) -> None:
        super().__init__(*args, **more)
        self.columns = columns
        choices = [
            ("", _("leave out")),
            (_("Address"), [(f.key, f.label) for f in PLACE]),
            (
                _("Resident"),
                [(f.key, f.label) for f in fields if f.belongs_to == "resident" and not f.is_computed]
                + [(AGE.key, AGE.label)],
            ),
            (_("Household"), [(f.key, f.label) for f in fields if f.belongs_to == "household" and not f.is_computed]),
        ]
        for at, column in enumerate(columns):
            self.fields[f"column{at}"] = forms.ChoiceField(
                label=column.heading, required=False, initial=column.key, choices=choices
            )

    def lines(self) -> list[tuple[Column, Any]]:
        return [(column, self[f"column{at}"]) for at, column in enumerate(self.columns)]

    def mapped(self) -> dict[str, str]:
        return {column.heading: self.cleaned_data[f"column{at}"] for at, column in enumerate(self.columns)}
