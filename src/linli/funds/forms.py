"""Forms of the room: they check shape and language; sense and rights are the actions' business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.errors import Invalid
from linli.base.money import read_yuan
from linli.base.papers import look_at_paper, read_paper
from linli.base.sent import PAPERS, FormWithFiles, SentFilesField
from linli.look.forms import DayInput

from .limits import MOST_PAPERS
from .models import Source


class AmountField(forms.CharField):
    """Yuan as people type them; fen as the actions take them."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Amount in yuan"))
        super().__init__(
            max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **more
        )

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        try:
            return read_yuan(typed) if typed else None
        except Invalid as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


def papers_field(**more: Any) -> SentFilesField:
    """Papers of an expenditure, looked through."""
    return SentFilesField(
        look=look_at_paper,
        read=lambda file: read_paper(file, file.name or ""),
        most=MOST_PAPERS,
        too_many=_("At most %(most)d files belong to one expenditure."),
        accept=PAPERS,
        **more,
    )


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DayInput())


class LineFilter(forms.Form):
    q = forms.CharField(
        label=_("Name, task number or community"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = forms.ChoiceField(label=_("Year"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[("", _("any")), *Source.choices])

    def __init__(self, *args: Any, years: list[int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["year"].choices = [("", _("any")), *((str(y), str(y)) for y in years)]  # type: ignore[attr-defined]


class LineForm(forms.Form):
    name = forms.CharField(label=_("Name of the line"), max_length=120)
    name_en = forms.CharField(label=_("Name in English, if there is one"), max_length=160, required=False)
    source = forms.ChoiceField(label=_("Where the money comes from"), choices=Source.choices)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2150)
    payer = forms.ChoiceField(label=_("Who pays"), required=False)
    task_number = forms.CharField(
        label=_("Number of the task"), max_length=60, required=False, help_text=_("As in the letter of admission.")
    )
    purpose = forms.CharField(
        label=pgettext_lazy("money", "Purpose"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    promised = AmountField(label=_("Promised, in yuan"), required=False)
    promised_date = day_field(_("Promised by which day"), required=False)

    def __init__(self, *args: Any, payers: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("nobody who is listed here")), *((str(o.pk), o.label) for o in payers)]
        self.fields["payer"].choices = choices  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    amount = AmountField()
    due_date = day_field(_("Promised by which day"))
    basis = forms.CharField(label=_("Letter or decision"), max_length=200, required=False)


class ReceiptForm(forms.Form):
    amount = AmountField()
    on = day_field(_("Day of booking"))
    text = forms.CharField(label=_("What it is"), max_length=300)


class AskForm(FormWithFiles):
    amount = AmountField()
    purpose = forms.CharField(label=_("What for"), max_length=300)
    project = forms.CharField(label=_("Project, if it belongs to one"), max_length=120, required=False)
    payee = forms.CharField(label=_("Payee"), max_length=120)
    is_private = forms.BooleanField(
        label=_("The payee is a private person"), required=False, help_text=_("Never named in public.")
    )
    papers = papers_field(
        label=_("Invoices and papers"), required=False, help_text=_("Pictures or PDF files, at most 8 MB each.")
    )


class PayForm(forms.Form):
    on = day_field(_("Paid on"))


class DecisionForm(forms.Form):
    text = forms.CharField(
        label=_("Words"),
        max_length=300,
        required=False,
        help_text=_("A refusal says why."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    text = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question about these accounts"),
        max_length=1000,
        help_text=_("It appears here with the committee's answer. Please name nobody; telephone numbers are masked."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
