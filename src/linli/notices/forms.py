"""What people fill in: which notices come by e-mail, and the ways to an office."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .due import CHOICES
from .kinds import NOTICES, TEST
from .models import Channel


class EmailsForm(forms.Form):
    wants_any = forms.BooleanField(label=_("Send me e-mails"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("When this happens"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "notice-kinds"}),
    )

    days_ahead = forms.TypedChoiceField(
        label=_("Before something is due"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "notice-kinds"}),
    )

    def __init__(self, data: Any = None, *, silences: Collection[str], days_ahead: int) -> None:
        known = {key: kind.label for key, kind in NOTICES.items() if key != TEST}
        start = {
            "wants_any": "" not in silences,
            "kinds": [key for key in known if key not in silences],
            "days_ahead": days_ahead,
        }
        super().__init__(data, initial=start)
        self.fields["kinds"].choices = list(known.items())  # type: ignore[attr-defined]
        self.fields["days_ahead"].choices = [  # type: ignore[attr-defined]
            (
                days,
                ngettext("%(days)d day ahead", "%(days)d days ahead", days) % {"days": days}
                if days
                else _("on the day alone"),
            )
            for days in sorted({*CHOICES, days_ahead})
        ]

    @property
    def unwanted(self) -> list[str]:
        offered = [key for key, _label in self.fields["kinds"].choices]  # type: ignore[attr-defined]
        return [key for key in offered if key not in self.cleaned_data["kinds"]]


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(label=_("Way to the office"), choices=Channel.Kind.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Where to send"),
        max_length=300,
        help_text=_("The robot's web address from the group's settings, or an e-mail address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Signing secret"),
        max_length=120,
        required=False,
        help_text=_("Only where DingTalk or Feishu shows one; it is never shown again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
