"""What everybody reads of meetings, the projector's page, and the door."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from linli.base.requests import Request, read_key
from linli.look.acting import pressed

from .. import actions
from ..permissions import run_meeting
from ..queries import demands as found_demands
from ..queries import meetings as found_meetings
from ..queries.quorum import quorum_of
from ..registries import belongs_to

AHEAD = frozenset({"draft", "called", "open"})


def meetings(request: Request) -> HttpResponse:
    """The meetings of the community in focus, and demands for one."""
    here, today = request.community, localdate(request.now)
    if request.method == "POST":
        demand = found_demands.demand_for(read_key(request.POST.get("row", "")) or 0)
        act = actions.take_back if request.POST.get("do") == "take_back" else actions.back
        pressed(request, lambda: act(request.actor, demand, now=request.now))
        return redirect("meetings:meetings")
    rows = found_meetings.meetings(request.actor, here) if here else []
    context = {
        "ahead": sorted((row for row in rows if row.state in AHEAD), key=lambda row: row.starts_at),
        "community": here,
        "rows": [row for row in rows if row.state not in AHEAD],
        "demands": found_demands.demands(request.actor, here, on=today) if here else [],
        "may_demand": here is not None and request.actor.kind == "person" and request.actor.community_id == here.pk,
    }
    return render(request, "meetings/meetings.html", context)


def meeting(request: Request, key: int) -> HttpResponse:
    """One meeting: where and when, what is on the agenda, what was decided, what follows."""
    found = found_meetings.meeting_for(request.actor, key)
    return render(request, "meetings/meeting.html", _shown(request, found))


def wall(request: Request, key: int) -> HttpResponse:
    """For the projector: how many are there, what is decided now, who speaks. It renews itself. Names of speakers only for those who run it."""
    found = found_meetings.meeting_for(request.actor, key)
    context = _shown(request, found)
    speeches = list(found.speeches.exclude(state="done")) if context["may_run"] else []
    return render(request, "meetings/wall.html", context | {"speeches": speeches, "motion": found.motions.last()})


def meeting_at(request: Request, key: int, code: str) -> None:
    """Missing for a meeting that one may not see. Whether the code is the door's, the action asks."""
    found_meetings.meeting_for(request.actor, key)


def door(request: Request, key: int, code: str) -> HttpResponse:
    """Behind the QR code on the door: somebody on the roll says that they have come."""
    found = found_meetings.meeting_for(request.actor, key)
    if request.method == "POST":
        pressed(request, lambda: actions.say_at_door(request.actor, found, code=code, now=request.now))
        return redirect(request.path)
    seat = found_meetings.seat_of(found, request.actor.person_id)
    context = {"meeting": found, "seat": seat, "is_known": request.actor.kind == "person"}
    return render(request, "meetings/door.html", context)


def _shown(request: Request, found: Any) -> dict[str, Any]:
    today = localdate(request.now)
    steps = list(found.steps.all())
    for step in steps:
        step.is_late = step.is_late_on(today)
    return {
        "meeting": found,
        "items": list(found.items.all()),
        "motions": list(found.motions.all()),
        "steps": steps,
        "quorum": quorum_of(found, on=today),
        "may_run": run_meeting.allows(request.actor, found),
        "belongs": belongs_to(found),
        "corrections": list(found.corrections.all()),
    }
