"""What an office sets up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.actors import SEES_OTHERS, RoleKind
from linli.facts.kinds import GOOD_NAMES
from linli.people.models import ROLE_NAMES

from ..models import Question

STAFF = [(kind.value, ROLE_NAMES[kind]) for kind in RoleKind if kind in SEES_OTHERS]


class CategorySettings(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    good = forms.ChoiceField(label=_("Hall"), choices=list(GOOD_NAMES.items()))
    words = forms.CharField(
        label=_("Everyday words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One to a line: what people say when they mean this."),
    )
    needs_hands = forms.BooleanField(label=_("Volunteers may be called"), required=False)
    is_private_matter = forms.BooleanField(
        label=_("About body, home or family"),
        required=False,
        help_text=_("Public only if the reporter says so. Confidential kinds always are."),
    )
    seen_by = forms.MultipleChoiceField(
        label=_("Confidential: seen only by"),
        required=False,
        choices=STAFF,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing marked: it is open to all who handle requests."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    position = forms.IntegerField(label=_("Position"), min_value=0, max_value=9999, initial=100)


class NewCategory(CategorySettings):
    key = forms.SlugField(
        label=_("Short name in Latin letters"), max_length=60, help_text=_("As street_light; it stays.")
    )
    field_order = ("key",)


class QuestionSettings(forms.Form):
    text = forms.CharField(label=_("What is asked"), max_length=200)
    text_en = forms.CharField(label=_("In English"), max_length=240, required=False)
    datatype = forms.ChoiceField(
        label=_("The answer is"), choices=Question.Datatype.choices, initial=Question.Datatype.STRING
    )
    values = forms.CharField(
        label=_("What the list offers"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For a list alone. One to a line; after a stroke | it may be said in English."),
    )
    is_required = forms.BooleanField(label=_("It must be answered"), required=False)
    hint = forms.CharField(label=_("A hint below it"), max_length=200, required=False)
    hint_en = forms.CharField(label=_("The hint in English"), max_length=240, required=False)
    position = forms.IntegerField(label=_("Position"), min_value=0, max_value=999, initial=0)
    is_asked = forms.BooleanField(
        label=_("It is asked"),
        required=False,
        initial=True,
        help_text=_("Without the mark it is no longer asked; what was answered stays."),
    )


class ClockForm(forms.Form):
    """Working hours for the three clocks of a category."""

    accept = forms.DecimalField(
        label=_("Accepted within working hours"), min_value=0.25, max_value=1000, decimal_places=2
    )
    answer = forms.DecimalField(
        label=_("Answered within working hours"), min_value=0.25, max_value=1000, decimal_places=2
    )
    resolve = forms.DecimalField(label=_("Done within working hours"), min_value=0.25, max_value=5000, decimal_places=2)

    @property
    def minutes(self) -> dict[str, int]:
        return {kind: round(hours * 60) for kind, hours in self.cleaned_data.items()}


class TemplateForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=80)
    text = forms.CharField(label=_("Words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, kinds: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = [("", _("any")), *((c.key, c.label) for c in kinds)]  # type: ignore[attr-defined]
