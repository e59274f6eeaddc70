"""The team of a community: who is here, what is due, and its posts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, Refused
from linli.base.requests import Request
from linli.look.acting import asked, done

from .. import actions, queries
from ..forms import AwayForm, HoldForm, LeaveForm, PostForm
from ..permissions import keep_team
from .common import here, keepers, staff


def team(request: Request) -> HttpResponse:
    """What is due, who is on duty today, posts and people, the plan's figure beside them, and who is away."""
    community, on = here(request), localdate(request.now)
    posts = queries.posts(request.actor, community, on=on)
    people = queries.people_of(posts)
    form = PostForm(asked(request, "post"), initial={"from_date": on})
    away = AwayForm(asked(request, "away"), people=people, initial={"from_date": on})
    if done(form, lambda given: _open(request, community, given)) or done(
        away, lambda given: _note_away(request, community, given)
    ):
        return redirect("team:team")
    context = {
        "community": community,
        "posts": posts,
        "standard": queries.standard(community, on=on),
        "today": on,
        "absences": queries.absences(request.actor, community, since=on),
        "handovers": queries.open_handovers(request.actor, community),
        "duties": queries.on_duty(request.actor, community, on=on),
        "may_keep": keep_team.allows(request.actor, community),
        "form": form,
        "away": away if people else None,
    }
    return render(request, "team/team.html", context)


def post(request: Request, key: int) -> HttpResponse:
    """Who takes up a post, who leaves it, when it ends: for the chair."""
    community, on = keepers(request), localdate(request.now)
    found = queries.post_to_keep(request.actor, community, key)
    holding = queries.holding_of(found, on=on)
    verb = request.POST.get("do", "")
    hold = HoldForm(asked(request, "hold"), people=staff(request, community), initial={"from_date": on})
    leave = LeaveForm(request.POST if verb in {"leave", "close"} else None, initial={"on": on})
    if verb and _done(request, verb, found, holding, hold, leave):
        return redirect("team:team")
    return render(request, "team/post.html", {"post": found, "holding": holding, "hold": hold, "leave": leave})


def _open(request: Request, community: Any, given: dict[str, Any]) -> None:
    minutes = round(given.pop("hours") * 60)
    actions.open_post(request.actor, community, minutes_a_week=minutes, now=request.now, **given)


def _note_away(request: Request, community: Any, given: dict[str, Any]) -> None:
    actions.note_absence(request.actor, community, given.pop("person"), now=request.now, **given)


def _done(request: Request, verb: str, found: Any, holding: Any, hold: HoldForm, leave: LeaveForm) -> bool:
    form = hold if verb == "hold" else leave
    if verb not in {"hold", "leave", "close"}:
        raise Missing(_("There is no such thing to do here."))
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        if verb == "hold":
            actions.take_up_post(request.actor, found, given["person"], from_date=given["from_date"], now=request.now)
        elif verb == "leave" and holding:
            actions.leave_post(request.actor, holding, on=given["on"], now=request.now)
        elif verb == "close":
            actions.close_post(request.actor, found, on=given["on"], now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
