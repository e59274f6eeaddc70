"""What is written of topics."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from linli.ballots.models import Ballot
from linli.look.forms import DayInput

from .models import Amendment, Comment, Hiding, Stage

VOTERS = (Ballot.VotesBy.PERSON, Ballot.VotesBy.HOUSEHOLD, Ballot.VotesBy.REPRESENTATIVE)
AREA = forms.Textarea(attrs={"rows": 4})


class RaiseForm(forms.Form):
    title = forms.CharField(
        label=_("What is it about?"), max_length=120, help_text=_("One line, as you would say it to a neighbour.")
    )
    about = forms.CharField(
        label=_("Why does it matter, and to whom?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    wording = forms.CharField(
        label=_("What exactly is proposed"),
        max_length=4000,
        required=False,
        widget=AREA,
        help_text=_("If you know it already. Others can propose other words for it."),
    )


class CommentForm(forms.Form):
    text = forms.CharField(label=_("What do you say?"), max_length=2000, widget=AREA)
    stance = forms.ChoiceField(label=_("That is"), choices=Comment.Stance.choices, required=False)


class AmendForm(forms.Form):
    text = forms.CharField(
        label=_("Your wording, the whole of it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7})
    )
    why = forms.CharField(label=_("Why is it better?"), max_length=500)


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What becomes of it"), choices=[choice for choice in Amendment.State.choices if choice[0] != "open"]
    )
    answer = forms.CharField(label=_("Reason, for everybody to read"), max_length=1000)


class StatementForm(forms.Form):
    text = forms.CharField(
        label=_("A statement of your own"),
        max_length=140,
        help_text=_("One thought in one sentence, at most 140 characters. Others agree, disagree or pass."),
    )


class HideForm(forms.Form):
    kind = forms.CharField(widget=forms.HiddenInput)
    key = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason, for everybody to read"), choices=Hiding.Reason.choices)
    note = forms.CharField(label=_("In more words"), max_length=300, required=False)


class AppealForm(forms.Form):
    text = forms.CharField(label=_("Why should it be shown?"), max_length=1000, widget=AREA)


class RulingForm(forms.Form):
    is_shown_again = forms.TypedChoiceField(
        label=_("The ruling"),
        choices=[("1", _("It is shown again.")), ("0", _("It stays hidden."))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Reason, for everybody to read"), max_length=1000, widget=AREA)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Reason, for everybody to read"), max_length=1000, widget=AREA)


class WordingForm(forms.Form):
    text = forms.CharField(
        label=_("What exactly is proposed"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7})
    )


class MoveForm(forms.Form):
    from_date = forms.DateField(label=_("First day"), widget=DayInput())
    to_date = forms.DateField(label=_("Last day"), widget=DayInput())
    why = forms.CharField(label=_("Reason, for everybody to read"), max_length=300)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came out of it"), max_length=4000, widget=AREA)


class BallotForm(forms.Form):
    question = forms.CharField(label=_("Question"), max_length=200)
    choices = forms.CharField(
        label=_("What can be chosen"),
        max_length=2000,
        required=False,
        widget=AREA,
        help_text=_("One on each line. Empty: yes or no."),
    )
    votes_by = forms.ChoiceField(label=_("Who votes"), choices=[(kind.value, kind.label) for kind in VOTERS])

    def clean_choices(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip()]


class StageForm(forms.Form):
    kind = forms.ChoiceField(label=_("Stage"), choices=[("", "—"), *Stage.Kind.choices], required=False)
    from_date = forms.DateField(label=_("First day"), widget=DayInput(), required=False)
    to_date = forms.DateField(label=_("Last day"), widget=DayInput(), required=False)
    who = forms.ChoiceField(
        label=_("Who takes part"), choices=Stage.Who.choices, required=False, initial=Stage.Who.EVERYBODY
    )
    buildings = forms.TypedMultipleChoiceField(label=_("Which buildings"), coerce=int, required=False)

    def __init__(self, *args: Any, buildings: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["buildings"].choices = buildings  # type: ignore[attr-defined]
        self.fields["buildings"].widget.attrs["size"] = 4

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind"):
            for name in ("from_date", "to_date"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Please choose a day."))
        return told


class StepForm(forms.Form):
    text = forms.CharField(label=_("What is done"), max_length=300, required=False)
    owner = forms.CharField(
        label=_("By whom"), max_length=60, required=False, help_text=_("An office, an organisation or a role.")
    )
    due_date = forms.DateField(label=_("By when"), widget=DayInput(), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("text") or told.get("owner"):
            for name in ("text", "owner", "due_date"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Please fill this in, or leave the whole row empty."))
        return told


class FinishForm(forms.Form):
    row = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("What came of it, or why it is given up"), max_length=500)


class ReportForm(forms.Form):
    report = forms.CharField(
        label=_("What became of it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everybody who took part is told. Say what was done, what was not, and why."),
    )


class ThresholdForm(forms.Form):
    persons = forms.IntegerField(label=_("Residents who support a topic"), min_value=1, max_value=100_000)


Stages = formset_factory(StageForm, extra=0, max_num=12, validate_max=True)
Steps = formset_factory(StepForm, extra=0, max_num=12, validate_max=True)
