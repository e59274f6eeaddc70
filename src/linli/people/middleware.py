"""Who acts, when, and in which community: set on each request, and asked of the database only when somebody wants to know."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from linli.base.actors import ANYONE, Actor
from linli.base.errors import Missing
from linli.base.requests import Request
from linli.places.models import Community
from linli.places.queries import community_by_key, community_named

from .queries import actor_for

COMMUNITY_COOKIE = "linli_community"


def local_now() -> datetime:
    """Now, in the time of the place: its date is the day here."""
    return timezone.localtime()


def who_acts(handle: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    def answer(request: Request) -> HttpResponse:
        request.now = local_now()
        request.actor = cast("Actor", SimpleLazyObject(lambda: _actor(request)))
        request.community = _community(request)  # at once: a lazy object that stands for None is not None
        response = handle(request)
        if "c" in request.GET and request.community is not None:
            slug = request.community.slug  # never what was written: a header holds no Chinese
            response.set_cookie(COMMUNITY_COOKIE, slug, max_age=365 * 86400, samesite="Lax", httponly=True)
        return response

    return answer


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
