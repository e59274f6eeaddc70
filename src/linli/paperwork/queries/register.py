"""The register of forms as the reader may see it, what is due first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import rule
from linli.places.models import Community

from ..marks import Mark, missing_marks
from ..models import AskedForm, Handover
from ..periods import due_days
from ..permissions import read_form, read_handover

MOST = 500
AHEAD = timedelta(days=400)
STATES = [(state.value, state.label) for state in AskedForm.State]
EARLIER = timedelta(days=120)


@dataclass(frozen=True)
class AskedRow:
    """A form with the next day on which it is due and was not handed over, and what it lacks by law."""

    form: AskedForm
    due: date | None
    missing: list[Mark]
    is_near: bool
    is_late: bool

    @property
    def is_to_fill(self) -> bool:
        return self.form.state == AskedForm.State.OPEN and (self.is_near or self.is_late)


def forms(reader: Actor, community: Community | None, *, on: date, state: str = "", words: str = "") -> list[AskedRow]:
    """What is to be filled now first, then by day. Two queries, however many."""
    rows = AskedForm.objects.filter(read_form.within(reader)).select_related("office", "community")
    if community:
        rows = rows.filter(community=community)
    if state in AskedForm.State.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(title__icontains=words)
    found = asked_rows(rows[:MOST], on=on)
    return sorted(found, key=lambda r: (r.form.state != AskedForm.State.OPEN, r.due or date.max, r.form.title))


def asked_rows(found: Iterable[AskedForm], *, on: date) -> list[AskedRow]:
    every = list(found)
    given: dict[int, set[date]] = {}
    for form, day in Handover.objects.filter(form__in=[f.pk for f in every]).order_by().values_list("form", "due_date"):
        given.setdefault(form, set()).add(day)
    near = on + timedelta(days=int(rule("paperwork.remind_days", on=on).value))
    return [_row(form, given.get(form.pk, set()), on, near) for form in every]


def form_for(reader: Actor, key: int, *, on: date) -> AskedRow:
    found = AskedForm.objects.filter(read_form.within(reader), pk=key).select_related("office", "community")
    rows = asked_rows(found, on=on)
    if not rows:
        raise Missing(_("There is no such form."))
    return rows[0]


def handovers(reader: Actor, form: AskedForm) -> list[Handover]:
    """What was given with it, the latest first; nothing for those who read the register alone."""
    return list(Handover.objects.filter(read_handover.within(reader), form=form).select_related("by")[:100])


def handover_for(reader: Actor, key: int) -> Handover:
    """One record of what was given. Missing for who may not read it."""
    rows = Handover.objects.filter(read_handover.within(reader), pk=key)
    found = rows.select_related("form__office", "community", "by", "filed_by", "opening").first()
    if found is None:
        raise Missing(_("There is no such record."))
    return found


def days_to_hand_over(row: AskedRow, *, on: date) -> list[date]:
    """The days for which it can be handed over: the next one first, then those of the last months."""
    past = [day for day in due_days(row.form, until=on) if day >= on - EARLIER]
    return (
        list(dict.fromkeys(([row.due] if row.due else []) + past[::-1]))
        if row.form.state == AskedForm.State.OPEN
        else []
    )


def _row(form: AskedForm, given: set[date], on: date, near: date) -> AskedRow:
    """The earliest due day after the last one that was handed over: what lies before it is past asking for."""
    last = max(given, default=None)
    due = next((day for day in due_days(form, until=on + AHEAD) if last is None or day > last), None)
    is_open = form.state == AskedForm.State.OPEN
    return AskedRow(
        form,
        due if is_open else None,
        missing_marks(form, on=on),
        bool(is_open and due and due <= near),
        bool(is_open and due and due < on),
    )
