"""Communities open, are renamed, merge and split."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Building, Community, Division
from .fields import day, text

BASIS = _("The decision it rests on: issuer and number.")


class OpenForm(forms.Form):
    """A community with an official code, or one that is younger than the codes (frozen at 2023-06-30)."""

    code = forms.RegexField(
        label=_("Official code"),
        regex=r"^\d{12}$",
        required=False,
        help_text=_("12 digits; the division is known already."),
    )
    street = forms.ChoiceField(label=_("Or under which street or town"), required=False)
    local_code = text(_("Local code"), 40, help_text=_("What your office calls it, unique under the street."))
    name = text(_("Chinese name"), 120)
    name_en = text(_("English name"), 160)
    slug = forms.SlugField(
        label=_("Short name in addresses"),
        required=False,
        max_length=40,
        help_text=_("Latin letters and digits: guangzhong."),
    )

    def __init__(self, data: Any = None, *, streets: Sequence[Division]) -> None:
        super().__init__(data)
        self.fields["street"].choices = [("", "—"), *((str(d.pk), d.label) for d in streets)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        young = [given.get("street"), given.get("local_code"), given.get("name")]
        if not self.errors and not given.get("code") and not all(young):
            raise forms.ValidationError(_("Give the official code, or a street with a local code and a name."))
        return given


class ChangeForm(forms.Form):
    on = day(_("In force from"))
    basis = text(_("Basis"), 200, help_text=BASIS)


class RenameForm(ChangeForm):
    name = text(_("New Chinese name"), 120, required=True)
    name_en = text(_("New English name"), 160)
    field_order = ("name", "name_en", "on", "basis")


class MergeForm(ChangeForm):
    """Which communities become part of this one."""

    communities = forms.MultipleChoiceField(label=_("These become part of it"), widget=forms.CheckboxSelectMultiple)
    field_order = ("communities", "on", "basis")

    def __init__(self, data: Any = None, *, others: Sequence[Community], **more: Any) -> None:
        super().__init__(data, **more)
        self.others = {str(c.pk): c for c in others}
        self.fields["communities"].choices = [(key, c.label) for key, c in self.others.items()]  # type: ignore[attr-defined]

    def clean_communities(self) -> list[Community]:
        return [self.others[key] for key in self.cleaned_data["communities"]]


class SplitForm(ChangeForm):
    """To which of the communities opened before each building goes."""

    def __init__(
        self, data: Any = None, *, others: Sequence[Community], buildings: Sequence[Building], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.others = {str(c.pk): c for c in others}
        heirs = [(key, c.label) for key, c in self.others.items()]
        self.fields["into"] = forms.MultipleChoiceField(
            label=_("It becomes these"), choices=heirs, widget=forms.CheckboxSelectMultiple
        )
        self.buildings = {f"building-{b.pk}": b for b in buildings}
        for key, building in self.buildings.items():
            self.fields[key] = forms.ChoiceField(label=building.address, choices=[("", "—"), *heirs])
        self.order_fields(["into", "on", "basis", *self.buildings])

    def clean_into(self) -> list[Community]:
        return [self.others[key] for key in self.cleaned_data["into"]]

    def heirs_of_buildings(self) -> dict[int, Community]:
        return {b.pk: self.others[self.cleaned_data[key]] for key, b in self.buildings.items()}
