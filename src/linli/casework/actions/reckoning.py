"""The calendar changed: an official notice came out, a typhoon closed the offices. Deadlines that run over it are reckoned again."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.rules import rule
from linli.places.models import Community, under
from linli.places.registries import CALENDAR_CHANGED, CalendarChange

from .. import facts
from ..clocks import calendar_around, reckon
from ..models import Case, WhistleCall
from ..models.cases import OPEN_STATES
from ..models.whistles import CallState
from .story import happened, lock, tell_reporters, tell_staff


@action
def reckon_again(by: Actor, change: CalendarChange, now: datetime) -> int:
    """Reckon the open deadlines that run over the changed days. Whose promised day moves is told; how many did.

    Safe by the lock on each case, in the order of their keys, inside the action that changes the calendar. What was promised
    first stays what figures count by, unless it was given as provisional. Whoever may set the day answers for it; nothing is asked here.
    """
    first = make_aware(datetime.combine(change.first, time.min))
    after = make_aware(datetime.combine(change.last, time.min)) + timedelta(days=1)
    here = (
        Q(community__in=Community.objects.filter(under(frozenset({change.division_id}), "")))
        if change.division_id
        else Q()
    )
    open_ones = Case.objects.filter(here, state__in=OPEN_STATES, resolve_due_at__gte=first, reported_at__lt=after)
    moved = [_reckon(by, key, now) for key in open_ones.order_by("pk").values_list("pk", flat=True)]
    _reckon_calls(here, now)
    return sum(moved)


def _reckon(by: Actor, key: int, now: datetime) -> bool:
    case = lock(key)
    was_provisional = case.is_due_provisional
    moved = reckon(case)
    if moved:
        happened(by, case, facts.DUE_MOVED, now=now, public=True, cause="calendar", is_change=False)
        tell_reporters(by, case, facts.DUE_MOVED, now=now)
        tell_staff(by, case, facts.DUE_MOVED, now=now)
    elif case.is_due_provisional != was_provisional or case.clocks_from is not None:
        case.save()
    return moved


def _reckon_calls(here: Q, now: datetime) -> None:
    """The clocks of offices that still have time."""
    running = {CallState.WAITING: "answer", CallState.ACCEPTED: "report"}
    cases = Case.objects.filter(here, state__in=OPEN_STATES).values("pk")
    rows = WhistleCall.objects.filter(whistle__case__in=cases, state__in=running, due_at__gt=now)
    for call in rows.select_related("whistle__case__community").order_by("pk"):
        start = call.answered_at or call.called_at
        calendar = calendar_around(call.whistle.case.community, start)
        minutes = rule(f"casework.whistle_{running[CallState(call.state)]}_minutes", on=localdate(start)).value
        call.due_at = calendar.add_minutes(start, minutes)
        call.is_due_provisional = calendar.is_provisional(start, call.due_at)
        call.save(update_fields=["due_at", "is_due_provisional"])


CALENDAR_CHANGED.add("casework", reckon_again)
