"""Who acts, when, and in which community: set on each request, and asked of the database only when somebody wants to know.

And what concerns every answer to somebody signed in: sessions end after their time, refusals and files taken out are recorded, and what a
person typed into a page that had outlived their session is shown to them again.
"""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from linli.base.actors import ANYONE, SEES_OTHERS, Actor
from linli.base.errors import Missing
from linli.base.limits import Limit, take
from linli.base.requests import Request
from linli.places.models import Community
from linli.places.queries import community_by_key, community_named

from .actions import note_access
from .queries import actor_for
from .views.expired import is_lost, typed_again

COMMUNITY_COOKIE = "linli_community"
STEP_SECONDS = 120


def local_now() -> datetime:
    """Now, in the time of the place: its date is the day here."""
    return timezone.localtime()


def who_acts(handle: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    def answer(request: Request) -> HttpResponse:
        request.now = local_now()
        end_what_is_over(request)
        request.actor = cast("Actor", SimpleLazyObject(lambda: _actor(request)))
        request.community = _community(request)  # at once: a lazy object that stands for None is not None
        response = handle(request)
        if "c" in request.GET and request.community is not None:
            response.set_cookie(
                COMMUNITY_COOKIE,
                request.community.slug,  # never what was written: a header holds no Chinese
                max_age=365 * 86400,
                samesite="Lax",
                httponly=True,
                secure=settings.HTTPS,
            )
        note_answer(request, response)
        return typed_again(request) if is_lost(request, response) else response

    return answer


def end_what_is_over(request: Request) -> None:
    """A session ends ten hours after it began, whatever was done in it, and for who sees others' data after an hour without a step.

    The time of the last step is kept to a minute or two, so that not every page is a write; a page that renews itself is no step.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return
    if "clock" not in request.session:
        start_clock(request, request.now)
        return
    now = int(request.now.timestamp())
    began, seen = request.session["clock"]
    is_idle = bool(settings.IDLE_MINUTES) and now - seen >= settings.IDLE_MINUTES * 60
    if now - began >= settings.SESSION_COOKIE_AGE or (is_idle and _sees_others(request)):
        logout(request)
    elif now - seen >= STEP_SECONDS and request.headers.get("X-Requested-With") != "renewal":
        request.session["clock"] = (began, now)


def start_clock(request: HttpRequest, now: datetime) -> None:
    """When the session began, and when its person last did something."""
    request.session["clock"] = (int(now.timestamp()), int(now.timestamp()))


def note_answer(request: Request, response: HttpResponse) -> None:
    """Record a refusal to somebody signed in, and a file they took out: whichever room's page it is, by the name of its address."""
    kind = {403: "refused", 429: "too_often"}.get(response.status_code, "")
    if response.status_code == 200 and response.get("Content-Disposition", "").startswith("attachment"):
        kind = "exported"
    if not kind or not request.user.is_authenticated:
        return
    if settings.LIMITS and kind != "exported" and take([Limit("recorded", str(request.user.pk), 60, 60)])[0] > 60:
        return  # a programme that runs wild fills no table
    name = request.resolver_match.view_name if request.resolver_match else ""
    note_access(request.actor, kind, accounts=[request.user], now=request.now, note=name)


def _sees_others(request: Request) -> bool:
    actor = _actor(request)
    return any(role.kind in SEES_OTHERS for role in (*actor.roles, *actor.sleeping))


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor: a one-time code, a recovery code or a passkey."""
    records = get_authentication_records(request, request.user)
    return any(r.get("method") == "mfa" for r in records)


def _actor(request: Request) -> Actor:
    if not request.user.is_authenticated:
        return ANYONE
    return actor_for(request.user, verified=has_second_factor(request), now=request.now)


def _community(request: Request) -> Community | None:
    """The community in focus: named in the address, chosen before, or the person's own."""
    for slug in (request.GET.get("c"), request.COOKIES.get(COMMUNITY_COOKIE)):
        if slug:
            try:
                return community_named(slug)
            except Missing:
                continue
    home = request.actor.community_id
    try:
        return community_by_key(home) if home else None
    except Missing:
        return None
