"""Parts that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.coordinates import Datum, Point, parse_point
from linli.base.errors import Invalid
from linli.look.forms import DayInput

DATUMS = [
    (Datum.WGS84, _("WGS84 (GPS, 天地图)")),
    (Datum.GCJ02, _("GCJ-02 (高德, 腾讯)")),
    (Datum.BD09, _("BD-09 (百度)")),
]


def text(label: Any, most: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **more)


class PointField(forms.CharField):
    """A point as people copy it from a map: 23.1291, 113.2644. None where nothing is written."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Point on the map"),
            required=False,
            max_length=60,
            help_text=_("Latitude, longitude, as a map shows them: 23.1291, 113.2644. May stay empty."),
        )

    def clean(self, value: Any) -> Point | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            return parse_point(written)
        except Invalid as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class LocatedForm(forms.Form):
    """A form with a point and the map that it was read from."""

    point = PointField()
    datum = forms.ChoiceField(label=_("Read from"), choices=DATUMS, initial=Datum.WGS84)

    def located(self) -> dict[str, Any]:
        """What the form holds, with the point as the actions take it."""
        given = dict(self.cleaned_data)
        latitude, longitude = given.pop("point") or (None, None)
        return given | {"latitude": latitude, "longitude": longitude}


def written_point(row: Any) -> str:
    return "" if row.latitude is None else f"{row.latitude:.6f}, {row.longitude:.6f}"
