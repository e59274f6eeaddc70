"""What everybody reads of meetings, the projector's page, and the door."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import done, pressed

from .. import actions, forms
from ..permissions import run_meeting
from ..queries import demands as found_demands
from ..queries import meetings as found_meetings
from ..queries.quorum import quorum_of


def meetings(request: Request) -> HttpResponse:
    """The meetings of the community in focus, and demands for one."""
    here, today = request.community, localdate(request.now)
    if request.method == "POST":
        demand = found_demands.demand_for(read_key(request.POST.get("row", "")) or 0)
        pressed(request, lambda: actions.back(request.actor, demand, now=request.now))
        return redirect("meetings:meetings")
    context = {
        "rows": found_meetings.meetings(request.actor, here) if here else [], "community": here,
        "demands": found_demands.demands(request.actor, here, on=today) if here else [],
        "may_demand": here is not None and request.actor.kind == "person" and request.actor.community_id == here.pk,
    }  # fmt: skip
    return render(request, "meetings/meetings.html", context)


def demand(request: Request) -> HttpResponse:
    """Somebody who lives here begins to demand a meeting."""
    here = request.community
    if request.actor.kind != "person" or here is None or request.actor.community_id != here.pk:
        raise NotYours(_("Sign in with an account of the community where you live."))
    form = forms.DemandForm(request.POST or None)
    if done(form, lambda told: actions.begin_demand(request.actor, here, now=request.now, **told)):
        return redirect("meetings:meetings")
    return render(request, "meetings/demand.html", {"form": form, "community": here})


def meeting(request: Request, key: int) -> HttpResponse:
    """One meeting: where and when, what is on the agenda, what was decided, what follows."""
    found = found_meetings.meeting_for(request.actor, key)
    return render(request, "meetings/meeting.html", _shown(request, found))


def wall(request: Request, key: int) -> HttpResponse:
    """For the projector: how many are there, what is decided now, who speaks. It renews itself."""
    found = found_meetings.meeting_for(request.actor, key)
    context = (
        _shown(request, found) | {"speeches": found.speeches.exclude(state="done")}
        if run_meeting.allows(request.actor, found)
        else _shown(request, found)
    )
    return render(request, "meetings/wall.html", context)


def door(request: Request, key: int, code: str) -> HttpResponse:
    """Behind the QR code on the door: somebody on the roll says that they have come."""
    found, said = found_meetings.meeting_for(request.actor, key), list[Any]()
    if request.method == "POST":
        pressed(request, lambda: said.append(actions.say_at_door(request.actor, found, code=code, now=request.now)))
        return redirect("meetings:door", key=key, code=code)
    seat = found_meetings.seat_of(found, request.actor.person_id)
    return render(
        request, "meetings/door.html", {"meeting": found, "seat": seat, "is_known": request.actor.kind == "person"}
    )


def _shown(request: Request, found: Any) -> dict[str, Any]:
    today = localdate(request.now)
    steps = list(found.steps.all())
    for step in steps:
        step.is_late = step.is_late_on(today)
    return {
        "meeting": found, "items": list(found.items.all()), "motions": list(found.motions.all()), "steps": steps, "quorum": quorum_of(found, on=today),
        "may_run": run_meeting.allows(request.actor, found),
    }  # fmt: skip
