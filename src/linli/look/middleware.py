"""A refusal becomes a page, or JSON for a programme, that says what happened in the person's language."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.base.errors import NotYours, Refused


class SpeakRefusals:
    def __init__(self, handle: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handle(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"code": exception.status, "message": str(exception)}, status=exception.status)
        if isinstance(exception, NotYours) and request.method == "GET" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        headings = {403: _("You may not do this"), 404: _("Not found"), 429: _("Too often")}
        heading = headings.get(exception.status, _("This cannot be done now"))
        context = {"heading": heading, "message": str(exception), "back": "/"}
        return render(request, "look/refused.html", context, status=exception.status)
