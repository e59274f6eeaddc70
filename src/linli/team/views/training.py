"""The training of a year."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed

from .. import actions, queries
from ..forms import HeldForm, TrainingForm
from ..permissions import keep_team
from .common import here, keepers, staff


def training(request: Request) -> HttpResponse:
    """The year's plan, and what was held. The chair plans."""
    community, today = here(request), localdate(request.now)
    year = read_key(request.GET.get("year", "")) or today.year
    year = year if abs(year - today.year) <= 20 else today.year
    may_keep = keep_team.allows(request.actor, community)
    form = TrainingForm(asked(request, "plan"), initial={"day": today})
    if request.method == "POST" and not may_keep:
        raise NotYours(_("The chair keeps the posts."))
    if done(form, lambda given: actions.plan_training(request.actor, community, now=request.now, **given)):
        return redirect("team:training")
    context = {
        "community": community,
        "plan": queries.training_plan(request.actor, community, year),
        "year": year,
        "years": range(today.year + 1, today.year - 3, -1),
        "form": form,
        "may_keep": may_keep,
        "today": today,
    }
    return render(request, "team/training.html", context)


def session(request: Request, key: int) -> HttpResponse:
    """One session: who was there, or that it is called off. For the chair."""
    community = keepers(request)
    found = queries.training_for(request.actor, community, key)
    if request.POST.get("do") == "off":
        pressed(request, lambda: actions.call_off_training(request.actor, found, now=request.now))
        return redirect("team:training")
    there = [one.person_id for one in found.attendances.all()]
    form = HeldForm(asked(request, "held"), people=staff(request, community), initial={"people": there})
    if form.is_bound and form.is_valid():
        people = form.cleaned_data["people"]
        pressed(request, lambda: actions.hold_training(request.actor, found, people=people, now=request.now))
        return redirect("team:training")
    return render(request, "team/session.html", {"training": found, "form": form, "today": localdate(request.now)})
