"""The three clocks of a case: accepted, answered, resolved. They run in working time and stand still while the reporter is asked.

What a due moment depends on is kept (`clocks_from`, `clock_minutes`), so that it can be reckoned again when the category or the
calendar changes. What was promised first is kept too, and figures count by it: whoever is measured does not move the yardstick.
"""

from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.remembered import remembered
from linli.base.rules import rule
from linli.base.working_time import Calendar
from linli.places.models import Community, lasting
from linli.places.queries import calendar_for

from .models import Case, Category, Clock

KINDS = (Clock.Kind.ACCEPT, Clock.Kind.ANSWER, Clock.Kind.RESOLVE)
CLOCKS = tuple(kind.value for kind in KINDS)


def calendar_around(community: Community, now: datetime) -> Calendar:
    """The community's calendar for last year, this one and the two to come: farther than any clock runs."""
    year = localdate(now).year
    return calendar_for(community, year_from=year - 1, year_to=year + 2)


def minutes_allowed(category: Category, community: Community, on: date) -> dict[str, int]:
    """Working minutes for each clock. The closest row wins: category and community, category, community, default; then the rule."""
    rows = _rows(category.pk, community.pk, on)
    allowed = {kind.value: rule(f"casework.{kind.value}_minutes", on=on).value for kind in KINDS}
    for row in sorted(rows, key=lambda r: (r.category_id is not None, r.community_id is not None, r.pk)):
        allowed[row.kind] = row.working_minutes
    return allowed


@remembered("casework_clock")
def _rows(category: int, community: int, on: date) -> list[Clock]:
    of_category = Q(category=category) | Q(category__isnull=True)
    of_community = Q(community=community) | Q(community__isnull=True)
    return list(Clock.objects.filter(lasting(on), of_category, of_community).order_by("pk"))


def start_clocks(case: Case, *, now: datetime) -> None:
    """Set the three due moments of a case received or reopened now, and keep them as what was promised first.

    The first promise of an answer is that of the report: a case that is reopened was answered before.
    """
    case.clocks_from = now
    case.clock_minutes = minutes_allowed(case.category, case.community, localdate(now))
    case.paused_at = None
    reckon(case)
    case.first_accept_due_at, case.first_resolve_due_at = case.accept_due_at, case.resolve_due_at
    if case.reopened_count == 0:
        case.first_answer_due_at = case.answer_due_at
    set_next_due(case)


def reckon(case: Case) -> bool:
    """The due moments anew from what they depend on. Whether the day by which it is to be done has moved.

    A first promise that was given as provisional follows the official calendar once; afterwards it stays.
    """
    remember_inputs(case)
    if case.clocks_from is None:
        return False
    before, was_provisional = case.resolve_due_at, case.is_due_provisional
    calendar = calendar_around(case.community, case.clocks_from)
    for clock in CLOCKS:
        if (minutes := case.clock_minutes.get(clock)) is not None:
            due = calendar.add_minutes(case.clocks_from, minutes)
            if was_provisional and getattr(case, _first(clock)) == getattr(case, _due(clock)):
                setattr(case, _first(clock), due)
            setattr(case, _due(clock), due)
    if case.resolve_due_at is not None:
        case.is_due_provisional = calendar.is_provisional(case.clocks_from, case.resolve_due_at)
    set_next_due(case)
    return case.resolve_due_at != before


def remember_inputs(case: Case) -> None:
    """For a case whose clocks were started before their inputs were kept: measured by the calendar, from the report."""
    if case.clocks_from is not None or case.resolve_due_at is None:
        return
    case.clocks_from, case.clock_minutes = case.reported_at, _measured(case, case.reported_at)


def _measured(case: Case, start: datetime) -> dict[str, int]:
    """Working minutes from `start` to each due moment."""
    calendar = calendar_around(case.community, start)
    dues = {clock: getattr(case, _due(clock)) for clock in CLOCKS}
    return {clock: calendar.minutes_between(start, due) for clock, due in dues.items() if due is not None}


def change_category(case: Case, old: Category) -> bool:
    """The clocks of another category, from the report on, with the pauses and extensions that there were. Whether the due day moved."""
    remember_inputs(case)
    if case.clocks_from is None:
        return False
    on = localdate(case.clocks_from)
    was, now_is = minutes_allowed(old, case.community, on), minutes_allowed(case.category, case.community, on)
    case.clock_minutes = {
        clock: max(1, minutes + now_is[clock] - was[clock]) for clock, minutes in case.clock_minutes.items()
    }
    return reckon(case)


def extend(case: Case, minutes: int) -> None:
    """Give the resolving clock more working time."""
    remember_inputs(case)
    case.clock_minutes = {**case.clock_minutes, "resolve": case.clock_minutes.get("resolve", 0) + minutes}
    reckon(case)


def is_expired(case: Case, now: datetime) -> bool:
    """Whether the resolving clock has run out; while it stands still it does not."""
    return case.resolve_due_at is not None and case.resolve_due_at < (case.paused_at or now)


def take_over_promises(case: Case, into: Case) -> None:
    """The heir of a merged case owes what was promised earlier: to both reporters, and in the figures."""
    remember_inputs(case)
    remember_inputs(into)
    kept = {"accept": case.accepted_at, "answer": case.answered_at, "resolve": None}
    for clock in CLOCKS:
        for name in (_due(clock), _first(clock)) if kept[clock] is None else ():
            moments = [m for m in (getattr(case, name), getattr(into, name)) if m is not None]
            setattr(into, name, min(moments, default=None))
    into.clocks_from = min((m for m in (case.clocks_from, into.clocks_from) if m is not None), default=None)
    if into.clocks_from is not None:
        into.clock_minutes = _measured(into, into.clocks_from)
    set_next_due(into)


def in_time(case: Case, clock: str, now: datetime) -> bool:
    """Whether `clock` is stopped now by what was promised first."""
    promised = getattr(case, _first(clock))
    return promised is None or now <= promised


def set_next_due(case: Case) -> None:
    """The earliest clock that still runs; none while the case is paused or over."""
    running: list[datetime | None] = []
    if case.is_open and case.paused_at is None:
        running = [case.resolve_due_at]
        if case.awaits_acceptance:
            running.append(case.accept_due_at)
        if case.answered_at is None:
            running.append(case.answer_due_at)
    due = min((moment for moment in running if moment), default=None)
    if due != case.next_due_at:
        case.next_due_at, case.warned_at = due, None


def resume(case: Case, *, now: datetime) -> int:
    """Let the clocks run on after a pause; every due moment still ahead moves by the working minutes that it stood still.

    So does what was promised first: the promise was of working time, and it stood still for the reporter's answer.
    """
    if case.paused_at is None:
        return 0
    remember_inputs(case)
    calendar = calendar_around(case.community, now)
    stood = calendar.minutes_between(case.paused_at, now)
    for clock in CLOCKS if stood else ():
        due, first = getattr(case, _due(clock)), getattr(case, _first(clock))
        if due is not None and due > case.paused_at:
            case.clock_minutes = {**case.clock_minutes, clock: case.clock_minutes.get(clock, 0) + stood}
        if first is not None and first > case.paused_at:
            setattr(case, _first(clock), calendar.add_minutes(first, stood))
    case.paused_at = None
    if stood:
        reckon(case)
    set_next_due(case)
    return stood


def _due(clock: str) -> str:
    return f"{clock}_due_at"


def _first(clock: str) -> str:
    return f"first_{clock}_due_at"


def minutes_since(case: Case, start: datetime, now: datetime) -> int:
    """Working minutes from `start` to now in the case's community."""
    return calendar_around(case.community, now).minutes_between(start, now)
