"""What is said when something went wrong inside: 503 and what was typed, where it will pass; else the plain page."""

import logging
import re
import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from linli.base.pressure import RETRY_SECONDS, is_passing

log = logging.getLogger("linli.trouble")
SECRET = re.compile(r"pass|code|secret|token|key|otp|pin\b|credential", re.IGNORECASE)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  a field's name
LONG = 20


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Django's last word (handler500). It may not touch the database: that may be what is away."""
    fault = sys.exc_info()[1]
    passing = is_passing(fault)
    with override(get_language_from_request(request)):
        if request.path.startswith("/open311/"):
            answer: HttpResponse = _open311(request, 503 if passing else 500)
        elif request.path.startswith("/api/"):
            status = 503 if passing else 500
            answer = JsonResponse({"code": status, "message": _sentence(passing=passing), "field": None}, status=status)
        elif passing:
            answer = HttpResponse(render_to_string("site/trouble.html", _kept(request)), status=503)
        else:
            answer = server_error(request)
    if passing:
        answer["Retry-After"] = str(RETRY_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer


def _sentence(*, passing: bool) -> str:
    return (
        _("This does not work at the moment. Nothing was stored. Try again in a minute.")
        if passing
        else _("Something went wrong here. Nothing was changed.")
    )


def _open311(request: HttpRequest, status: int) -> HttpResponse:
    told = _sentence(passing=status == 503)
    if request.path.endswith(".xml"):
        text = f'<?xml version="1.0" encoding="utf-8"?><errors><error><code>{status}</code><description>{told}</description></error></errors>'
        return HttpResponse(text, status=status, content_type="text/xml; charset=utf-8")
    return JsonResponse([{"code": status, "description": told}], safe=False, status=status)


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What was typed, to be sent once more or to be copied; never a password, a code or a file."""
    short: list[tuple[str, str]] = []
    long: list[tuple[str, str]] = []
    is_whole = True
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        is_whole = not request.FILES and not request.path.startswith("/accounts/")
    except Exception as wrong:  # noqa: BLE001  the body may be what cannot be read
        log.warning("what was typed cannot be read: %s", type(wrong).__name__)
        fields, is_whole = [], False
    for name, value in fields:
        if name != TOKEN and SECRET.search(name):
            is_whole = is_whole and not value
        elif len(value) > LONG or "\n" in value:
            long.append((name, value))
        else:
            short.append((name, value))
    return {
        "language": "zh-Hans" if get_language_from_request(request).startswith("zh") else "en",
        "path": request.get_full_path(),
        "is_post": request.method == "POST",
        "short": short,
        "long": long,
        "can_send": is_whole and request.method == "POST",
        "static": settings.STATIC_URL,
    }
