"""Preferences of the reader's eyes: kept in cookies, nowhere else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from .samples import GOODS, STATES, TOKENS, SampleForm

KNOWN = {"theme": {"auto", "light", "dark"}, "mode": {"", "elder"}}


@require_POST
def set_prefs(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "/")
    response = redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")
    for name, values in KNOWN.items():
        if (chosen := request.POST.get(name)) in values:
            response.set_cookie(
                f"linli_{name}", chosen, max_age=365 * 86400, samesite="Lax", httponly=True, secure=settings.HTTPS
            )
    return response


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, on one living page."""
    bad = SampleForm({"line": "", "choice": "x"})
    bad.is_valid()
    context = {"tokens": TOKENS, "states": STATES, "goods": GOODS, "form": SampleForm(), "bad": bad, "now": localtime()}
    return render(request, "look/styleguide.html", context)
