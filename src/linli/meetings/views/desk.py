"""Where those who work for the community prepare meetings."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.requests import Request, read_key
from linli.look.acting import done, sent
from linli.places.queries import community_for

from .. import actions, forms
from ..permissions import hold_meetings, run_meeting
from ..queries import demands as found_demands
from ..queries import meetings as found_meetings
from ..queries.rhythm import assembly_of


def here(request: Request) -> Any:
    otherwise = _("Choose a community for which you work.")
    request.community = community_for(request.actor, request.community, hold_meetings, otherwise)
    return request.community


def desk(request: Request) -> HttpResponse:
    community, today = here(request), localdate(request.now)
    context = {
        "rows": found_meetings.meetings(request.actor, community),
        "community": community,
        "assembly": assembly_of(community, on=today),
        "demands": found_demands.demands(request.actor, community, on=today),
    }
    return render(request, "meetings/desk.html", context)


def new(request: Request) -> HttpResponse:
    community, made = here(request), list[Any]()
    asked_for = read_key(request.GET.get("demand", ""))
    demand = found_demands.demand_for(asked_for) if asked_for else None
    begun = {"title": demand.subject, "kind": demand.kind} if demand else None
    form = forms.CallForm(request.POST or None, initial=begun)

    def draft(told: dict[str, Any]) -> None:
        of = {"kind": told["kind"], "counts": told["counts"]}
        made.append(
            actions.draft_meeting(request.actor, community, demand=demand, now=request.now, **form.planned() | of)
        )

    if done(form, draft):
        return redirect("meetings:run", key=made[0].pk)
    return render(request, "meetings/new.html", {"form": form, "community": community, "demand": demand})


def change(request: Request, key: int) -> HttpResponse:
    """Another hour, another agenda, before it is called."""
    meeting = found_meetings.meeting_for(request.actor, key)
    run_meeting.require(request.actor, meeting)
    form = forms.DraftForm(request.POST or None, initial=forms.DraftForm.of(meeting))
    if sent(
        request, form, lambda _told: actions.change_draft(request.actor, meeting, now=request.now, **form.planned())
    ):
        return redirect("meetings:run", key=key)
    return render(request, "meetings/new.html", {"form": form, "community": meeting.community, "meeting": meeting})
