"""The rooms' parts joined into one API: who asks is who is signed in, and every refusal is JSON in the reader's language."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.utils import check_csrf

from linli.base.errors import NotYours, Refused
from linli.base.requests import Request
from linli.casework.api.rest import residents, staff


def whoever_asks(request: HttpRequest) -> bool:
    """Everybody may ask; who writes with a session shows the form's token, so that no other site writes in their name."""
    if request.user.is_authenticated and request.method not in {"GET", "HEAD", "OPTIONS"} and check_csrf(request):
        raise NotYours(_("Send the CSRF token of your session in X-CSRFToken."))
    return True


api = NinjaAPI(
    title="Linli 邻里",
    version="1",
    description="What the pages do, for programmes. A session's cookie says who asks; without one you are anybody.",
    auth=whoever_asks,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", residents.router)
api.add_router("", staff.router)


def _problem(request: HttpRequest, code: int, message: str, field: str | None = None) -> HttpResponse:
    return api.create_response(request, {"code": code, "message": message, "field": field}, status=code)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return _problem(request, refused.status, str(refused), getattr(refused, "field", None) or None)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    first = wrong.errors[0] if wrong.errors else {}
    where = [str(part) for part in first.get("loc", ())]
    return _problem(request, 422, str(first.get("msg", "")), ".".join(where) or None)


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    return _problem(request, wrong.status_code, _("What was sent cannot be read as JSON."))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _wrong: Http404) -> HttpResponse:
    return _problem(request, 404, _("There is nothing at this address."))


def human_page(request: Request) -> HttpResponse:
    """The operations in words, from the schema itself."""
    schema: dict[str, Any] = api.get_openapi_schema()
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "what": told.get("description", told.get("summary", "")),
            "tag": told["tags"][0],
        }
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return render(request, "site/api.html", {"operations": operations})
