"""Finding records, opening them for a purpose, writing them, and wishing them corrected."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..register import Field

AGE_MOST = 130


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_("For what purpose?"), max_length=200, help_text=_("The resident reads it, with your name.")
    )


class ListFilter(forms.Form):
    """Everything that narrows the list stands in the address."""

    q = forms.CharField(
        label=_("Name, pinyin or door"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    building = forms.TypedChoiceField(label=_("Building"), required=False, coerce=int, empty_value=None)
    residence = forms.ChoiceField(label=_("Living here or registered"), required=False)
    mark = forms.ChoiceField(label=_("Marked as"), required=False)
    age_from = forms.IntegerField(label=_("Age from"), required=False, min_value=0, max_value=AGE_MOST)
    age_to = forms.IntegerField(label=_("Age to"), required=False, min_value=0, max_value=AGE_MOST)

    def __init__(self, *args: Any, fields: Iterable[Field], buildings: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        known = {f.key: f for f in fields}
        self.use_required_attribute = False
        self.fields["building"].choices = [("", _("any")), *buildings]  # type: ignore[attr-defined]
        residences = [(c.key, c.label) for c in known["residence"].choices] if "residence" in known else []
        self.fields["residence"].choices = [("", _("any")), *residences]  # type: ignore[attr-defined]
        marks = [(f.key, f.label) for f in known.values() if f.kind == "yes_no" and f.belongs_to == "resident"]
        self.fields["mark"].choices = [("", _("any")), *marks]  # type: ignore[attr-defined]

    def where(self) -> dict[str, Any]:
        given = self.cleaned_data
        wanted: dict[str, Any] = {given["mark"]: True} if given.get("mark") else {}
        if given.get("residence"):
            wanted["residence"] = given["residence"]
        ages = {end: given[f"age_{end}"] for end in ("from", "to") if given.get(f"age_{end}") is not None}
        return wanted | ({"age": ages} if ages else {})


class ValuesForm(forms.Form):
    """A field of the form for each field of the register. What is sealed is shown empty: writing there replaces it."""

    def __init__(
        self, *args: Any, fields: Iterable[Field], kept: Mapping[str, Any], address: str | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False
        for one in fields:
            self.fields[one.key] = _input(one, kept.get(one.key))
        if address is not None:
            self.fields["address"] = forms.CharField(
                label=_("Address"),
                required=False,
                max_length=120,
                initial=address,
                help_text=_("As 广重一街3栋801, or 3栋801."),
            )
        self.fields["note"] = forms.CharField(
            label=_("How do you know?"),
            required=False,
            max_length=200,
            help_text=_("For the history: said at the desk, on the telephone, a paper shown."),
        )
        self.sealed = {one.key for one in fields if one.is_sealed}

    def values(self) -> dict[str, Any]:
        """What was written; a sealed field left empty stays as it is."""
        given = {key: value for key, value in self.cleaned_data.items() if key not in {"address", "note"}}
        return {key: value for key, value in given.items() if not (key in self.sealed and not value)}


class ExportForm(PurposeForm):
    fields_wanted = forms.MultipleChoiceField(label=_("Which fields?"), widget=forms.CheckboxSelectMultiple)
    field_order = ("fields_wanted", "purpose")

    def __init__(self, *args: Any, fields: Iterable[Field], **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False
        self.fields["fields_wanted"].choices = [(f.key, f.label) for f in fields]  # type: ignore[attr-defined]


class WishForm(forms.Form):
    """A resident says what is not right."""

    field = forms.ChoiceField(label=_("What is not right?"), required=False)
    text = forms.CharField(
        label=_("What should stand there?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False
        self.fields["field"].choices = [("", _("something else")), *choices]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


def _input(one: Field, kept: Any) -> forms.Field:
    """Dates are typed as far as they are known, so no calendar stands in the way."""
    hint = _("As 1958-03-01, or 1958-03, or 1958.") if one.kind == "date" else ""
    if one.is_sealed:
        return forms.CharField(
            label=one.label,
            required=False,
            max_length=60,
            help_text=_("Sealed. Leave it empty to keep what is there."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
    if one.kind == "choice":
        return forms.ChoiceField(
            label=one.label, required=False, initial=kept, choices=[("", "—"), *((c.key, c.label) for c in one.choices)]
        )
    if one.kind == "yes_no":
        initial = {True: "yes", False: "no"}.get(kept, "")
        return forms.ChoiceField(
            label=one.label, required=False, initial=initial, choices=[("", "—"), ("yes", _("Yes")), ("no", _("No"))]
        )
    typed = "tel" if one.kind == "telephone" else "text"
    return forms.CharField(
        label=one.label,
        required=False,
        initial=kept,
        max_length=120,
        help_text=hint,
        widget=forms.TextInput(attrs={"type": typed, "autocomplete": "off"}),
    )
