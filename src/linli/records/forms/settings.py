"""Deciding what may be kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

KIND_NAMES = (
    ("text", _("a line")),
    ("date", _("a date")),
    ("number", _("a number")),
    ("choice", _("one of a list")),
    ("telephone", _("a telephone number")),
    ("yes_no", _("yes or no")),
)
OWNER_NAMES = (("resident", _("each resident")), ("household", _("each household")))


class SwitchForm(forms.Form):
    basis = forms.CharField(
        label=_("Legal basis"),
        required=False,
        max_length=200,
        help_text=_("Law and article. A sealed field is not kept without one."),
    )


class OwnFieldForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    belongs_to = forms.ChoiceField(label=_("Of whom?"), choices=OWNER_NAMES)
    kind = forms.ChoiceField(label=_("What is written there?"), choices=KIND_NAMES)
    choices = forms.CharField(
        label=_("The list"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One to a line."),
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=200, help_text=_("Law and article."))
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("What it is needed for, in words that the resident understands."),
    )
    retention_months = forms.IntegerField(label=_("Kept for how many months"), min_value=1, max_value=600, initial=36)
