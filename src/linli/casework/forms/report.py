"""Reporting and rating."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from linli.base.coordinates import to_wgs84
from linli.base.sent import FormWithFiles, SentFilesField
from linli.base.uploads import MAX_PICTURES, look_at_picture, read_picture
from linli.places.models import Community
from linli.places.queries import address_tree, frame_of, is_nowhere

from ..queries.categories import categories
from .desk import ENTERED_CHANNELS
from .questions import QuestionGroup, question_groups

if TYPE_CHECKING:
    from ..models import Category


class ContactForm(forms.Form):
    """Who asks: nothing of it is needed."""

    name = forms.CharField(
        label=_("Your name"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
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


class ReportForm(ContactForm, FormWithFiles):
    """What, where, pictures, who may read it, who asks."""

    text = forms.CharField(
        label=_("What is it about?"),
        max_length=4000,
        strip=True,
        help_text=_("In your own words. Please do not write names or telephone numbers of others."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    category = forms.ChoiceField(label=_("Which kind fits best?"), widget=forms.RadioSelect)
    building = forms.ChoiceField(label=_("Where?"), required=False)
    place_text = forms.CharField(label=_("More exactly, if needed"), required=False, max_length=200)
    door = forms.CharField(
        label=_("Door, if somebody is to come"),
        required=False,
        max_length=40,
        help_text=_("Seen only by those who handle it or come to you, never in public."),
    )
    pictures = SentFilesField(
        look=look_at_picture,
        read=read_picture,
        most=MAX_PICTURES,
        label=_("Pictures, if you like"),
        required=False,
        help_text=_("Up to five. Place and time are removed from them."),
    )
    who_reads = forms.ChoiceField(
        label=_("Who may read it?"),
        required=False,
        help_text=_(
            "If you mark nothing: what is about somebody's body, home or family is read by the committee alone, the rest by everybody."
        ),
        widget=forms.RadioSelect,
        choices=[("public", _("Everybody, without my name")), ("committee", _("Only the committee"))],
    )
    channel = forms.ChoiceField(label=_("How did it come?"), required=False, choices=ENTERED_CHANNELS)
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    marker = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, community: Community, at_desk: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.community = community
        self.categories: dict[str, Category] = {c.key: c for c in categories(community)}
        self.fields["category"].choices = [(c.key, c.label) for c in self.categories.values()]  # type: ignore[attr-defined]
        self.fields["building"].choices = building_choices(community)  # type: ignore[attr-defined]
        self.question_groups: list[QuestionGroup] = question_groups(self, list(self.categories.values()))
        if not at_desk:
            del self.fields["channel"]

    def clean(self) -> dict[str, Any]:
        """A point that cannot be here is said where the place is asked for, and taken away: the words stay."""
        given = super().clean() or self.cleaned_data
        latitude, longitude = given.get("latitude"), given.get("longitude")
        if latitude is None or longitude is None or is_nowhere(latitude, longitude):
            given["latitude"] = given["longitude"] = None
            return given
        point = to_wgs84(latitude, longitude, settings.MAP_DATUM)
        if not frame_of(self.community, on=localdate()).holds(*point):
            self.add_error(
                "building",
                _(
                    "The point on the map lies far outside of the community. Choose the place again, or describe it in words."
                ),
            )
            typed: Any = self.data
            self.data = typed.copy()
            self.data["latitude"] = self.data["longitude"] = ""  # type: ignore[index]
        return given

    @property
    def wants_public(self) -> bool | None:
        """What was marked; None where nothing was, so that the category decides."""
        return {"public": True, "committee": False}.get(self.cleaned_data["who_reads"])

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered to the questions of the chosen category, by the question's code."""
        chosen = [g for g in self.question_groups if g.key == self.cleaned_data.get("category")]
        return {q.code: self.cleaned_data.get(q.field) for group in chosen for q in group.questions}


def building_choices(community: Community) -> list[Any]:
    """The address tree as a select: roads as groups."""
    tree = [(s.road or _("Buildings"), [(str(b.pk), b.label) for b in s.buildings]) for s in address_tree(community)]
    return [("", _("Somewhere else, or I do not know")), *tree]


class RateForm(forms.Form):
    """Is it solved, how good was it, in your own words."""

    is_solved = forms.TypedChoiceField(
        label=_("Is it really solved?"),
        widget=forms.RadioSelect,
        coerce=lambda v: v == "yes",
        choices=[("yes", _("Yes, it is solved")), ("no", _("No, please go on"))],
    )
    stars = forms.TypedChoiceField(
        label=_("How do you rate the way it was handled?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(5, "★★★★★"), (4, "★★★★"), (3, "★★★"), (2, "★★"), (1, "★")],
    )
    text = forms.CharField(
        label=_("In your own words, if you like"),
        help_text=_("Read by the committee. Everybody sees the stars, and whether it is solved."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
