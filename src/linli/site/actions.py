"""What the house writes down about itself."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import NotYours
from linli.base.rows import find_held

from .models import JobRun, KeyMark


def _house_alone(by: Actor) -> None:
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))


@action
def note_begun(by: Actor, key: str, *, now: datetime) -> None:
    """A job begins. One row a job, unique by its key."""
    _house_alone(by)
    JobRun.objects.update_or_create(key=key, defaults={"started_at": now, "finished_at": None})


@action
def note_ended(by: Actor, key: str, *, now: datetime, error: str = "", trace: str = "") -> None:
    """A job has ended, well or with a kind of fault. The row is locked: `tick` and the worker may both write it."""
    _house_alone(by)
    row = find_held(JobRun.objects.filter(key=key)) or JobRun(key=key, started_at=now)
    row.finished_at, row.error, row.trace = now, error[:120], trace[-8000:]
    row.failures = row.failures + 1 if error else 0
    row.succeeded_at = row.succeeded_at if error else row.started_at
    row.save()


@action
def mark_keys(by: Actor, marks: dict[str, str], *, now: datetime) -> None:
    """Write down which keys this database is used with. Of two that do it at once both say the same, or the later is refused
    by the unique name.
    """
    _house_alone(by)
    for name, mark in marks.items():
        KeyMark.objects.update_or_create(name=name, defaults={"mark": mark})
