"""What is said when a survey's finding becomes a case, or an application for support."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.casework.queries.categories import categories
from linli.places.models import Community, Organisation


class FindingCaseForm(forms.Form):
    category = forms.ChoiceField(label=_("Category"))
    text = forms.CharField(label=_("What is to be done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, community: Community, **more: Any) -> None:
        super().__init__(*args, **more)
        found = [(one.key, one.label) for one in categories(community) if not one.is_confidential]
        self.fields["category"].choices = found  # type: ignore[attr-defined]


class FindingSupportForm(FindingCaseForm):
    organisations = forms.MultipleChoiceField(label=_("Whom to call"), widget=forms.CheckboxSelectMultiple)
    needed = forms.CharField(
        label=_("What is needed of them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("People, money, means, powers: how much, and for how long. Each office answers in public."),
    )

    def __init__(self, *args: Any, offices: Sequence[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisations"].choices = [(str(one.pk), one.label) for one in offices]  # type: ignore[attr-defined]
