"""Is this our job? And the lists as the district keeps them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import RoleKind
from linli.base.errors import Invalid, NotYours
from linli.base.requests import Request
from linli.places.queries import division_by_key

from ..actions.lists import confirm_line, end_line, keep_line
from ..forms import ConfirmForm, LineForm
from ..permissions import KEEPERS
from ..queries.lists import duties, duty_to_keep, is_this_our_job, keys_to_keep, unconfirmed
from ..states import ListKind


def ours(request: Request) -> HttpResponse:
    """One search over the lists and the admitted tasks, with the article of law."""
    words = request.GET.get("q", "")[:60]
    chosen = request.GET.get("list", "")
    county = request.community.county if request.community else None
    on = localdate(request.now)
    context = {
        "q": words,
        "list": chosen,
        "lists": ListKind.choices,
        "answers": is_this_our_job(words, request.community, on=on) if words else [],
        "lines": duties(county, on=on, list_=chosen) if chosen in ListKind.values and not words else [],
    }
    return render(request, "intake/ours.html", context)


def keep(request: Request) -> HttpResponse:
    _keepers_only(request)
    chosen = request.GET.get("list", "")
    county = _county(request)
    rows = duties(county, on=localdate(request.now), list_=chosen if chosen in ListKind.values else "")
    context = {
        "lines": rows,
        "kept": keys_to_keep(request.actor),
        "list": chosen,
        "lists": ListKind.choices,
        "unconfirmed": unconfirmed(request.actor),
    }
    return render(request, "intake/lists.html", context)


def new_line(request: Request) -> HttpResponse:
    _keepers_only(request)
    form = LineForm(request.POST or None)
    if form.is_bound and form.is_valid() and _kept(request, form, None, _county(request)):
        return redirect("intake:lists")
    return render(request, "intake/line.html", {"form": form})


def line(request: Request, key: int) -> HttpResponse:
    """One line: written anew, confirmed, ended."""
    found = duty_to_keep(request.actor, key)
    verb = request.POST.get("do", "")
    form = LineForm(
        request.POST if verb == "keep" else None, initial={f: getattr(found, f) for f in LineForm.base_fields}
    )
    confirm = ConfirmForm(request.POST if verb == "confirm" else None, initial={"confirmed_by": request.actor.name})
    if verb == "end":
        end_line(request.actor, found, now=request.now)
        return redirect("intake:lists")
    if verb == "confirm" and confirm.is_valid():
        confirm_line(request.actor, found, confirmed_by=confirm.cleaned_data["confirmed_by"], now=request.now)
        return redirect("intake:line", key=key)
    if verb == "keep" and form.is_valid() and _kept(request, form, found, found.county):
        return redirect("intake:line", key=key)
    return render(request, "intake/line.html", {"form": form, "confirm": confirm, "line": found})


def _kept(request: Request, form: LineForm, found: Any, county: Any) -> bool:
    given = dict(form.cleaned_data)
    try:
        keep_line(request.actor, found, list_=given.pop("list"), county=county, now=request.now, **given)
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    messages.success(request, _("Kept. It counts as unconfirmed until somebody who knows the law has read it."))
    return True


def _keepers_only(request: Request) -> None:
    if not request.actor.holds(*KEEPERS):
        raise NotYours(_("The district's coordinator keeps the lists."))


def _county(request: Request) -> Any:
    """A coordinator writes for the district; an administrator for everywhere."""
    held = sorted(request.actor.divisions({RoleKind.DISTRICT_COORDINATOR}))
    return division_by_key(held[0]) if held else None
