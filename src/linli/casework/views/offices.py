"""Whistles as the called see them, calls for hands as volunteers see them, and the public table of rates."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.limits import slow_down
from linli.base.requests import Request, read_day
from linli.base.text import mask_personal
from linli.people.queries import standing_of

from .. import letter
from ..actions import hands, whistles
from ..permissions import CALL_LINK, CALLED, HANDLERS, OVERSEERS, follow_call
from ..queries.calls import (
    calls_to_answer,
    calls_to_follow,
    get_call,
    get_hands,
    kinds_of_hands,
    my_hands,
    my_offer,
    way_to,
)
from ..queries.categories import category_named
from ..queries.rates import BY, office_rates, rates_by


def whistle_list(request: Request) -> HttpResponse:
    if not request.actor.holds(*CALLED, *OVERSEERS, *HANDLERS):
        raise NotYours(_("Whistles are for the offices that can be called, and for those who call them."))
    context = {
        "waiting": calls_to_answer(request.actor),
        "followed": calls_to_follow(request.actor),
        "now": request.now,
    }
    return render(request, "casework/whistles.html", context)


def whistle_call(request: Request, key: int) -> HttpResponse:
    return _call(request, request.actor, get_call(request.actor, key), f"/whistles/{key}/")


def called_by(request: Request, key: int, code: str) -> None:
    """Missing for a code that calls nobody; tries are counted."""
    slow_down(request, "code", most=60, minutes=10)
    _known(key, code)


def _known(key: int, code: str) -> None:
    if whistles.call_behind(key, code) is None:
        raise Missing(_("This link is not known. Please ask the committee for a new one."))


def whistle_link(request: Request, key: int, code: str) -> HttpResponse:
    """An office without an account answers here; the link is the letter's and the e-mail's."""
    _known(key, code)
    actor = request.actor.bearing(CALL_LINK, key)
    return _call(request, actor, get_call(actor, key), request.path)


def whistle_letter(request: Request, key: int) -> HttpResponse:
    return _letter(request, get_call(request.actor, key, follow_call))


def link_letter(request: Request, key: int, code: str) -> HttpResponse:
    _known(key, code)
    return _letter(request, get_call(request.actor.bearing(CALL_LINK, key), key))


def _letter(request: Request, call: Any) -> HttpResponse:
    if call.revoked_at is not None:
        raise Missing(_("There is no such whistle, or it is not yours to answer."))
    made = letter.whistle_letter(call, address=request.build_absolute_uri(whistles.call_path(call)))
    return HttpResponse(made, content_type="application/pdf")


def _call(request: Request, actor: Actor, call: Any, back: str) -> HttpResponse:
    if request.method == "POST":
        try:
            _answer(request, actor, call)
            messages.success(request, _("Thank you. The committee and the reporter see it at once."))
            return redirect(back)
        except Refused as refusal:
            messages.error(request, str(refusal))
            call = get_call(actor, call.pk)
    context = {
        "call": call,
        "case": call.whistle.case,
        "now": request.now,
        "typed": request.POST,
        "letter": f"{request.path}letter.pdf",
    }
    return render(request, "casework/call.html", context)


def _answer(request: Request, actor: Actor, call: Any) -> None:
    post, now = request.POST, request.now
    verb = post.get("do", "")
    if verb == "accept":
        whistles.accept_call(actor, call, now=now)
    elif verb == "report":
        day = read_day(post.get("by_date", ""))
        if day is None:
            raise Invalid(_("Say by which day."), field="by_date")
        whistles.report_call(actor, call, who=post.get("who", ""), what=post.get("what", ""), by_date=day, now=now)
    elif verb == "refuse":
        whistles.refuse_call(actor, call, ground=post.get("ground", ""), now=now)
    elif verb == "finish":
        whistles.finish_call(actor, call, what=post.get("what", ""), now=now)
    else:
        raise Missing(_("There is no such thing to do here."))


def hands_list(request: Request) -> HttpResponse:
    """Calls near by, and what I said yes to. Who is not known yet reads how to become it, before anything is pressed."""
    if request.method == "POST" and request.community:
        category = category_named(request.POST.get("category", ""), request.community)
        change = hands.become_willing if request.POST.get("do") == "yes" else hands.stop_being_willing
        try:
            change(request.actor, community=request.community, category=category, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("/hands/")
    context = {
        "calls": my_hands(request.actor) if request.actor.person_id else [],
        "kinds": kinds_of_hands(request.actor),
        "standing": standing_of(request.actor, request.community.pk if request.community else None),
        "community": request.community,
    }
    return render(request, "casework/hands_list.html", context)


@never_cache
def hands_call(request: Request, key: int) -> HttpResponse:
    call = get_hands(request.actor, key)
    if request.method == "POST":
        verbs = {"offer": hands.offer_hands, "done": hands.finish_hands, "back": hands.give_hands_back}
        try:
            verb = verbs.get(request.POST.get("do", ""))
            if verb is None:
                raise Missing(_("There is no such thing to do here."))
            verb(request.actor, call, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(f"/hands/{key}/" if request.POST.get("do") != "back" else "/hands/")
    context = {
        "call": call,
        "case": call.case,
        "text": mask_personal(call.case.text),
        "offer": my_offer(request.actor, call),
        "way": way_to(request.actor, call),
    }
    return render(request, "casework/hands.html", context)


def rates(request: Request) -> HttpResponse:
    """Response, resolution and satisfaction of the last twelve months, for everybody."""
    what = request.GET.get("by", "category")
    if what not in BY:
        raise Missing(_("There is no such table."))
    since, english = request.now - timedelta(days=365), (get_language() or "").startswith("en")
    community = request.community.pk if request.community and what == "category" else None
    rows = rates_by(what, since=since, until=request.now, now=request.now, english=english, community=community)
    context = {
        "by": what,
        "rows": [
            {
                **asdict(r),
                "response": r.response,
                "resolution": r.resolution,
                "satisfaction": r.satisfaction,
                "address": _address(what, r.key, since),
            }
            for r in rows
        ],
        "offices": office_rates(since=since, until=request.now, english=english),
        "since": since,
    }
    return render(request, "casework/rates.html", context)


def _address(what: str, key: Any, since: Any) -> str:
    """The list behind a figure."""
    narrowed = {"category": {"category": key}, "community": {"c": key}, "street": {"street": key}}[what]
    everywhere = {"everywhere": 1} if what == "street" else {}
    return f"/cases/?{urlencode(narrowed | everywhere | {'since': f'{since:%Y-%m-%d}'})}"
