"""The district decides, knowing what it would mean for each community."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours, Refused
from linli.base.requests import Request

from ..actions import deciding
from ..forms import DecisionForm, ReviewForm
from ..permissions import DECIDERS, decide_application
from ..queries.applications import communities_of, get_application, says, to_decide
from ..queries.load import monday_of, pushed_over
from ..states import State


def waiting(request: Request) -> HttpResponse:
    if not request.actor.holds(*DECIDERS):
        raise NotYours(_("The district's coordinator decides what communities are asked."))
    return render(request, "intake/waiting.html", {"rows": to_decide(request.actor), "today": localdate(request.now)})


def decide(request: Request, key: int) -> HttpResponse:
    application = get_application(request.actor, key, decide_application)
    if application.state not in {State.SUBMITTED, State.ADMITTED}:
        return redirect("intake:task", key=key)
    communities = communities_of(application)
    is_open = application.state == State.SUBMITTED or (application.is_emergency and application.decided_at is None)
    form = _form(request, application, communities, is_open)
    if request.method == "POST" and form.is_valid() and _done(request, application, form):
        return redirect("intake:task", key=key)
    names = {c.pk: c.label for c in communities}
    over = pushed_over(application, list(names), monday_of(localdate(request.now))) if is_open else []
    context = {
        "form": form,
        "task": application,
        "is_open": is_open,
        "communities": communities,
        "over": sorted(((names[week.community], week.share, share) for week, share in over), key=lambda row: row[0]),
        "says": None if is_open else says(request.actor, application),
    }
    return render(request, "intake/decide.html", context)


def _form(request: Request, application: Any, communities: list[Any], is_open: bool) -> Any:
    initial = {"seen": application.version}
    if not is_open:
        return ReviewForm(request.POST or None, initial=initial)
    initial |= {name: getattr(application, name) for name in CHANGEABLE}
    return DecisionForm(request.POST or None, initial=initial, communities=communities)


WAYS = {
    "return": deciding.return_application,
    "refuse": deciding.refuse_application,
    "keep": deciding.keep_task,
    "end": deciding.end_task,
}
CHANGEABLE = ("minutes_each_time", "frequency", "to_date", "money_fen")


def _done(request: Request, application: Any, form: Any) -> bool:
    given, verb = form.cleaned_data, request.POST.get("do", "")
    said = {"reasons": given["reasons"], "seen": given["seen"], "now": request.now}
    if verb not in {"admit", *WAYS}:
        raise Missing(_("There is no such thing to do here."))
    try:
        if verb == "admit":
            change = deciding.Change(**{name: given[name] or None for name in CHANGEABLE}, without=given["without"])
            deciding.admit_application(request.actor, application, duty_list=given["duty_list"], change=change, **said)
        else:
            WAYS[verb](request.actor, application, **said)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Decided. Everybody concerned is told, and the reasons are public."))
    return True
