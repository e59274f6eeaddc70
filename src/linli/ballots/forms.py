"""What is written down of a ballot."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from linli.look.forms import DayInput

from .actions import Listed
from .listing import WrongLineError, listed
from .models import Ballot

GUEST, HOLDERS = "guest", (1, 2, 3)
KINDS_HERE = (Ballot.Kind.YES_NO, Ballot.Kind.MOST, Ballot.Kind.RUNOFF, Ballot.Kind.TRANSFERABLE, Ballot.Kind.OWNERS)
MATTERS = [
    (1, _("1 · rules of the owners' assembly")),
    (2, _("2 · covenant of the owners")),
    (3, _("3 · electing or replacing the owners' committee")),
    (4, _("4 · taking on or dismissing the property manager")),
    (5, _("5 · spending the repair fund")),
    (6, _("6 · raising the repair fund (heavy matter)")),
    (7, _("7 · rebuilding the building or what belongs to it (heavy matter)")),
    (8, _("8 · another use of what is shared, or business with it (heavy matter)")),
    (9, _("9 · another important matter of what is shared")),
]


class SquareMetres(forms.DecimalField):
    """Square metres, given as whole hundredths."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Area in square metres"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2, **more
        )

    def clean(self, value: Any) -> int | None:
        metres = super().clean(value)
        return None if metres is None else int(metres * 100)


class BallotForm(forms.Form):
    question = forms.CharField(label=_("Question"), max_length=200)
    text = forms.CharField(
        label=_("What one should know first"), required=False, max_length=4000, widget=forms.Textarea
    )
    kind = forms.ChoiceField(label=_("How people vote"), choices=[(kind.value, kind.label) for kind in KINDS_HERE])
    votes_by = forms.ChoiceField(label=_("Who votes"), choices=Ballot.VotesBy.choices)
    seats = forms.IntegerField(label=_("How many win"), min_value=1, max_value=60, initial=1)
    marks = forms.IntegerField(
        label=_("Most marks on one paper"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Empty: as many as one likes."),
    )
    matter = forms.TypedChoiceField(
        label=_("What owners decide"),
        required=False,
        choices=[("", "—"), *MATTERS],
        coerce=int,
        empty_value=None,
        help_text=_("Only for a vote of owners: Civil Code, article 278."),
    )


class OptionsForm(forms.Form):
    options = forms.CharField(label=_("Options, one a line"), widget=forms.Textarea, max_length=8000)

    def clean_options(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]


class BuildForm(forms.Form):
    voting_date = forms.DateField(
        label=_("First day of the voting"),
        required=False,
        widget=DayInput(),
        help_text=_(
            "Who is of voting age on this day stands on the roll. Empty: the first day on which the voting can begin."
        ),
    )


class AddForm(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    home = forms.CharField(label=_("Address"), max_length=160, required=False)
    area = SquareMetres(required=False, help_text=_("Only for owners."))


class ListForm(forms.Form):
    """Representatives or owners, pasted from a table: name, address, of owners the area, and a number that is the same on all lines of
    one owner.
    """

    lines = forms.CharField(
        label=_("One a line: name, address, area"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=400_000,
        help_text=_(
            "Copied from a table. For several homes of one owner the same owner's number in a fourth column: their areas are added up."
        ),
    )

    are_others = forms.BooleanField(label=_("Lines that are the same are different people"), required=False)

    def clean_lines(self) -> list[Listed]:
        try:
            return listed(self.cleaned_data["lines"])
        except WrongLineError as wrong:
            raise forms.ValidationError(
                _("Line %(n)s is not understood: %(line)s"), params={"n": wrong.number, "line": wrong.line}
            ) from wrong


class ObjectionForm(forms.Form):
    raised_by = forms.CharField(label=_("Raised by"), max_length=60)
    text = forms.CharField(label=_("What is said to be wrong"), max_length=500, widget=forms.Textarea)


class RulingForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=_("Ruling"),
        choices=[("yes", _("The objection is right")), ("no", _("The roll is right"))],
        coerce=lambda given: given == "yes",
    )
    ruling = forms.CharField(label=_("Reason"), max_length=500)


class OpenForm(forms.Form):
    day = forms.DateField(label=_("Last day of the voting"), widget=DayInput())
    hour = forms.TimeField(
        label=_("It ends at"), initial="18:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, people: Mapping[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [
            ("", "—"),
            *((str(key), name) for key, name in people.items()),
            (GUEST, _("somebody without an account, here beside me")),
        ]
        for number in HOLDERS:
            self.fields[f"holder_{number}"] = forms.ChoiceField(
                label=_("Holder of slip %(n)s") % {"n": number}, choices=choices
            )

    @property
    def holders(self) -> list[int | None]:
        """Who holds a slip each; None for somebody without an account. Only of a form that is valid."""
        given = [self.cleaned_data[f"holder_{number}"] for number in HOLDERS]
        return [None if one == GUEST else int(one) for one in given]

    @property
    def closes_at(self) -> datetime:
        """The moment at which the voting ends, here. Only of a form that is valid."""
        return make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class SlipsForm(forms.Form):
    """As many slips as the holders brought."""

    slips = forms.CharField(
        label=_("Slips, one a line"),
        widget=forms.Textarea(attrs={"autocomplete": "off", "spellcheck": "false", "rows": 3}),
        max_length=600,
    )

    def clean_slips(self) -> list[str]:
        return [line for line in self.cleaned_data["slips"].splitlines() if line.strip()]


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Reason, in public"), max_length=300)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your letter"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class LettersForm(forms.Form):
    """Which letters: those of a hundred after a number, or one; and why they are printed once more."""

    after = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput())
    entry = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput())
    why = forms.CharField(
        label=_("Why they are printed again"),
        max_length=200,
        required=False,
        help_text=_("Each letter is printed once. Only for a later printing: everybody reads the reason."),
    )


class PrintForm(forms.Form):
    number = forms.IntegerField(label=_("How many papers"), min_value=1, max_value=500, initial=50)


class PaperForm(forms.Form):
    """The ballot paper: one mark, several marks, or a rank beside each option."""

    beside: tuple[str, ...] = ()

    def __init__(self, *args: Any, ballot: Ballot, options: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_ranked = ballot.is_ranked
        if self.is_ranked:
            ranks = [("", "—"), *((str(n), str(n)) for n in range(1, len(options) + 1))]
            for key, label in options:
                self.fields[key] = forms.ChoiceField(label=label, choices=ranks, required=False)
        elif ballot.most_marks == 1:
            self.fields["choice"] = forms.ChoiceField(
                label=_("Your choice"), choices=options, widget=forms.RadioSelect, required=False
            )
        else:
            self.fields["choice"] = forms.MultipleChoiceField(
                label=_("Your choice"), choices=options, widget=forms.CheckboxSelectMultiple, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.is_ranked and not self.errors:
            ranks = self._ranks(given).values()
            if len(set(ranks)) != len(ranks):
                raise forms.ValidationError(_("Give each number once."))
        return given

    @property
    def choice(self) -> list[str]:
        """What was chosen, as the box takes it. Only of a form that is valid."""
        if self.is_ranked:
            ranks = self._ranks(self.cleaned_data)
            return sorted(ranks, key=ranks.__getitem__)
        given = self.cleaned_data["choice"]
        return [given] if isinstance(given, str) and given else list(given or [])

    def _ranks(self, given: dict[str, Any]) -> dict[str, int]:
        return {key: int(rank) for key, rank in given.items() if rank and key not in self.beside}


class ReadForm(PaperForm):
    """What somebody reads on a filled-in paper, and on which."""

    beside = ("code", "area", "is_unclear")
    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "autofocus": True}),
    )
    area = SquareMetres()
    is_unclear = forms.BooleanField(
        label=_("Not valid: what is meant cannot be seen, or it names its voter"), required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if more["ballot"].kind != Ballot.Kind.OWNERS:
            del self.fields["area"]
        self.order_fields(["code", "area", *(name for name in self.fields if name not in self.beside)])
