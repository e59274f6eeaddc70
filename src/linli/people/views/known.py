"""Becoming known: one's own page, the building lead's page, and the desk's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.places.queries import building_in

from .. import actions
from ..forms import AskForm, SeenForm
from ..permissions import keeps_people, leads_a_building
from ..queries import known_lines, my_person, person_to_keep, standing_of, wish_of, wishes_of_building, wishes_to_answer
from .keeping import community_kept
from .keeping import show as show_person


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """Whether I am known here, who said so, and how to become it."""
    person = my_person(request.actor)
    form = AskForm(request.POST or None, community=person.community) if person.community else None
    if request.method == "POST" and form and form.is_valid():
        slow_down(request, "known", most=10, minutes=60)
        try:
            key = form.cleaned_data["building"]
            building = building_in(person.community, int(key)) if key and person.community else None
            actions.ask_to_be_known(request.actor, building=building, door=form.cleaned_data["door"], now=request.now)
            messages.success(request, _("We have asked. You are told here when somebody has answered."))
            return redirect("people:known")
        except Refused as refusal:
            messages.error(request, str(refusal))
    context = {
        "lines": known_lines(request.actor, person),
        "standing": standing_of(request.actor, person.community_id),
        "form": form,
        "community": person.community,
    }
    return render(request, "people/known.html", context)


@login_required
@never_cache
def building(request: Request) -> HttpResponse:
    """For the lead of a building: who asks to be confirmed there."""
    if not leads_a_building(request.actor):
        raise NotYours(_("This page is for the leads of buildings."))
    return render(request, "people/wishes.html", {"wishes": wishes_of_building(request.actor), "is_desk": False})


@login_required
@never_cache
def desk(request: Request) -> HttpResponse:
    """For the desk: who asks, and the way to whoever stands there."""
    if not keeps_people(request.actor):
        raise NotYours(_("The people of a community are kept by its committee."))
    community = community_kept(request)
    context = {"wishes": wishes_to_answer(request.actor, community.pk), "is_desk": True, "community": community}
    return render(request, "people/wishes.html", context)


@login_required
@require_POST
def answer(request: Request, key: int) -> HttpResponse:
    """A lead knows them, or passes it on; the desk asks them to come."""
    wish, back = wish_of(request.actor, key), request.POST.get("back")
    if request.POST.get("do") == "yes" and back != "desk":
        actions.confirm_known(request.actor, wish.person, now=request.now, how="lead")
        messages.success(request, _("Thank you. They are known here from now on."))
    elif request.POST.get("do") == "no":
        actions.decline_known(request.actor, wish, now=request.now)
        messages.success(
            request,
            _("The person was asked to come to the desk.") if back == "desk" else _("It is passed on to the desk."),
        )
    else:
        raise Missing(_("There is no such step."))
    return redirect("people:known_desk" if back == "desk" else "people:neighbours")


@login_required
@require_POST
@never_cache
def seen(request: Request, key: int) -> HttpResponse:
    """At the desk: this person stood here and showed where they live; or they are known here no more."""
    found = person_to_keep(request.actor, key)
    if request.POST.get("do") == "end":
        actions.end_known(request.actor, found, now=request.now)
        messages.success(request, _("They are no longer known here."))
        return redirect("people:person", key=key)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return show_person(request, found, seen_form=form)
    try:
        actions.confirm_known(request.actor, found, seen=form.cleaned_data["seen"], now=request.now)
    except Invalid as wrong:
        form.add_error("seen", str(wrong))
        return show_person(request, found, seen_form=form)
    messages.success(request, _("%(name)s is known here from now on.") % {"name": found.name})
    return redirect("people:person", key=key)
