"""What is written of rounds, ideas, costs and projects."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from linli.ballots.models import Ballot
from linli.base.sent import PICTURES, FormWithFiles, SentField
from linli.base.uploads import look_at_picture, read_picture
from linli.funds.forms import AmountField, papers_field
from linli.look.forms import DayInput

from .actions import Days, Item, Told
from .models import Idea, Photo, Round
from .queries.ideas import goods

AREA = forms.Textarea(attrs={"rows": 4})
REASON = _("Reason, for everybody to read")
VOTERS = (Ballot.VotesBy.PERSON, Ballot.VotesBy.HOUSEHOLD)
DAYS = {
    "ideas_from_date": _("Ideas from"),
    "ideas_to_date": _("Ideas until"),
    "costing_to_date": _("Costed and answered by"),
    "voting_from_date": _("Voting from"),
    "voting_to_date": _("Voting until"),
    "carried_out_to_date": _("Carried out by"),
}


def picture_field(**more: Any) -> SentField:
    """One picture, made safe."""
    return SentField(
        look=look_at_picture, read=read_picture, widget=forms.FileInput(attrs={"accept": PICTURES}), **more
    )


class RoundForm(forms.Form):
    title = forms.CharField(label=_("Name of the round"), max_length=100)
    purpose = forms.CharField(
        label=_("What the money may be spent on"),
        max_length=2000,
        widget=AREA,
        help_text=_("And on what not. Everybody reads it before they raise an idea."),
    )
    line = forms.TypedChoiceField(label=_("Budget line"), coerce=int)
    money_fen = AmountField(label=_("Money to share out, in yuan"))
    method = forms.ChoiceField(
        label=_("By which method it is decided"), choices=Round.Method.choices, widget=forms.RadioSelect
    )
    marks = forms.IntegerField(
        label=_("Most marks on one paper"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Empty: as many as one likes."),
    )
    votes_by = forms.ChoiceField(label=_("Who votes"), choices=[(kind.value, kind.label) for kind in VOTERS])

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["line"].choices = lines  # type: ignore[attr-defined]
        for name, label in DAYS.items():
            self.fields[name] = forms.DateField(label=label, widget=DayInput())

    def what(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in DAYS]

    def when(self) -> list[forms.BoundField]:
        return [self[name] for name in DAYS]

    def days(self, given: dict[str, Any]) -> Days:
        """Taken out of what was given."""
        return Days(**{name: given.pop(name) for name in DAYS})


class IdeaForm(FormWithFiles):
    title = forms.CharField(label=_("Your idea in one line"), max_length=60)
    about = forms.CharField(
        label=_("What is to be done, and why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    for_whom = forms.CharField(
        label=_("Who has something of it?"),
        max_length=120,
        help_text=_("For example: old people of building 3, children, everybody."),
    )
    building = forms.TypedChoiceField(label=_("Building"), required=False, coerce=int, empty_value=None)
    place = forms.CharField(
        label=_("Or the place in words"),
        max_length=120,
        required=False,
        help_text=_("For example: the steps at the back gate."),
    )
    good = forms.ChoiceField(label=_("What it is good for"), required=False)
    picture = picture_field(
        label=_("A picture, if you like"),
        required=False,
        help_text=_("Everybody sees it. Where and when it was taken is removed."),
    )

    def __init__(self, *args: Any, buildings: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["building"].choices = [("", "—"), *buildings]  # type: ignore[attr-defined]
        self.fields["good"].choices = [("", "—"), *goods()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("building") and not told.get("place") and "place" not in self.errors:
            self.add_error("place", _("Where is it? Choose a building or write the place."))
        return told


class DeskIdeaForm(IdeaForm):
    came_by = forms.ChoiceField(
        label=_("How it came in"), choices=[choice for choice in Idea.CameBy.choices if choice[0] != "web"]
    )
    told_how = forms.CharField(
        label=_("Whom we tell what becomes of it"),
        max_length=120,
        required=False,
        help_text=_(
            "Name and telephone, if the person wishes. Only the committee reads it; it is deleted when the round is closed."
        ),
    )


class CostForm(forms.Form):
    is_feasible = forms.TypedChoiceField(
        label=_("Can it be done?"),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        choices=[("1", _("Yes, for this money")), ("0", _("No, and why stands below"))],
    )
    owner = forms.CharField(
        label=_("Who would carry it out"),
        max_length=60,
        required=False,
        help_text=_("An office, an organisation or a role."),
    )
    needs = forms.CharField(
        label=_("What else it needs"),
        max_length=1000,
        required=False,
        widget=AREA,
        help_text=_("A permit, the consent of owners, a place."),
    )
    running_fen = AmountField(label=_("Costs in each year afterwards, in yuan"), required=False)
    running_words = forms.CharField(label=_("Who bears them"), max_length=300, required=False)
    why = forms.CharField(label=_("If not: why, for everybody to read"), max_length=1000, required=False, widget=AREA)
    stumbles_on = forms.CharField(label=_("The law or rule it stumbles on"), max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def told(self) -> Told:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Told(**given | {"running_fen": given["running_fen"] or 0})


class ItemForm(forms.Form):
    item = forms.CharField(label=_("Item"), max_length=120, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=1_000_000, required=False)
    unit_fen = AmountField(label=_("Price of one, in yuan"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("item") or told.get("quantity") or told.get("unit_fen") is not None:
            for name in ("item", "quantity", "unit_fen"):
                if told.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, _("Please fill this in, or leave the whole row empty."))
        return told


Items = formset_factory(ItemForm, extra=0, max_num=30, validate_max=True)


def items_of(rows: Any) -> list[Item]:
    """The rows that were filled in."""
    return [Item(**row.cleaned_data) for row in rows if row.cleaned_data.get("item")]


class ReplyForm(forms.Form):
    reply = forms.CharField(label=_("Your answer to the costing"), max_length=1000, widget=AREA)
    about = forms.CharField(
        label=_("Your idea, if you change it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DeclineForm(forms.Form):
    why = forms.CharField(label=REASON, max_length=1000, widget=AREA)
    is_hidden = forms.BooleanField(
        label=_("Hide its words"),
        required=False,
        help_text=_("Only where it insults somebody, tells personal details, advertises or is unlawful."),
    )


class MergeForm(forms.Form):
    into = forms.TypedChoiceField(label=_("It becomes part of"), coerce=int)

    def __init__(self, *args: Any, others: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["into"].choices = others  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    why = forms.CharField(label=REASON, max_length=500, widget=AREA)


class ReportForm(forms.Form):
    report = forms.CharField(
        label=_("What became of the round"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everybody who raised or supported an idea is told. Say what was done, what was not, and why."),
    )


class StepForm(forms.Form):
    text = forms.CharField(label=_("What is done"), max_length=300)
    owner = forms.CharField(label=_("By whom"), max_length=60, help_text=_("An office, an organisation or a role."))
    due_date = forms.DateField(label=_("By when"), widget=DayInput())


class FinishForm(forms.Form):
    note = forms.CharField(label=_("What came of it, or why it is given up"), max_length=500, widget=AREA)


class MoneyForm(FormWithFiles):
    amount_fen = AmountField()
    purpose = forms.CharField(label=_("For what"), max_length=300)
    payee = forms.CharField(label=_("Payee"), max_length=120)
    is_private = forms.BooleanField(
        label=_("A private person"), required=False, help_text=_("Then the name is never shown in public.")
    )
    papers = papers_field(label=_("Invoice, contract, list"), required=False)


class LinkForm(forms.Form):
    expenditure = forms.TypedChoiceField(label=_("Asked for in the funds"), coerce=int)

    def __init__(self, *args: Any, rows: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["expenditure"].choices = rows  # type: ignore[attr-defined]


class PhotoForm(FormWithFiles):
    picture = picture_field(label=_("Picture"))
    when = forms.ChoiceField(label=_("It shows"), choices=Photo.When.choices)
    text = forms.CharField(
        label=_("What is to be seen"), max_length=120, help_text=_("In words, for those who cannot see it.")
    )
    is_agreed = forms.BooleanField(label=_("Nobody can be recognised on it, or who is has agreed."))
