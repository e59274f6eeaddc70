"""What is owed: steps that were agreed, meetings that were demanded, meetings whose day went by, the assembly of the half-year."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.rules import rule
from linli.notices.due import Due, Owed, Span, owes
from linli.places.models import Community

from .models import Meeting, NextStep
from .notices import ASSEMBLY_DUE, CALL_DUE, NOT_HELD, STEP_DUE
from .permissions import hear_of_demands, hold_meetings, run_meeting
from .queries.demands import waiting
from .queries.rhythm import assembly_of

ASSEMBLY_LEAD = 28
"""Days before the last day for the call: finding a day and a place for all representatives takes weeks."""


def _steps(within: Q, span: Span) -> Iterator[Owed]:
    meetings = Meeting.objects.filter(within)
    rows = NextStep.objects.filter(meeting__in=meetings, finished_date__isnull=True, due_date__lte=span.last)
    for step in rows.select_related("meeting__community").order_by("pk"):
        values = {"title": step.meeting.title, "due": step.due_date.isoformat()}
        yield Owed(step, step.meeting, step.due_date, f"/desk/meetings/{step.meeting_id}/", values)


def _demands(within: Q, span: Span) -> Iterator[Owed]:
    rows = waiting(span.today).filter(community__in=Community.objects.filter(within), call_due_date__lte=span.last)
    for one in rows.select_related("community").order_by("pk"):
        if one.call_due_date:
            values = {"title": one.subject, "due": one.call_due_date.isoformat()}
            yield Owed(one, one.community, one.call_due_date, "/meetings/", values)


def _not_held(within: Q, span: Span) -> Iterator[Owed]:
    """From the day after on: until then it can be held."""
    rows = Meeting.objects.filter(within, state=Meeting.State.CALLED, starts_at__date__lt=span.today)
    for one in rows.select_related("community").order_by("pk"):
        yield Owed(one, one, localdate(one.starts_at), f"/desk/meetings/{one.pk}/", {"title": one.title})


def _assemblies(within: Q, span: Span) -> Iterator[Owed]:
    """Of every community that holds meetings here. What is owed is the call: days go by between it and the meeting."""
    for community in Community.objects.filter(within, pk__in=Meeting.objects.values("community")).order_by("pk"):
        found = assembly_of(community, on=span.today)
        ahead = int(rule("meetings.notice_days_representatives", on=span.today, community=community).value)
        call_by = found.due_date - timedelta(days=ahead)
        if not found.is_held and call_by <= span.last:
            yield Owed(community, community, call_by, "/desk/meetings/", {"due": found.due_date.isoformat()})


owes(Due(STEP_DUE, run_meeting, _steps, page="/desk/meetings/"))
owes(Due(CALL_DUE, hold_meetings, _demands, page="/meetings/", above=hear_of_demands))
owes(Due(NOT_HELD, run_meeting, _not_held, page="/desk/meetings/"))
owes(Due(ASSEMBLY_DUE, hold_meetings, _assemblies, page="/desk/meetings/", lead=ASSEMBLY_LEAD))
