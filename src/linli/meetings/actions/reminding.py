"""What is due is said to the committee; a demanded meeting that was not called in time, to the street office as well. Signatures that led nowhere go."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, RoleKind
from linli.base.roles import COMMITTEE
from linli.base.rules import rule
from linli.base.tracked import is_day_to_say
from linli.notices.actions import tell_who_must
from linli.places.models import Community
from linli.places.rules import over

from ..models import DemandBacking, Meeting, NextStep
from ..notices import ASSEMBLY_DUE, CALL_DUE, NOT_HELD, STEP_DUE
from ..queries.demands import begun_since, waiting
from ..queries.rhythm import SAID_AHEAD, assembly_of

ABOVE = COMMITTEE | {RoleKind.STREET_OFFICER}


@action
def remind_of_meetings(by: Actor, *, now: datetime) -> int:
    """Steps near or past their day, demands not followed by a meeting, meetings that were not held, assemblies of the half-year. Safe: it changes nothing.

    Each is said ahead, on the day after, and then once a week. Returns how many things were said.
    """
    today = localdate(now)
    return sum(
        _say(by, *one, now=now)
        for one in (*_steps(today), *_demands(today), *_not_held(today), *_assemblies(today))
    )  # fmt: skip


Said = tuple[str, Community, frozenset[RoleKind], dict[str, str], str]
"""The notice, where, to which roles, its values, its page."""


def _say(by: Actor, kind: str, community: Community, roles: frozenset[RoleKind], values: dict[str, str], path: str, *, now: datetime) -> int:  # fmt: skip
    tell_who_must(by, kind, over(roles), community, values=values, path=path, now=now)
    return 1


def _steps(today: date) -> list[Said]:
    ahead = int(rule("meetings.steps_ahead", on=today).value)
    rows = NextStep.objects.filter(finished_date__isnull=True, due_date__lte=today + timedelta(days=ahead))
    return [
        (STEP_DUE, step.meeting.community, COMMITTEE, {"title": step.meeting.title, "due": step.due_date.isoformat()}, f"/desk/meetings/{step.meeting_id}/")
        for step in rows.select_related("meeting__community")
        if is_day_to_say(step.due_date, today, ahead=ahead)
    ]  # fmt: skip


def _demands(today: date) -> list[Said]:
    rows = waiting(today).filter(call_due_date__lt=today).select_related("community")
    return [
        (CALL_DUE, one.community, ABOVE, {"title": one.subject, "due": one.call_due_date.isoformat()}, "/meetings/")
        for one in rows
        if one.call_due_date and is_day_to_say(one.call_due_date, today)
    ]


def _not_held(today: date) -> list[Said]:
    rows = Meeting.objects.filter(state=Meeting.State.CALLED, starts_at__date__lt=today).select_related("community")
    return [
        (NOT_HELD, one.community, COMMITTEE, {"title": one.title}, f"/desk/meetings/{one.pk}/")
        for one in rows
        if is_day_to_say(localdate(one.starts_at), today)
    ]


def _assemblies(today: date) -> list[Said]:
    """Of every community that holds meetings here."""
    said = []
    for community in Community.objects.filter(pk__in=Meeting.objects.values("community")):
        found = assembly_of(community, on=today)
        if not found.is_held and (found.due_date - today).days in SAID_AHEAD:
            said.append((ASSEMBLY_DUE, community, COMMITTEE, {"due": found.due_date.isoformat()}, "/desk/meetings/"))
    return said


@action
def forget_signatures(by: Actor, *, now: datetime) -> int:
    """Who demanded a meeting for which not enough were found is deleted once the demand has lapsed. Safe by one statement. Returns how many."""
    del by
    since = begun_since(localdate(now))
    gone, _each = DemandBacking.objects.filter(demand__reached_at__isnull=True, demand__begun_date__lt=since).delete()
    return gone


def remind(now: datetime) -> None:
    remind_of_meetings(HOUSE, now=now)
    forget_signatures(HOUSE, now=now)
