"""The team of a community."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import RoleKind
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request
from linli.people.queries import colleagues

from . import actions, queries
from .forms import AwayForm, HoldForm, LeaveForm, PostForm
from .permissions import COMMITTEE, keep_team, see_team

STAFF = COMMITTEE | {RoleKind.MEDIATOR}


def team(request: Request) -> HttpResponse:
    """Posts and people, the plan's figure beside them, and who is away."""
    community, on = _here(request), localdate(request.now)
    posts = queries.posts(request.actor, community, on=on)
    people = queries.people_of(posts)
    form = PostForm(request.POST if request.POST.get("do") == "post" else None, initial={"from_date": on})
    away = AwayForm(
        request.POST if request.POST.get("do") == "away" else None, people=people, initial={"from_date": on}
    )
    if form.is_bound and form.is_valid() and _opened(request, community, form):
        return redirect("team:team")
    if away.is_bound and away.is_valid() and _noted(request, community, away):
        return redirect("team:team")
    context = {
        "community": community,
        "posts": posts,
        "standard": queries.standard(community, on=on),
        "absences": queries.absences(request.actor, community, since=on),
        "may_keep": keep_team.allows(request.actor, community),
        "form": form,
        "away": away if people else None,
    }
    return render(request, "team/team.html", context)


def post(request: Request, key: int) -> HttpResponse:
    """Who takes up a post, who leaves it, when it ends: for the chair."""
    community, on = _here(request), localdate(request.now)
    if not keep_team.allows(request.actor, community):
        raise NotYours(_("The chair keeps the posts."))
    found = queries.post_to_keep(request.actor, community, key)
    holding = queries.holding_of(found, on=on)
    verb = request.POST.get("do", "")
    people = colleagues(request.actor, community, STAFF, on=on)
    hold = HoldForm(request.POST if verb == "hold" else None, people=people, initial={"from_date": on})
    leave = LeaveForm(request.POST if verb in {"leave", "close"} else None, initial={"on": on})
    if verb and _done(request, verb, found, holding, hold, leave):
        return redirect("team:team")
    return render(request, "team/post.html", {"post": found, "holding": holding, "hold": hold, "leave": leave})


def _opened(request: Request, community: Any, form: PostForm) -> bool:
    given = dict(form.cleaned_data)
    minutes = round(given.pop("hours") * 60)
    try:
        actions.open_post(request.actor, community, minutes_a_week=minutes, now=request.now, **given)
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    return True


def _noted(request: Request, community: Any, form: AwayForm) -> bool:
    given = dict(form.cleaned_data)
    try:
        actions.note_absence(request.actor, community, given.pop("person"), now=request.now, **given)
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    return True


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


def _here(request: Request) -> Any:
    if request.community is None or not see_team.allows(request.actor, request.community):
        raise NotYours(_("This is for those who work for the community."))
    return request.community
