"""The calendar changed: days by which the district decides, counted in working days, are reckoned again."""

from datetime import datetime

from django.db.models import Q

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.rows import all_held
from linli.places.models import Community, under
from linli.places.registries import CALENDAR_CHANGED, CalendarChange

from ..models import Application, State
from .applying import reckon_decision


@action
def reckon_decisions_again(by: Actor, change: CalendarChange, now: datetime) -> int:
    """Reckon again until when waiting applications are decided, provisional or not. Returns how many moved.

    Safe by the lock on each row, in the order of their keys, inside the action that changes the calendar; whoever may set the day
    answers for it. Emergencies are reviewed within calendar days and do not move.
    """
    del by, now
    places = Community.objects.filter(under(frozenset({change.division_id}), "")) if change.division_id else None
    here = Q(includes__community__in=places) if places is not None else Q()
    keys = Application.objects.filter(here, state=State.SUBMITTED, decide_due_date__gte=change.first).values("pk")
    moved = 0
    for one in all_held(Application.objects.filter(pk__in=keys)):
        before = one.decide_due_date, one.is_due_provisional
        reckon_decision(one)
        if before != (one.decide_due_date, one.is_due_provisional):
            one.save(update_fields=["decide_due_date", "is_due_provisional"])
            moved += before[0] != one.decide_due_date
    return moved


CALENDAR_CHANGED.add("intake", reckon_decisions_again)
