"""The community itself, its figures, offices and calendar."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.sent import FormWithFiles, SentField

from ..models import Community, Division, Figure, OrganisationKind
from .fields import DATUMS, LocatedForm, day, text, written_point

OF_A_COMMUNITY = [
    kind
    for kind in OrganisationKind
    if kind not in {OrganisationKind.STREET_OFFICE, OrganisationKind.DISTRICT_OFFICE, OrganisationKind.DEPARTMENT}
]
ABOVE = [kind for kind in OrganisationKind if kind not in OF_A_COMMUNITY]


class DetailsForm(LocatedForm):
    address = text(_("Where the committee sits"), 200)
    telephone = text(_("Committee's telephone"), 40, widget=forms.TextInput(attrs={"type": "tel"}))
    name_en = text(_("English name"), 160)
    field_order = ("address", "telephone", "name_en", "point", "datum")

    @classmethod
    def of(cls, community: Community, data: Any = None) -> "DetailsForm":
        start = {
            "address": community.committee_address,
            "telephone": community.committee_telephone,
            "name_en": community.name_en,
            "point": written_point(community),
        }
        return cls(data, initial=start)


class FigureForm(forms.Form):
    kind = forms.ChoiceField(label=_("Which figure"), choices=Figure.Kind.choices)
    value = forms.IntegerField(label=_("How many"), min_value=0, max_value=10**12)
    as_of = day(_("As of"))
    confirmed_by = text(_("Confirmed by"), 120, required=True, help_text=_("The office or person who stands for it."))
    source = text(_("From which document"), 200)


class BoundaryForm(FormWithFiles):
    file = SentField(
        label=_("GeoJSON file"),
        help_text=_("One area or several, closed rings, at most 5 MB; a very fine line is simplified to 5,000 points."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
    )
    datum = forms.ChoiceField(label=_("Drawn on"), choices=DATUMS)


class OrganisationForm(forms.Form):
    """`places` are the divisions above the community whose offices the writer keeps."""

    kind = forms.ChoiceField(label=_("Kind of organisation"))
    name = text(_("Chinese name"), 120, required=True)
    name_en = text(_("English name"), 160)
    telephone = text(_("Telephone"), 40, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    duties = text(
        _("What it is there for"),
        2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Words by which people look for it: street lights, sewers, noise."),
    )

    def __init__(self, data: Any = None, *, places: Sequence[Division] = (), **more: Any) -> None:
        super().__init__(data, **more)
        here = [(kind.value, kind.label) for kind in OF_A_COMMUNITY]
        above = [(str(place.label), [(f"{kind.value}:{place.pk}", kind.label) for kind in ABOVE]) for place in places]
        self.fields["kind"].choices = [(_("In this community"), here), *above] if above else here  # type: ignore[attr-defined]

    def kind_and_place(self) -> tuple[str, int | None]:
        """The kind, and the key of the division where it is no organisation of the community."""
        kind, _sign, place = self.cleaned_data["kind"].partition(":")
        return kind, int(place) if place else None


class DayForm(forms.Form):
    """`scopes` are the divisions whose days the writer may set beside the whole country's."""

    day = day(_("Which day"))
    is_working = forms.TypedChoiceField(
        label=_("This day is"),
        choices=[("no", pgettext_lazy("day", "free")), ("yes", pgettext_lazy("day", "worked"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    name = text(_("What it is called"), 60, help_text=_("As the notice calls it: 春节, 调休上班."))
    scope = forms.ChoiceField(label=_("Where it holds"), required=False)
    source = text(
        _("By which notice"), 200, required=True, help_text=_("Issuer and number, for example 国办发明电〔2025〕7号.")
    )
    is_provisional = forms.BooleanField(label=_("Provisional: the official notice is not out yet"), required=False)

    def __init__(self, data: Any = None, *, scopes: Sequence[Division], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["scope"].choices = [("", _("the whole country")), *((str(d.pk), d.label) for d in scopes)]  # type: ignore[attr-defined]
