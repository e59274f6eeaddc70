"""The three clocks of a case: accepted, answered, resolved. They run in working time and stand still while the reporter is asked."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from linli.base.rules import rule
from linli.base.working_time import Calendar
from linli.places.models import Community, lasting
from linli.places.queries import calendar_for

from .models import Case, Category, Clock, State

KINDS = (Clock.Kind.ACCEPT, Clock.Kind.ANSWER, Clock.Kind.RESOLVE)


def calendar_around(community: Community, now: datetime) -> Calendar:
    """The community's calendar for last year, this one and the two to come: farther than any clock runs."""
    return calendar_for(community, year_from=now.year - 1, year_to=now.year + 2)


def minutes_allowed(category: Category, community: Community, on: date) -> dict[str, int]:
    """Working minutes for each clock. The closest row wins: category and community, category, community, default; then the rule."""
    rows = Clock.objects.filter(
        lasting(on), Q(category=category) | Q(category__isnull=True), Q(community=community) | Q(community__isnull=True)
    ).order_by("pk")
    allowed = {kind.value: rule(f"casework.{kind.value}_minutes", on=on).value for kind in KINDS}
    for row in sorted(rows, key=lambda r: (r.category_id is not None, r.community_id is not None, r.pk)):
        allowed[row.kind] = row.working_minutes
    return allowed


def start_clocks(case: Case, *, now: datetime) -> None:
    """Set the three due moments of a case received or reopened now."""
    calendar = calendar_around(case.community, now)
    allowed = minutes_allowed(case.category, case.community, now.date())
    case.accept_due_at = calendar.add_minutes(now, allowed["accept"])
    case.answer_due_at = calendar.add_minutes(now, allowed["answer"])
    case.resolve_due_at = calendar.add_minutes(now, allowed["resolve"])
    case.is_due_provisional = calendar.is_provisional(now, case.resolve_due_at)
    case.paused_at = None
    set_next_due(case)


def set_next_due(case: Case) -> None:
    """The earliest clock that still runs; none while the case is paused or over."""
    running: list[datetime | None] = []
    if case.is_open and case.paused_at is None:
        running = [case.resolve_due_at]
        if case.state in {State.NEW, State.REOPENED}:
            running.append(case.accept_due_at)
        if case.answered_at is None:
            running.append(case.answer_due_at)
    due = min((moment for moment in running if moment), default=None)
    if due != case.next_due_at:
        case.next_due_at, case.warned_at = due, None


def resume(case: Case, *, now: datetime) -> int:
    """Let the clocks run on after a pause; every due moment still ahead moves by the working minutes that it stood still."""
    if case.paused_at is None:
        return 0
    calendar = calendar_around(case.community, now)
    stood = calendar.minutes_between(case.paused_at, now)
    if stood:
        for name in ("accept_due_at", "answer_due_at", "resolve_due_at"):
            due = getattr(case, name)
            if due is not None and due > case.paused_at:
                setattr(case, name, calendar.add_minutes(due, stood))
    case.paused_at = None
    set_next_due(case)
    return stood


def minutes_since(case: Case, start: datetime, now: datetime) -> int:
    """Working minutes from `start` to now in the case's community."""
    return calendar_around(case.community, now).minutes_between(start, now)


def warn_before(now: datetime) -> datetime:
    """Deadlines before this moment are near: a warning goes out."""
    return now + timedelta(hours=rule("casework.warn_hours", on=now.date()).value)
