"""What happens before anything is read: health, the line in the log, bodies too large to read, and rules that are read once."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from .links import new_id
from .remembered import tokens_read_once
from .requests import read_key, writable
from .routes import SECRET
from .rules import rules_read_once

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("linli.requests")
SLOW_MS = 1000

LARGEST_BODY = 45 * 1024 * 1024
"""Five photographs of eight megabytes, and the form around them."""


def health(handle: Handler) -> Handler:
    """Answer /healthz before hosts and sessions matter: a load balancer calls by address."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path != "/healthz":
            return handle(request)
        from .health import report

        return report()

    return answer


def log_requests(handle: Handler) -> Handler:
    """A line for each request: how, which kind of page (its pattern, never the address), what came of it, how long, and an id
    that the answer carries too. Slow ones and faults are warnings.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        begun, key = time.perf_counter(), str(new_id())
        response = handle(request)
        spent = round((time.perf_counter() - begun) * 1000)
        route = request.resolver_match.route if request.resolver_match else "-"
        level = logging.WARNING if spent >= SLOW_MS or response.status_code >= 500 else logging.INFO
        log.log(level, "%s /%s %d %d ms %s", request.method, route.lstrip("/"), response.status_code, spent, key)
        response["X-Request-ID"] = key
        return response

    return answer


def refuse_oversized_bodies(handle: Handler) -> Handler:
    """Say no by the announced length, before a byte of it is read or stored."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = read_key(request.META.get("CONTENT_LENGTH") or "0")
        if length is None or length > LARGEST_BODY:
            with override(get_language_from_request(request)):
                text = _(
                    "What you sent is larger than %(limit)d MB. Nothing was stored. Send fewer or smaller pictures."
                )
                return HttpResponse(
                    text % {"limit": LARGEST_BODY // 1048576}, status=413, content_type="text/plain; charset=utf-8"
                )
        return handle(request)

    return answer


def take_out_unwritable(handle: Handler) -> Handler:
    """No NUL reaches a query: PostgreSQL would end the request with a fault, and nobody typed one."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = writable(request.GET)  # type: ignore[assignment]
        return handle(request)

    return answer


def keep_private(handle: Handler) -> Handler:
    """What is answered to somebody with a session, or behind a code, is kept by no browser and no proxy; nor is a refusal.

    Decided here for every page, file, picture and operation: a view says how long something is kept only for those whom
    nobody knows. Public pages read without an account stay as their views made them.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = handle(request)
        session, found = settings.SESSION_COOKIE_NAME, request.resolver_match
        is_known = session in request.COOKIES or session in response.cookies
        if is_known or response.status_code in {401, 403} or (found and not SECRET.isdisjoint(found.kwargs)):
            response["Cache-Control"] = "private, no-store"
        return response

    return answer


def read_rules_once(handle: Handler) -> Handler:
    """Whatever a page asks of the rules of a community's places, it is one query; so are the tokens of what is remembered."""

    def answer(request: HttpRequest) -> HttpResponse:
        with rules_read_once(), tokens_read_once():
            return handle(request)

    return answer
