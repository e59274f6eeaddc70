"""Addresses with a code in them: who holds the link opens the thing, once, and the code is gone from the address.

The first GET of a link exchanges its code for a signed cookie that is sent to one path alone, and leads to that path, which names
the thing and not the code. So nothing that stays (the history, a bookmark, what a proxy writes down of every further page, a
photographed screen) opens anything. The view still checks the code each time: a grant ends when the code ends, outlives a
restart, and two links lie side by side in one browser. On another telephone one opens the link again.

Logs hide whatever stands behind a route with such a part (`linli.base.logs`), without being told of it.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .errors import Missing

SALT = "linli.handed_out"
SECONDS = 10 * 3600
"""As long as a session: a working day. Afterwards, or when the browser is closed, the link is opened again."""
OPENED = "_opened"
SAFE = frozenset({"GET", "HEAD"})

View = Callable[..., HttpResponseBase]


def behind_code(
    coded: str, clean: str, view: View, *, check: Callable[..., object], name: str, room: str
) -> list[URLPattern]:
    """The two addresses of a page that a code opens: with the code, as it was handed out, and with `<slug:grant>` in its stead.

    `check(request, code=…, …)` raises Missing for a wrong code, and counts the tries. `view(request, code=…, …)` gets the code
    from either address. What is posted to the address with the code is done.
    """

    def first(request: HttpRequest, code: str, **where: Any) -> HttpResponseBase:
        check(request, code=code, **where)
        if request.method not in SAFE:
            return _private(view(request, code=code, **where))
        return exchange(request, f"{room}:{name}", code, **where)

    def again(request: HttpRequest, grant: str, **where: Any) -> HttpResponseBase:
        code = granted(request, grant, where)
        if code is None:
            raise Missing(
                _(
                    "Please open the link that you were given once more: this page forgets it when the browser is closed."
                )
            )
        return _private(view(request, code=code, **where))

    return [path(coded, first, name=name), path(clean, again, name=f"{name}{OPENED}")]


def exchange(request: HttpRequest, name: str, code: str, **where: Any) -> HttpResponse:
    """Lead to the address of `name` without the code, and remember there what was in it."""
    grant = salted_hmac(SALT, f"{name.partition(':')[0]}{sorted(where.items())}{code}").hexdigest()[:10]
    clean = reverse(f"{name}{OPENED}", kwargs={**where, "grant": grant})
    query = request.GET.urlencode()
    response = redirect(f"{clean}?{query}" if query and request.method in SAFE else clean)
    keep(response, grant, [sorted(where.items()), code], at=clean[: clean.index(grant) + len(grant) + 1])
    return _private(response)


def granted(request: HttpRequest, grant: str, where: dict[str, Any]) -> str | None:
    """The code for which this grant was given, in this browser, for this thing."""
    kept = kept_at(request, grant)
    if isinstance(kept, list) and len(kept) == 2 and kept[0] == [list(pair) for pair in sorted(where.items())]:
        return str(kept[1])
    return None


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Close what the link opened, once all is done: whoever holds this device next finds nothing open."""
    if request.resolver_match and (grant := request.resolver_match.kwargs.get("grant")):
        response.delete_cookie(f"linli_open_{grant}", path=request.path)
    return response


def keep(response: HttpResponse, grant: str, value: Any, *, at: str) -> None:
    response.set_cookie(
        f"linli_open_{grant}",
        signing.dumps(value, salt=SALT),
        max_age=SECONDS,
        path=at,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def kept_at(request: HttpRequest, grant: str) -> Any:
    with suppress(signing.BadSignature):
        return signing.loads(request.COOKIES.get(f"linli_open_{grant}", ""), salt=SALT, max_age=SECONDS)
    return None


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
