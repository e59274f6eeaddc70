"""Before a page: no address that names nothing, and not too often. After it: a refusal becomes a page that says what happened, in the person's language."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours, Refused, TooMany
from linli.base.requests import LARGEST_KEY, writable
from linli.base.text import UNWRITABLE
from linli.base.turns import SAFE, is_dear, take_turn

NEVER_SHOWN = ("csrfmiddlewaretoken", "password", "code", "key", "secret", "credential")
MOST_SHOWN = 60
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class SpeakRefusals:
    """The JSON API takes its turns itself, where it knows the operation; Open311 answers in the shape of its specification."""

    def __init__(self, handle: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handle(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, where: dict[str, Any]) -> HttpResponse | None:
        found = request.resolver_match
        if request.path.startswith("/api/v1/") and "%00" in request.META.get("QUERY_STRING", ""):
            return spoken(request, Invalid(_("There are signs in it that nobody can type.")))
        if found is None or request.path.startswith(("/api/v1/", "/open311/")):
            return None
        try:
            if any(names_nothing(value) for value in where.values()):
                raise Missing(_("There is no such page."))
            take_turn(request, found.view_name, where, is_dear=is_dear(found.route))
            if request.content_type in FORMS:
                request.POST = writable(request.POST)  # type: ignore[assignment]
        except Refused as refusal:
            return spoken(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return spoken(request, exception) if isinstance(exception, Refused) else None


def spoken(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The refusal as a page. What was typed into a form stands on it, to be sent again or copied."""
    if request.path.startswith("/api/"):
        return JsonResponse({"code": refusal.status, "message": str(refusal)}, status=refusal.status)
    if isinstance(refusal, NotYours) and request.method == "GET" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    headings = {403: _("You may not do this"), 404: _("Not found"), 429: _("Too often")}
    heading = headings.get(refusal.status, _("This cannot be done now"))
    context = {"heading": heading, "message": str(refusal), "back": "/", "is_too_often": isinstance(refusal, TooMany)}
    if request.method not in SAFE:
        context |= {"kept": kept(request.POST), "again": request.path, "had_files": bool(request.FILES)}
    response = render(request, "look/refused.html", context, status=refusal.status)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = "600"
    return response


def kept(sent: QueryDict) -> list[tuple[str, str, bool]]:
    """Of what was sent, what may be shown again: name, value, and whether somebody typed it in words. Nothing secret."""
    return [
        (name, value, " " in value.strip() or len(value) > 12)
        for name, values in list(sent.lists())[:MOST_SHOWN]
        for value in values[:MOST_SHOWN]
        if not any(word in name.lower() for word in NEVER_SHOWN)
    ]


def names_nothing(value: Any) -> bool:
    """Whether a part of an address can be the name of nothing: larger than a database counts, or with signs that no text holds."""
    if isinstance(value, int):
        return value > LARGEST_KEY
    return isinstance(value, str) and UNWRITABLE.search(value) is not None
