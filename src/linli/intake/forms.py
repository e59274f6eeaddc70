"""What offices, committees and the district write at the gate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.errors import Invalid
from linli.base.money import read_yuan, yuan
from linli.look.forms import DayInput

from .models import Application, Duty, RefusedWork, Routine


def _area(label: Any, *, rows: int = 2, longest: int = 4000, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint
    )


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput(), help_text=hint)


class YuanField(forms.CharField):
    """An amount as people type it; whole fen come out."""

    def prepare_value(self, value: Any) -> Any:
        return yuan(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_yuan(text)
        except Invalid as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class NewApplication(forms.Form):
    office = forms.TypedChoiceField(label=_("For which office"), coerce=int)
    title = forms.CharField(label=_("What communities are to do"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Application.Kind.choices)

    def __init__(self, *args: Any, offices: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["office"].choices = [(o.pk, o.label) for o in offices]  # type: ignore[attr-defined]


class ApplicationForm(forms.Form):
    """Everything that an application says. Nothing is required to save a draft: what is missing is named before it is submitted."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("What communities are to do"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Application.Kind.choices)
    contact = forms.CharField(
        label=_("Whom to ask at the office"), required=False, max_length=120, help_text=_("Section and telephone.")
    )
    basis_law = forms.CharField(label=_("Law it rests on"), required=False, max_length=160)
    basis_article = forms.CharField(label=_("Article"), required=False, max_length=60)
    basis_rank = forms.ChoiceField(
        label=_("Rank of the rule"), required=False, choices=[("", "—"), *Application.Rank.choices]
    )
    duty_id = forms.TypedChoiceField(label=_("Line of the lists"), required=False, coerce=int, empty_value=None)
    community_does = _area(_("What the community does"), rows=3)
    department_does = _area(_("What the department does"), rows=3)
    touches = forms.CharField(
        label=_("Whom it touches"),
        required=False,
        max_length=300,
        help_text=_("Which residents or households, and how many."),
    )
    minutes_each_time = forms.IntegerField(
        label=_("Minutes each time, for one community"), required=False, min_value=1, max_value=100000
    )
    frequency = forms.ChoiceField(
        label=_("How often"), required=False, choices=[("", "—"), *Application.Frequency.choices]
    )
    from_date = _day(_("Begins on"))
    to_date = _day(_("Ends on"), _("The first day on which it is over."))
    money_fen = YuanField(label=_("Money for each community, in yuan"), required=False, max_length=30)
    money_line = forms.CharField(label=_("Budget line that pays"), required=False, max_length=160)
    money_date = _day(_("Money arrives by"))
    people = _area(_("People whom the department sends or pays"), longest=2000)
    training = _area(_("Training"), longest=2000)
    means = _area(_("Materials and means"), longest=2000)
    powers = _area(_("Powers that go with it"), longest=2000)
    assessment = forms.ChoiceField(
        label=_("Assessment"), required=False, choices=[("", "—"), *Application.Assessment.choices]
    )
    exit = _area(_("When and how it ends"), longest=2000)
    steps = _area(
        _("Steps that every community gets"),
        rows=4,
        hint=_("One to a line: the day, then what is to be done, as 2027-03-01 Visit every household."),
    )
    data_asked = _area(
        _("Data asked for"),
        rows=3,
        hint=_(
            "One to a line, parted by |: fields | purpose | recipient | basis | retention | who holds them already."
        ),
    )
    communities = forms.TypedMultipleChoiceField(
        label=_("Communities"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    PARTS = (
        (_("What is asked for"), ("title", "kind", "contact")),
        (_("What it rests on"), ("basis_law", "basis_article", "basis_rank", "duty_id")),
        (_("Who does what"), ("community_does", "department_does", "touches")),
        (_("How long, how often"), ("minutes_each_time", "frequency", "from_date", "to_date")),
        (_("Money that comes with it"), ("money_fen", "money_line", "money_date")),
        (_("People, means, powers"), ("people", "training", "means", "powers")),
        (_("Assessment and end"), ("assessment", "exit")),
        (_("Steps and data"), ("steps", "data_asked")),
        (_("In which communities"), ("communities",)),
    )

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, as the page shows them."""
        return [(heading, [self[name] for name in names]) for heading, names in self.PARTS]

    def __init__(self, *args: Any, communities: list[Any], duties: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["communities"].choices = [(c.pk, c.label) for c in communities]  # type: ignore[attr-defined]
        self.fields["duty_id"].choices = [("", "—"), *((d.pk, d.label) for d in duties)]  # type: ignore[attr-defined]

    def clean_steps(self) -> list[tuple[Any, ...]]:
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["steps"].splitlines())):
            day, _blank, what = line.partition(" ")
            try:
                found.append((what.strip() or _no_words(), forms.DateField().to_python(day)))
            except forms.ValidationError as wrong:
                raise forms.ValidationError(
                    _("“%(line)s”: write the day, a blank, and what is to be done."), params={"line": line[:40]}
                ) from wrong
        return found

    def clean_data_asked(self) -> list[dict[str, str]]:
        names = ("fields", "purpose", "recipient", "basis", "retention", "held_by")
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["data_asked"].splitlines())):
            parts = [part.strip() for part in line.replace("｜", "|").split("|")]
            if not 5 <= len(parts) <= len(names) or not all(parts[:5]):
                raise forms.ValidationError(_("“%(line)s”: five or six parts are needed."), params={"line": line[:40]})
            found.append(dict(zip(names, [*parts, ""], strict=False)))
        return found


def _no_words() -> str:
    raise forms.ValidationError("")


class DecisionForm(forms.Form):
    """Admit, perhaps with change; return; refuse. Reasons are public."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reasons = forms.CharField(
        label=_("Reasons, for everybody to read"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    duty_list = forms.ChoiceField(
        label=_("List it belongs to"), required=False, choices=[c for c in Duty.List.choices if c[0] != "not_ours"]
    )
    minutes_each_time = forms.IntegerField(
        label=_("Minutes each time, for one community"), required=False, min_value=1, max_value=100000
    )
    frequency = forms.ChoiceField(
        label=_("How often"), required=False, choices=[("", "—"), *Application.Frequency.choices]
    )
    to_date = _day(_("Ends on"))
    money_fen = YuanField(label=_("Money for each community, in yuan"), required=False, max_length=30)
    without = forms.TypedMultipleChoiceField(
        label=_("Not in these communities"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, communities: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["without"].choices = [(c.pk, c.label) for c in communities]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    reasons = forms.CharField(
        label=_("Reasons, for everybody to read"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommentForm(forms.Form):
    community = forms.TypedChoiceField(label=_("In the name of"), coerce=int)
    text = forms.CharField(
        label=_("What the committee says"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, communities: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["community"].choices = [(c.pk, c.label) for c in communities]  # type: ignore[attr-defined]


class RefuseWorkForm(forms.Form):
    office = forms.TypedChoiceField(label=_("Who asked"), coerce=int)
    what = forms.CharField(label=_("What was asked"), max_length=300)
    way = forms.ChoiceField(label=_("How it came"), choices=RefusedWork.Way.choices)
    asked_date = forms.DateField(label=_("On which day"), widget=DayInput())

    def __init__(self, *args: Any, offices: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["office"].choices = [(o.pk, o.label) for o in offices]  # type: ignore[attr-defined]


class RoutineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Routine.Kind.choices)
    title = forms.CharField(label=_("What it is called"), max_length=120)
    office = forms.TypedChoiceField(
        label=_("Which office asks for it"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Empty: it is the committee's own."),
    )
    application = forms.TypedChoiceField(
        label=_("Admitted task it belongs to"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Then its time is counted with the task."),
    )
    minutes_each_time = forms.IntegerField(label=_("Minutes each time"), min_value=1, max_value=1440)
    people = forms.IntegerField(label=_("How many of your people it takes"), min_value=1, max_value=200, initial=1)
    frequency = forms.ChoiceField(label=_("How often"), choices=Application.Frequency.choices, initial="weekly")
    from_date = forms.DateField(label=_("Begins on"), widget=DayInput())
    to_date = _day(_("First day on which it is over"), _("Empty: it goes on."))

    def __init__(self, *args: Any, offices: list[Any], tasks: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offices, self.tasks = {o.pk: o for o in offices}, {t.pk: t for t in tasks}
        self.fields["office"].choices = [("", "—"), *((o.pk, o.label) for o in offices)]  # type: ignore[attr-defined]
        self.fields["application"].choices = [("", "—"), *((t.pk, f"{t.number} {t.title}") for t in tasks)]  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return said | {"office": self.offices.get(said["office"]), "application": self.tasks.get(said["application"])}


class GapForm(forms.Form):
    title = forms.CharField(label=_("In a word"), max_length=120)
    text = forms.CharField(
        label=_("What residents need, and what stood in the way"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lacks = forms.CharField(label=_("Which power is lacking, and who has it"), max_length=300)


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))


YES_NO = [("", _("does not apply")), ("yes", _("Yes")), ("no", _("No"))]
SAID = {"": None, "yes": True, "no": False}


class RatingForm(forms.Form):
    office = forms.IntegerField(widget=forms.HiddenInput)
    in_time = forms.TypedChoiceField(
        label=_("Did it answer in time?"), required=False, choices=YES_NO, coerce=SAID.get, empty_value=None
    )
    helped = forms.TypedChoiceField(
        label=_("Did it help?"), required=False, choices=YES_NO, coerce=SAID.get, empty_value=None
    )
    money_arrived = forms.TypedChoiceField(
        label=_("Did the money arrive?"), required=False, choices=YES_NO, coerce=SAID.get, empty_value=None
    )
    text = forms.CharField(label=_("Words for the district"), required=False, max_length=500)


class LineForm(forms.Form):
    """One line of the lists."""

    list = forms.ChoiceField(label=_("List"), choices=Duty.List.choices)
    name = forms.CharField(label=_("What it is about"), max_length=120)
    name_en = forms.CharField(label=_("In English"), max_length=160, required=False)
    law = forms.CharField(label=_("Law"), max_length=120)
    article = forms.CharField(label=_("Article"), max_length=40)
    text = _area(_("Words of the law"), rows=4, longest=6000)
    whose = forms.CharField(label=_("Whose job it is, where it is not the community's"), required=False, max_length=160)
    words = _area(_("Everyday words"), longest=2000, hint=_("One to a line: what people say when they mean this."))
    source = forms.CharField(label=_("Source"), required=False, max_length=200)
    from_date = _day(_("Valid from"))
    to_date = _day(_("Valid until"), _("The first day on which it does not hold any more."))


class ConfirmForm(forms.Form):
    confirmed_by = forms.CharField(label=_("Who read it and knows the law"), max_length=120)
