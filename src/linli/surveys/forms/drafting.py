"""How a survey is drawn up, run and evaluated."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from linli.look.forms import DayInput

from ..actions import Plan, Wording
from ..models import Question, Survey
from ..tongues import CHINESE, LANGUAGES

FEW_LINES = forms.Textarea(attrs={"rows": 3})
ANONYMOUS = [
    ("1", _("Anonymous: nothing tells who answered, not to us either")),
    ("0", _("With names: we know who answered")),
]
OTHER_LANGUAGES = [(code, name) for code, name in LANGUAGES.items() if code != CHINESE]


class PlanForm(forms.Form):
    title = forms.CharField(label=_("What is the survey about?"), max_length=80)
    purpose = forms.CharField(
        label=_("What do you want to know, and why?"),
        max_length=1000,
        widget=FEW_LINES,
        help_text=_("Everybody reads it before the first question."),
    )
    use = forms.CharField(
        label=_("What is done with the answers?"),
        max_length=1000,
        widget=FEW_LINES,
        help_text=_("What will be decided by it, and by whom. Promise only what will be done."),
    )
    is_anonymous = forms.TypedChoiceField(
        label=_("Who will know who answered?"),
        choices=ANONYMOUS,
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=_("Who can answer?"),
        choices=Survey.Way.choices,
        initial=Survey.Way.OPEN,
        widget=forms.RadioSelect,
        help_text=_(
            "Without codes somebody could answer twice: the results say so. Codes are printed on slips and put into letter boxes."
        ),
    )
    who = forms.ChoiceField(
        label=_("Who is asked?"), choices=Survey.Who.choices, initial=Survey.Who.EVERYBODY, widget=forms.RadioSelect
    )
    buildings = forms.TypedMultipleChoiceField(label=_("Which buildings"), coerce=int, required=False)
    from_date = forms.DateField(label=_("First day"), widget=DayInput())
    to_date = forms.DateField(label=_("Last day"), widget=DayInput())
    languages = forms.MultipleChoiceField(
        label=_("In which languages beside Chinese?"),
        choices=OTHER_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, buildings: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["buildings"].choices = buildings  # type: ignore[attr-defined]
        self.fields["buildings"].widget.attrs["size"] = 4

    @property
    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)


class WordingForm(forms.Form):
    section = forms.CharField(
        label=_("A heading above it"), max_length=60, required=False, help_text=_("Where a new part begins.")
    )
    kind = forms.ChoiceField(label=_("How is it answered?"), choices=Question.Kind.choices, initial=Question.Kind.ONE)
    text = forms.CharField(
        label=_("The question"), max_length=200, help_text=_("One thing at a time, in everyday words.")
    )
    help = forms.CharField(label=_("A hint below it"), max_length=300, required=False)
    options = forms.CharField(
        label=_("The answers to choose from"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One on each line. For a scale two lines: what 1 means, what 5 means."),
    )
    has_other = forms.BooleanField(label=_("And: other, namely …"), required=False)
    most = forms.IntegerField(
        label=_("How many may be chosen at most"),
        min_value=2,
        max_value=13,
        required=False,
        help_text=_("Empty: as many as one likes."),
    )
    is_required = forms.BooleanField(label=_("It has to be answered"), required=False, initial=True)
    condition = forms.MultipleChoiceField(label=_("Ask it only after certain answers"), required=False)

    def __init__(self, *args: Any, earlier: Sequence[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        self.earlier = [one for one in earlier if one.has_options]
        choices = [
            (f"{one.pk}:{option}", str(option)) for one in self.earlier for option in range(1, one.option_count + 1)
        ]
        self.fields["condition"].choices = choices  # type: ignore[attr-defined]

    def clean_options(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]

    def clean_condition(self) -> list[tuple[int, int]]:
        chosen = [
            (int(key), int(option)) for key, option in (value.split(":") for value in self.cleaned_data["condition"])
        ]
        if len({key for key, _option in chosen}) > 1:
            raise forms.ValidationError(_("Choose answers of one question alone."))
        return chosen

    @property
    def wording(self) -> Wording:
        told = dict(self.cleaned_data)
        condition = told.pop("condition")
        return Wording(
            **told, asked_if=condition[0][0] if condition else None, if_options=[option for _key, option in condition]
        )


class TextsForm(forms.Form):
    """Every text of a survey in another language, the Chinese beside it."""

    def __init__(self, *args: Any, texts: Sequence[tuple[str, str]], said: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for path, chinese in texts:
            widget = forms.Textarea(attrs={"rows": 3}) if path in {"purpose", "use"} else forms.TextInput()
            self.fields[path] = forms.CharField(
                label=chinese, max_length=1000, required=False, initial=said.get(path, ""), widget=widget
            )


class ExtendForm(forms.Form):
    to_date = forms.DateField(label=_("Last day"), widget=DayInput())


class CodesForm(forms.Form):
    number = forms.IntegerField(label=_("How many slips"), min_value=1, max_value=1000)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Reason, for everybody to read"), max_length=1000, widget=FEW_LINES)


class PurposeForm(forms.Form):
    purpose = forms.CharField(label=_("For what purpose do you look?"), max_length=200)


class FindingForm(forms.Form):
    text = forms.CharField(
        label=_("The finding, in a sentence"),
        max_length=300,
        widget=FEW_LINES,
        help_text=_("Only what the numbers bear out."),
    )
    questions = forms.TypedMultipleChoiceField(label=_("It rests on"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, questions: Sequence[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(one.pk, f"{one.place}. {one.text}") for one in questions]
        self.fields["questions"].choices = choices  # type: ignore[attr-defined]


class CrossForm(forms.Form):
    """Two questions against each other; both empty: none."""

    first = forms.TypedChoiceField(label=_("This question"), coerce=int, required=False, empty_value=None)
    second = forms.TypedChoiceField(label=_("against this one"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, questions: Sequence[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", "—"), *((one.pk, f"{one.place}. {one.text}") for one in questions)]
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("first")) != bool(told.get("second")) and not self.errors:
            self.add_error("second", _("Choose two questions, or none."))
        return told


Crosses = formset_factory(CrossForm, extra=0, max_num=3, validate_max=True)
