"""Working on a case: one form for each thing that can be done."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from linli.base.text import telephone as read_telephone
from linli.facts.kinds import GOOD_NAMES
from linli.look.forms import DayInput

from ..models import Channel, Outcome, State
from ..queries.categories import categories


def _named(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("any")), *choices]


class DeskFilter(forms.Form):
    q = forms.CharField(
        label=_("Words"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=_named(State.choices))
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, public: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        shown = [c for c in categories() if not (public and c.is_confidential)]
        self.fields["category"].choices = _named((c.key, c.label) for c in shown)  # type: ignore[attr-defined]


class PublicFilter(DeskFilter):
    good = forms.ChoiceField(label=_("Hall"), required=False, choices=_named(GOOD_NAMES.items()))


class SeenForm(forms.Form):
    """The version of the case that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ActForm(SeenForm):
    text = forms.CharField(label=_("Words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class ResolveForm(ActForm):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect)
    promised_date = forms.DateField(label=_("If promised: by which day"), required=False, widget=DayInput())
    beyond_whose = forms.CharField(label=_("If beyond our powers: who has them"), required=False, max_length=120)
    field_order = ("outcome", "text", "promised_date", "beyond_whose")


class ExtendForm(ActForm):
    days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=60)


class FollowUpForm(ActForm):
    was_kept = forms.TypedChoiceField(
        label=_("Was the promise kept?"),
        widget=forms.RadioSelect,
        coerce=lambda v: v == "yes",
        choices=[("yes", _("Yes")), ("no", _("No, the request is reopened"))],
    )


class WhistleForm(ActForm):
    organisations = forms.MultipleChoiceField(label=_("Whom to call"), widget=forms.CheckboxSelectMultiple)
    field_order = ("organisations", "text")

    def __init__(self, *args: Any, offices: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisations"].choices = [(str(o.pk), o.label) for o in offices]  # type: ignore[attr-defined]


class CategoryForm(SeenForm):
    category = forms.ChoiceField(label=_("Category"))

    def __init__(self, *args: Any, community: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = [(c.key, c.label) for c in categories(community)]  # type: ignore[attr-defined]


class WallForm(SeenForm):
    """A member of staff whom the case concerns."""

    person = forms.TypedChoiceField(label=_("Who must not see it"), coerce=int)
    text = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, colleagues: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [(key, f"{name} · {role}") for key, name, role in colleagues]  # type: ignore[attr-defined]


class MergeForm(SeenForm):
    into = forms.RegexField(
        label=_("Number of the request that goes on"),
        regex=r"^\s*(\d{2}-)?\d{1,9}\s*$",
        error_messages={"invalid": _("Write the number of the other request, as 26-000123.")},
    )

    def clean_into(self) -> int:
        return int(self.cleaned_data["into"].strip().rpartition("-")[2])


class DraftForm(forms.Form):
    """One request read from a chat, to be checked before it is written down."""

    keep = forms.BooleanField(label=_("Write this one down"), required=False, initial=True)
    is_left_out = forms.BooleanField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    name = forms.CharField(label=_("From"), required=False, max_length=60)
    telephone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    category = forms.ChoiceField(label=_("Category"))
    building = forms.ChoiceField(label=_("Where?"), required=False)

    def __init__(self, *args: Any, kinds: list[Any], places: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]
        self.fields["building"].choices = places  # type: ignore[attr-defined]
        self.use_required_attribute = False

    def full_clean(self) -> None:
        """What is not to be written down is not asked anything of."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("keep"):
            self._errors = ErrorDict()

    def clean_telephone(self) -> str:
        try:
            return read_telephone(self.cleaned_data["telephone"]) if self.cleaned_data["telephone"] else ""
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class PasteForm(forms.Form):
    pasted = forms.CharField(
        label=_("Paste the messages or the 接龙 here"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("They are split into drafts; you check each one before it is written down."),
    )


ENTERED_CHANNELS = [c for c in Channel.choices if c[0] in {"desk", "telephone", "paper", "chat"}]
