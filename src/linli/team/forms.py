"""What is written down of a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.look.forms import DayInput

from .models import Duty, HandoverLine, Post, Training


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


class HandoverLineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[c for c in HandoverLine.Kind.choices if c[0] != "work"])
    text = forms.CharField(
        label=_("What is handed over"),
        max_length=200,
        help_text=_("Never a password: those are changed by who takes over."),
    )


class PassForm(forms.Form):
    person = forms.TypedChoiceField(label=_("To whom"), coerce=int)

    def __init__(self, *args: Any, people: list[tuple[int, str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [(key, name) for key, name, _role in people]  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    part = forms.ChoiceField(label=_("When"), choices=Duty.Part.choices)

    def __init__(self, *args: Any, people: list[tuple[int, str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [(key, name) for key, name, _role in people]  # type: ignore[attr-defined]


class ProposeForm(forms.Form):
    from_date = forms.DateField(label=_("First day"), widget=DayInput())
    to_date = forms.DateField(label=_("Last day"), widget=DayInput())
    part = forms.ChoiceField(label=_("When"), choices=Duty.Part.choices)


class TrainingForm(forms.Form):
    title = forms.CharField(label=_("Its subject"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Training.Kind.choices)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=90)
    by_whom = forms.CharField(label=_("Who teaches"), required=False, max_length=120)
    place = forms.CharField(label=_("Where"), required=False, max_length=120)


class HeldForm(forms.Form):
    people = forms.TypedMultipleChoiceField(
        label=_("Who was there"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: list[tuple[int, str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["people"].choices = [(key, name) for key, name, _role in people]  # type: ignore[attr-defined]
