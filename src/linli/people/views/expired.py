"""A page was sent that had outlived its session or its token: what was typed is shown again, so that nobody writes it twice."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

UNSHOWN = ("password", "token", "code", "secret", "credential", "csrf", "next")
LEAST_TYPED = 4
CHOSEN = re.compile(r"[a-z_:.-]{1,20}")  # the value of a choice, such as zh-hans
MOST_SHOWN = 20


def is_lost(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody who was signed in before sent words that were not taken because they no longer are."""
    if request.method != "POST" or request.user.is_authenticated or request.path.startswith(("/api/", "/open311/")):
        return False
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.DEVICE_COOKIE_NAME in request.COOKIES
    to_entrance = response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))
    return (
        known
        and (to_entrance or (response.status_code == 403 and not hasattr(response, "typed")))
        and bool(_typed(request))
    )


def typed_again(request: HttpRequest) -> HttpResponse:
    words = _(
        "You were signed out meanwhile, so nothing was stored. Copy what you had typed, sign in again, and paste it."
    )
    return _page(request, _("You are signed out"), words, ask=True)


def token_missing(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer where a form's token is missing or old: somebody signed in or out in another window, or refuses cookies."""
    words = _(
        "This page was open while you signed in or out elsewhere, or your browser refuses cookies. Nothing was stored. "
        "Open the page again, and paste what you had typed."
    )
    return _page(request, _("Please open the page again"), words, ask=not request.user.is_authenticated)


def _page(request: HttpRequest, heading: str, words: str, *, ask: bool) -> HttpResponse:
    back = urlsplit(request.headers.get("Referer", ""))._replace(fragment="").geturl()
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=settings.HTTPS):
        back = "/"
    path = urlsplit(back)._replace(scheme="", netloc="").geturl() or "/"
    context = {"heading": heading, "message": words, "typed": _typed(request), "back": path, "ask": ask}
    response = render(request, "people/typed_again.html", context, status=403)
    response.typed = True  # type: ignore[attr-defined]
    return response


def _typed(request: HttpRequest) -> list[str]:
    """What a person typed, not what the page itself sent along; never what opens something."""
    values = [
        value.strip()
        for name, of_name in request.POST.lists()
        if not any(part in name.casefold() for part in UNSHOWN)
        for value in of_name
    ]
    return [value for value in values if len(value) >= LEAST_TYPED and not CHOSEN.fullmatch(value)][:MOST_SHOWN]
