"""Narrowing the record of sign-ins."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ACCESS_KINDS


class AccessFilter(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of event"), required=False, choices=[("", _("everything")), *ACCESS_KINDS.items()]
    )
    name = forms.CharField(
        label=_("User name"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
