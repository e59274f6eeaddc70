"""What people correct about themselves and, at the desk, about others."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.look.forms import DayInput
from linli.places.models import Community
from linli.places.queries import address_tree

from ..queries.roles import Place


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class PersonForm(DetailsForm):
    """Somebody written down at the desk, and where they live."""

    building = forms.ChoiceField(label=_("Building"), required=False)
    door = forms.CharField(label=_("Door number"), required=False, max_length=40)

    def __init__(self, *args: Any, community: Community | None, **more: Any) -> None:
        super().__init__(*args, **more)
        roads = (
            [(s.road, [(str(b.pk), b.label) for b in s.buildings]) for s in address_tree(community)]
            if community
            else []
        )
        self.fields["building"].choices = [("", "—"), *roads]  # type: ignore[attr-defined]
        for name in ("name", "telephone", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_("For what purpose do you open these details?"),
        max_length=200,
        help_text=_("The person reads this, with your name and the time."),
    )


class SeenForm(forms.Form):
    seen = forms.CharField(
        label=_("What did you look at?"),
        max_length=120,
        help_text=_(
            "An identity card, a lease, a bill: in words, no numbers. The person reads this, with your name and the time."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AskForm(forms.Form):
    """Where somebody says they live, so that the lead of the building knows who asks."""

    building = forms.ChoiceField(label=_("Building"), required=False)
    door = forms.CharField(label=_("Door number"), required=False, max_length=40)

    def __init__(self, *args: Any, community: Community, **more: Any) -> None:
        super().__init__(*args, **more)
        roads = [(s.road, [(str(b.pk), b.label) for b in s.buildings]) for s in address_tree(community)]
        self.fields["building"].choices = [("", "—"), *roads]  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """A role, where it is held, and for how long. `last_day` still counts."""

    kind = forms.ChoiceField(label=pgettext_lazy("of a person", "Role"))
    place = forms.ChoiceField(label=_("For which place or organisation?"))
    from_date = forms.DateField(
        label=pgettext_lazy("period", "From"),
        required=False,
        widget=DayInput(),
    )
    last_day = forms.DateField(
        label=_("Last day, if it is known"),
        required=False,
        widget=DayInput(),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], places: list[Place], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {place.value: place for place in places}
        self.fields["kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]
        self.fields["place"].choices = [(place.value, place.label) for place in places]  # type: ignore[attr-defined]

    def period_and_place(self) -> dict[str, Any]:
        """What `give_role` takes: the thing itself, and an end that no longer counts."""
        given = self.cleaned_data
        return {
            given["place"].partition(":")[0]: self.places[given["place"]].thing,
            "from_date": given["from_date"],
            "to_date": given["last_day"] + timedelta(days=1) if given["last_day"] else None,
        }


class AccountForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=pgettext_lazy("why something is done", "Reason"), max_length=200)


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Name or pinyin"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
