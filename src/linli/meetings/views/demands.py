"""Residents demand a meeting; signatures on paper are counted at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import pressed, sent

from .. import actions, forms
from ..permissions import count_signatures
from ..queries import demands as found_demands
from ..queries.signing import residents_to_sign


def demand(request: Request) -> HttpResponse:
    """Somebody who lives here begins to demand a meeting."""
    here = request.community
    if request.actor.kind != "person" or here is None or request.actor.community_id != here.pk:
        raise NotYours(_("Sign in with an account of the community where you live."))
    form = forms.DemandForm(request.POST or None)
    if sent(request, form, lambda told: actions.begin_demand(request.actor, here, now=request.now, **told)):
        return redirect("meetings:meetings")
    return render(request, "meetings/demand.html", {"form": form, "community": here})


def paper(request: Request, key: int) -> HttpResponse:
    """Who signed on paper, one by one from the records. Who has signed already is not shown: counted twice, somebody counts once."""
    found, today = found_demands.demand_for(key), localdate(request.now)
    count_signatures.require(request.actor, found)
    words = request.GET.get("q", "")[:60].strip()
    if request.method == "POST":
        pressed(request, lambda: _signed(request, found))
        return redirect(f"{request.path}?q={words}")
    rows = residents_to_sign(request.actor, found, words=words, on=today) if words else []
    if rows:
        actions.note_signers_seen(request.actor, found, [one.resident for one in rows if one.resident], now=request.now)
    context = {"asked": found_demands.asked_of(request.actor, found, on=today), "rows": rows, "q": words}
    return render(request, "meetings/paper.html", context)


def _signed(request: Request, found: object) -> None:
    row, verb = read_key(request.POST.get("row", "")) or 0, request.POST.get("do", "")
    if verb not in {"signed", "struck"}:
        raise Missing(_("There is no such thing to do here."))
    act = actions.count_paper if verb == "signed" else actions.strike_paper
    act(request.actor, found, [row], now=request.now)  # type: ignore[arg-type]
    messages.success(request, _("Written down. Each counts once, whoever has signed before."))
