"""What the style guide shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import DayInput
from .templatetags.linli import GOOD_ICONS, STATE_ICONS

TOKENS = (
    "paper",
    "card",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "accent",
    "accent-soft",
    "success",
    "warning",
    "danger",
    "info",
)
STATES = tuple(STATE_ICONS)
GOODS = tuple(GOOD_ICONS)


class SampleForm(forms.Form):
    line = forms.CharField(label=_("A line"), help_text=_("A hint says what is wanted before it goes wrong."))
    text = forms.CharField(label=_("A text"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    choice = forms.ChoiceField(
        label=_("One of a few"), choices=[("a", _("This")), ("b", _("That"))], widget=forms.RadioSelect
    )
    many = forms.MultipleChoiceField(
        label=_("Several"),
        required=False,
        choices=[("a", _("This")), ("b", _("That"))],
        widget=forms.CheckboxSelectMultiple,
    )
    list = forms.ChoiceField(label=_("One of many"), required=False, choices=[("a", _("This")), ("b", _("That"))])
    day = forms.DateField(label=_("A day"), required=False, widget=DayInput())
