"""Meetings, rounds, inspections, platforms and chat groups are written down and ended: they count in the load."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.places.models import Community, Organisation

from .. import facts
from ..completeness import minutes_a_week
from ..models import Application, Routine, State
from ..permissions import work_for

MOST_PEOPLE = 200
MINUTES_OF_A_DAY = 24 * 60


@action
def write_down_routine(
    by: Actor,
    community: Community,
    *,
    kind: str,
    title: str,
    minutes_each_time: int,
    people: int,
    frequency: str,
    from_date: date,
    now: datetime,
    office: Organisation | None = None,
    application: Application | None = None,
    to_date: date | None = None,
) -> Routine:
    """Write down what comes back. Safe: it only adds a row. Invalid for what no day or week holds; an inspection has an office."""
    work_for.require(by, community)
    if kind not in Routine.Kind.values or frequency not in Application.Frequency.values:
        raise Invalid(_("Choose one of the list."), field="kind")
    if kind == Routine.Kind.INSPECTION and office is None:
        raise Invalid(_("Say which office inspects."), field="office")
    if not 0 < minutes_each_time <= MINUTES_OF_A_DAY:
        raise Invalid(
            _("Say how many minutes it takes each time: a day has no more than 1,440."), field="minutes_each_time"
        )
    if not 0 < people <= MOST_PEOPLE:
        raise Invalid(_("Say how many of your people it takes."), field="people")
    if frequency == Application.Frequency.ONCE and to_date is None:
        raise Invalid(_("What is done once has a last day."), field="to_date")
    if to_date is not None and to_date < from_date:
        raise Invalid(_("It ends before it begins."), field="to_date")
    if application is not None:
        _require_running(application, community)
        office = application.applicant
    routine = Routine.objects.create(
        community=community,
        kind=kind,
        title=words(title, field="title", longest=120),
        office=office,
        application=application,
        minutes_each_time=minutes_each_time,
        people=people,
        frequency=frequency,
        from_date=from_date,
        to_date=to_date,
        minutes_a_week=0 if application else minutes_a_week(minutes_each_time * people, frequency, from_date, to_date),
    )
    _happened(by, routine, facts.ROUTINE_WRITTEN.key, now)
    return routine


@action
def end_routine(by: Actor, routine: Routine, *, now: datetime) -> Routine:
    """It comes back no more from today. Safe by the lock; ended twice it stays ended on the first day."""
    found = open_row(by, Routine.objects.select_related("community"), routine.pk, see=work_for, of="community")
    today = localdate(now)
    if found.to_date is None or found.to_date > today:
        found.to_date = max(today, found.from_date)
        found.save(update_fields=["to_date"])
        _happened(by, found, facts.ROUTINE_ENDED.key, now)
    return found


def _require_running(application: Application, community: Community) -> None:
    if application.state != State.ADMITTED or not application.tasks.filter(community=community).exists():
        raise Refused(_("This task does not run in your community."))


def _happened(by: Actor, routine: Routine, kind: str, now: datetime) -> None:
    record(by, kind, routine, now=now, community_id=routine.community_id, office=routine.office_id, sort=routine.kind)
