"""What the chair writes down of a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.look.forms import DayInput

from .models import Post


class PostForm(forms.Form):
    name = forms.CharField(label=_("Post"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Post.Kind.choices)
    hours = forms.DecimalField(
        label=_("Working hours a week"), min_value=0.5, max_value=60, decimal_places=2, initial=40
    )
    paid_by = forms.CharField(label=_("Paid by"), required=False, max_length=120)
    from_date = forms.DateField(label=_("Begins on"), widget=DayInput())


class HoldForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    from_date = forms.DateField(label=_("Begins on"), widget=DayInput())

    def __init__(self, *args: Any, people: list[tuple[int, str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [(key, f"{name} · {role}") for key, name, role in people]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    on = forms.DateField(label=_("First day that no longer counts"), widget=DayInput())


class AwayForm(forms.Form):
    """Only the days: no reason is asked for."""

    person = forms.TypedChoiceField(label=_("Who is away"), coerce=int)
    from_date = forms.DateField(label=_("First day away"), widget=DayInput())
    to_date = forms.DateField(label=_("First day back"), widget=DayInput())

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
