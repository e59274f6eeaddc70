"""What is written of meetings."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, localdate, localtime
from django.utils.translation import gettext_lazy as _

from linli.look.forms import DayInput

from .models import Meeting

LONG = forms.Textarea(attrs={"rows": 4})


class DraftForm(forms.Form):
    """What can still be changed until the meeting is called."""

    title = forms.CharField(label=_("Title"), max_length=120)
    place = forms.CharField(label=_("Where"), max_length=120)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}))
    head = forms.CharField(label=_("Who leads it"), max_length=60)
    keeper = forms.CharField(label=_("Who keeps the minutes"), max_length=60)
    agenda = forms.CharField(label=_("Agenda"), max_length=4000, widget=LONG, help_text=_("A point on each line."))

    def planned(self) -> dict[str, Any]:
        """What the action takes: the moment in one, the agenda a point each."""
        told = dict(self.cleaned_data)
        starts_at = datetime.combine(told.pop("day"), told.pop("hour"), tzinfo=get_current_timezone())
        return told | {"starts_at": starts_at, "agenda": told["agenda"].splitlines()}

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """What stands there, to begin with."""
        begins = localtime(meeting.starts_at)
        agenda = "\n".join(item.text for item in meeting.items.all())
        written = {name: getattr(meeting, name) for name in ("title", "place", "head", "keeper")}
        return written | {"day": localdate(meeting.starts_at), "hour": f"{begins:%H:%M}", "agenda": agenda}


class CallForm(DraftForm):
    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=Meeting.Kind.choices)
    counts = forms.ChoiceField(label=_("Who counts"), choices=Meeting.Counts.choices)
    field_order = ("kind", "counts", "title", "place", "day", "hour", "head", "keeper", "agenda")


class SeatForm(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=60)
    home = forms.CharField(label=_("Home"), max_length=120, required=False)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Reason, for everybody to read"), max_length=500)


class ProxyForm(forms.Form):
    giver = forms.IntegerField(label=_("Who cannot be there: number"), min_value=1)
    holder = forms.IntegerField(label=_("Who acts for them: number"), min_value=1)


class SpeechForm(forms.Form):
    name = forms.CharField(label=_("Who asks to speak"), max_length=60)


class MotionForm(forms.Form):
    text = forms.CharField(label=_("What is moved"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    moved_by = forms.CharField(label=_("Moved by"), max_length=60)
    item = forms.TypedChoiceField(label=_("Point of the agenda"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, items: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].choices = [("", "—"), *items]  # type: ignore[attr-defined]


class PutOffForm(forms.Form):
    why = forms.CharField(label=_("Why it is not decided now"), max_length=200)


class HandsForm(forms.Form):
    yes = forms.IntegerField(label=_("For"), min_value=0)
    no = forms.IntegerField(label=_("Against"), min_value=0)
    abstain = forms.IntegerField(label=_("Abstaining"), min_value=0, initial=0)


class NotesForm(forms.Form):
    notes = forms.CharField(label=_("What was said and found"), max_length=4000, required=False, widget=LONG)


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("Minutes of the meeting"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 20})
    )


class CorrectForm(forms.Form):
    text = forms.CharField(
        label=_("What is posted, the whole of it"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14})
    )
    what_changed = forms.CharField(
        label=_("What was wrong"), max_length=500, help_text=_("Everybody reads this; do not repeat the detail itself.")
    )


class StepForm(forms.Form):
    text = forms.CharField(label=_("What is done"), max_length=300)
    owner = forms.CharField(label=_("By whom"), max_length=60, help_text=_("An office, an organisation or a role."))
    due_date = forms.DateField(label=_("By when"), widget=DayInput())


class FinishForm(forms.Form):
    note = forms.CharField(label=_("What came of it, or why it is given up"), max_length=500)


class DemandForm(forms.Form):
    kind = forms.ChoiceField(label=_("Which meeting"), choices=Meeting.Kind.choices[:2])
    subject = forms.CharField(label=_("About what"), max_length=120)
    why = forms.CharField(label=_("Why"), max_length=1000, widget=LONG)
