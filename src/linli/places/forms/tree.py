"""The address tree: buildings, doors, QR codes, picture plans."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.sent import FormWithFiles, SentField
from linli.base.text import clean
from linli.base.uploads import look_at_picture, read_picture

from ..models import Building
from .fields import LocatedForm, text, written_point

MOST_DOORS = 1000
LIFT = [
    ("", pgettext_lazy("lift", "not known")),
    ("yes", pgettext_lazy("lift", "yes")),
    ("no", pgettext_lazy("lift", "no")),
]
LIFT_VALUES = {"": None, "yes": True, "no": False}


class BuildingForm(LocatedForm):
    road = text(_("Road and number"), 120, help_text=_("As people say it: 广重一街."))
    name = text(_("Building"), 120, required=True, help_text=_("As it stands on the wall: 3栋."))
    name_en = text(_("English name"), 160)
    floors = forms.IntegerField(label=_("Floors"), required=False, min_value=1, max_value=200)
    has_lift = forms.TypedChoiceField(
        label=_("Lift"), choices=LIFT, required=False, coerce=LIFT_VALUES.get, empty_value=None
    )
    position = forms.IntegerField(
        label=_("Place in the list"), required=False, min_value=0, max_value=100_000, help_text=_("Lower comes first.")
    )
    field_order = ("road", "name", "name_en", "floors", "has_lift", "position", "point", "datum")

    @classmethod
    def of(cls, building: Building, data: Any = None) -> "BuildingForm":
        start = {
            "road": building.road,
            "name": building.name,
            "name_en": building.name_en,
            "floors": building.floors,
            "has_lift": next(key for key, value in LIFT_VALUES.items() if value is building.has_lift),
            "position": building.position,
            "point": written_point(building),
        }
        return cls(data, initial=start)

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class DoorsForm(forms.Form):
    """Doors one by one, or floors with so many doors each."""

    labels = text(
        _("Doors"),
        8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Separated by blanks, commas or lines: 101 102 201. The floor is read from the number."),
    )
    first_floor = forms.IntegerField(label=_("From floor"), required=False, min_value=-5, max_value=200)
    last_floor = forms.IntegerField(label=_("To floor"), required=False, min_value=-5, max_value=200)
    per_floor = forms.IntegerField(label=_("Doors on each floor"), required=False, min_value=1, max_value=60)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        doors = [*self._written(given.get("labels", "")), *self._reckoned(given)]
        if not self.errors and not doors:
            raise forms.ValidationError(_("Write doors, or say from which floor to which and how many on each."))
        if len(doors) > MOST_DOORS:
            raise forms.ValidationError(_("At most %(most)d doors at once.") % {"most": MOST_DOORS})
        return given | {"doors": doors}

    def _written(self, labels: str) -> Iterator[tuple[str, int | None]]:
        for label in filter(None, re.split(r"[\s,;，；、]+", clean(labels))):
            floor = re.fullmatch(r"(\d{1,2})\d{2}\D?", label)
            yield label[:40], int(floor[1]) if floor else None

    def _reckoned(self, given: dict[str, Any]) -> Iterator[tuple[str, int | None]]:
        first, last, each = (given.get(name) for name in ("first_floor", "last_floor", "per_floor"))
        if first is None or last is None or each is None:
            return
        for floor in range(first, last + 1):
            for door in range(1, each + 1) if floor else ():
                yield f"{floor}{door:02d}", floor


class MarkerForm(LocatedForm):
    name = text(_("Where it hangs"), 120, required=True, help_text=_("As people will read it: 3栋门口, 12号灯杆."))
    name_en = text(_("In English"), 160)
    building = forms.ChoiceField(label=_("Building"), required=False)
    field_order = ("name", "name_en", "building", "point", "datum")

    def __init__(self, data: Any = None, *, buildings: Sequence[Building]) -> None:
        super().__init__(data)
        self.buildings = {str(b.pk): b for b in buildings}
        self.fields["building"].choices = [("", _("no building")), *((k, b.address) for k, b in self.buildings.items())]  # type: ignore[attr-defined]

    def clean_building(self) -> Building | None:
        return self.buildings.get(self.cleaned_data["building"])


class PlanForm(FormWithFiles):
    name = text(_("Name of the plan"), 120, required=True, help_text=_("For example: 社区平面图."))
    name_en = text(_("In English"), 160)
    picture = SentField(
        look=look_at_picture,
        read=read_picture,
        label=_("Picture"),
        help_text=_("A drawing or photograph of the plan: JPEG, PNG, WebP or HEIC, at most 8 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )


class PinForm(forms.Form):
    """Where a building stands: by a click on the picture, or as parts of its width and height."""

    building = forms.ChoiceField(label=_("Building"))
    left = forms.IntegerField(label=_("From the left, %"), required=False, min_value=0, max_value=100)
    top = forms.IntegerField(label=_("From the top, %"), required=False, min_value=0, max_value=100)

    def __init__(self, data: Any = None, *, buildings: Sequence[Building]) -> None:
        super().__init__(data)
        self.buildings = {str(b.pk): b for b in buildings}
        self.fields["building"].choices = [(k, b.address) for k, b in self.buildings.items()]  # type: ignore[attr-defined]

    def clean_building(self) -> Building:
        return self.buildings[self.cleaned_data["building"]]
