"""Working on a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Outcome, State
from ..queries.categories import categories


class DeskFilter(forms.Form):
    q = forms.CharField(
        label=_("Words"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any")), *State.choices])
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = [("", _("any")), *((c.key, c.label) for c in categories())]  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """Words, and the version of the case that the page showed."""

    text = forms.CharField(label=_("Words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ResolveForm(ActForm):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect)
    promised_date = forms.DateField(
        label=_("Promised by"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    beyond_whose = forms.CharField(label=_("Who has the powers"), required=False, max_length=120)


class ExtendForm(ActForm):
    days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=60)


class WhistleForm(ActForm):
    organisations = forms.MultipleChoiceField(label=_("Whom to call"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offices: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisations"].choices = [(str(o.pk), o.label) for o in offices]  # type: ignore[attr-defined]
