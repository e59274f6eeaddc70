"""What is written down of an election."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ballots.models import Ballot
from linli.look.forms import DayInput

from .models import Election, Nominee

VOTERS = (Ballot.VotesBy.PERSON, Ballot.VotesBy.HOUSEHOLD, Ballot.VotesBy.REPRESENTATIVE)


class Numbers(forms.CharField):
    """Numbers on the roll, between them anything."""

    def clean(self, value: Any) -> list[int]:
        return [int(number) for number in re.findall(r"\d{1,9}", super().clean(value))]


class CallForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is held"), choices=Election.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    post = forms.CharField(
        label=_("Which post"),
        max_length=40,
        required=False,
        help_text=_("For instance head, deputy, member. Posts that are voted on apart are called apart."),
    )
    seats = forms.IntegerField(label=_("How many seats"), min_value=1, max_value=9, initial=5)
    women = forms.IntegerField(
        label=_("Places held for women"),
        min_value=0,
        max_value=9,
        initial=1,
        help_text=_("At least one woman sits on the committee (Organic Law, article 8)."),
    )
    votes_by = forms.ChoiceField(label=_("Who votes"), choices=[(kind.value, kind.label) for kind in VOTERS])
    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Of a by-election: why the place is empty. Of a recall: what is held against the member."),
    )
    about = forms.CharField(label=_("Who is to be recalled"), max_length=60, required=False)


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    is_head = forms.BooleanField(label=_("Head of the election committee"), required=False)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Reason"), max_length=200)


class NomineeForm(forms.Form):
    number = forms.IntegerField(label=_("Number on the roll"), min_value=1)
    is_woman = forms.BooleanField(label=_("A woman"), required=False)
    about = forms.CharField(
        label=_("In their own words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    named_by = forms.ChoiceField(label=_("Named by"), choices=[("", "—"), *Nominee.NamedBy.choices])
    backers = Numbers(
        label=_("Named by these voters"),
        max_length=4000,
        required=False,
        help_text=_("Their numbers on the roll, at least ten."),
    )

    def clean(self) -> dict[str, Any]:
        """Silence names nobody: who named them is said, and fits the numbers."""
        given = super().clean() or {}
        named_by, backers = given.pop("named_by", ""), given.get("backers")
        if named_by and (named_by == Nominee.NamedBy.VOTERS) != bool(backers):
            self.add_error("backers", _("Write down the voters' numbers if voters name somebody, and only then."))
        return given


class KinForm(forms.Form):
    """A nominee by the key, and another; or, with an s before it, the key of a seat on the committee."""

    one = forms.IntegerField(label=_("Nominee"))
    other = forms.CharField(
        label=_("Near relative of"),
        help_text=_("Another nominee, also for another post of this committee, or somebody who sits on it."),
    )

    def __init__(self, *args: Any, nominees: list[tuple[int, str]], others: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        told = self.fields["other"]
        self.fields["one"] = forms.TypedChoiceField(label=self.fields["one"].label, coerce=int, choices=nominees)
        self.fields["other"] = forms.ChoiceField(label=told.label, help_text=told.help_text, choices=others)


class SeatForm(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    is_woman = forms.BooleanField(label=_("A woman"), required=False)
    post = forms.CharField(label=_("Post"), max_length=40, required=False)
    since = forms.DateField(label=_("On the committee since"), required=False, widget=DayInput())


class ListForm(forms.Form):
    is_free_of_relatives = forms.BooleanField(
        label=_("No near relative of a candidate sits on the election committee."), required=False
    )


class SignForm(forms.Form):
    numbers = Numbers(label=_("Numbers of those who signed"), max_length=20_000)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("What the member says to it"), max_length=2000, widget=forms.Textarea)


class ProxyForm(forms.Form):
    giver = forms.IntegerField(label=_("Who cannot come: number"), min_value=1)
    holder = forms.IntegerField(label=_("Who votes for them: number"), min_value=1)


class HandOverForm(forms.Form):
    note = forms.CharField(label=_("What is handed over"), max_length=500, required=False)
