"""The rota of a month."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_day, read_key
from linli.look.acting import asked, done, pressed

from .. import actions, queries
from ..forms import DutyForm, ProposeForm
from ..permissions import keep_team
from .common import here, staff


def rota(request: Request) -> HttpResponse:
    """Everybody who works here sees it; the chair sets and proposes, colleagues offer and take."""
    community, today = here(request), localdate(request.now)
    first = (read_day(request.GET.get("month", "")) or today).replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    address = f"{request.path}?month={first}"
    if _swapped(request, community):
        return redirect(address)
    duty = DutyForm(asked(request, "set"), people=staff(request, community), initial={"day": max(today, first)})
    propose = ProposeForm(
        asked(request, "propose"), initial={"from_date": max(today, first), "to_date": after - timedelta(days=1)}
    )
    if done(
        duty, lambda given: actions.set_duty(request.actor, community, given.pop("person"), now=request.now, **given)
    ):
        return redirect(address)
    if done(propose, lambda given: actions.propose_rota(request.actor, community, now=request.now, **given)):
        return redirect(address)
    context = {
        "community": community,
        "weeks": queries.month_of_duties(request.actor, community, first),
        "first": first,
        "today": today,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": after,
        "duty": duty,
        "propose": propose,
        "may_keep": keep_team.allows(request.actor, community),
        "me": request.actor.person_id,
    }
    return render(request, "team/rota.html", context)


def _swapped(request: Request, community: Any) -> bool:
    """Whether a press on one duty was done."""
    verb = request.POST.get("do", "")
    if verb not in {"offer", "keep", "take", "off"}:
        if verb and verb not in {"set", "propose"}:
            raise Missing(_("There is no such thing to do here."))
        return False
    found = queries.duty_for(request.actor, community, read_key(request.POST.get("duty", "")) or 0)
    by, now = request.actor, request.now
    ways = {
        "offer": lambda: actions.offer_duty(by, found, is_offered=True, now=now),
        "keep": lambda: actions.offer_duty(by, found, is_offered=False, now=now),
        "take": lambda: actions.take_duty(by, found, now=now),
        "off": lambda: actions.take_off_duty(by, found, now=now),
    }
    pressed(request, ways[verb])
    return True
