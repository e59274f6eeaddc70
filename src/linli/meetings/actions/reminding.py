"""What is due is said to the committee; a demanded meeting that was not called in time, to the street office as well."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, RoleKind
from linli.base.rules import rule
from linli.notices.actions import tell
from linli.people.queries import persons_holding

from ..models import Demand, NextStep
from ..notices import CALL_DUE, STEP_DUE
from ..permissions import COMMITTEE

ABOVE = COMMITTEE | {RoleKind.STREET_OFFICER}


@action
def remind_of_meetings(by: Actor, *, now: datetime) -> int:
    """Once a day: steps near or past their day, demands not followed by a meeting. Safe: it changes nothing. Returns how many."""
    today = localdate(now)
    ahead = today + timedelta(days=int(rule("meetings.steps_ahead", on=today).value))
    steps = list(
        NextStep.objects.filter(finished_date__isnull=True, due_date__lt=ahead).select_related("meeting__community")
    )
    demands = list(Demand.objects.filter(meeting__isnull=True, call_due_date__lt=today).select_related("community"))
    for step in steps:
        meeting, to = step.meeting, persons_holding(COMMITTEE, step.meeting.community, on=today)
        values = {"title": meeting.title, "due": step.due_date.isoformat()}
        tell(
            by,
            STEP_DUE,
            to=to,
            values=values,
            path=f"/desk/meetings/{meeting.pk}/",
            now=now,
            community_id=meeting.community_id,
        )
    for demand in demands:
        to = persons_holding(ABOVE, demand.community, on=today)
        values = {"title": demand.subject, "due": demand.call_due_date.isoformat() if demand.call_due_date else ""}
        tell(by, CALL_DUE, to=to, values=values, path="/meetings/", now=now, community_id=demand.community_id)
    return len(steps) + len(demands)


def remind(now: datetime) -> None:
    remind_of_meetings(HOUSE, now=now)
