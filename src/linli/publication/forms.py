"""What is written of publications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.look.forms import DayInput

from .models import Complaint, Kind

LONG = forms.Textarea(attrs={"rows": 12})
SHORT = forms.Textarea(attrs={"rows": 3})


class DraftForm(forms.Form):
    kind = forms.ChoiceField(label=_("Which affairs"), choices=Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    from_date = forms.DateField(label=_("It tells of the time from"), widget=DayInput())
    to_date = forms.DateField(label=_("to"), widget=DayInput())
    text = forms.CharField(
        label=_("What is published"),
        max_length=20_000,
        widget=LONG,
        help_text=_("No personal details: telephone and identity numbers are masked, names are not."),
    )


class TextForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("What is published"), max_length=20_000, widget=LONG)


class CorrectForm(forms.Form):
    text = forms.CharField(label=_("The corrected text, the whole of it"), max_length=20_000, widget=LONG)
    what_changed = forms.CharField(label=_("What was wrong, and is right now"), max_length=500)


class BoardForm(forms.Form):
    board = forms.CharField(label=_("Which board"), max_length=80)
    day = forms.DateField(label=_("Put up on"), widget=DayInput())


class AskForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=1000, widget=SHORT)


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer, for everybody to read"), max_length=4000, widget=SHORT)


class ComplainForm(forms.Form):
    about = forms.ChoiceField(label=_("What is wrong"), choices=Complaint.About.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Which affairs"), choices=Kind.choices)
    text = forms.CharField(label=_("What do you know of it?"), max_length=2000, widget=SHORT)

    def __init__(self, data: Any = None, *, kind: str = "") -> None:
        """About what was published its kind is known."""
        super().__init__(data, initial={"about": "false" if kind else "missing"})
        if kind:
            self.fields["kind"].required = False
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = kind


class RulingForm(forms.Form):
    is_right = forms.TypedChoiceField(
        label=_("What was found"),
        choices=[("1", _("The complaint is right.")), ("0", _("The complaint is not right."))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    ruling = forms.CharField(label=_("Reason, for everybody to read"), max_length=1000, widget=SHORT)
    correct_by_date = forms.DateField(label=_("If right: to be put right by"), widget=DayInput(), required=False)
