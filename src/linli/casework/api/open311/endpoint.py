"""An address of GeoReport v2: chooses by the method, answers in the format asked for, and says what went wrong in that format.

By the specification 404 is for what does not exist, 403 for a wrong or missing api_key, and 400 for any other call that
cannot be fulfilled; HTTP's own 405 and 429 are kept for a wrong method and for too many calls.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from linli.base.errors import Missing, Refused

from .render import FORMATS

if TYPE_CHECKING:
    from linli.base.requests import Request

KEPT = frozenset({403, 404, 405, 429})


class WrongMethod(Refused):
    """The address does not know this method."""

    status = 405


def endpoint(root: str, **answers: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view that answers GET (and HEAD) and POST with the content of a document named `root`.

    Exempt from CSRF: who posts is known by the api_key in the call, never by a cookie.
    """

    @csrf_exempt
    def view(request: HttpRequest, extension: str, **path: str) -> HttpResponse:
        try:
            if extension not in FORMATS:
                raise nowhere()
            answer = answers.get("GET" if request.method == "HEAD" else request.method or "")
            if answer is None:
                raise WrongMethod(_("This method is not known at this address."))
            return respond(root, answer(cast("Request", request), **path), extension)
        except Refused as refusal:
            response = refuse(refusal, extension)
            if isinstance(refusal, WrongMethod):
                response["Allow"] = ", ".join(["HEAD", *answers] if "GET" in answers else answers)
            return response

    return view


def respond(root: str, content: Any, extension: str, *, status: int = 200) -> HttpResponse:
    """XML, the format that the specification requires, also where another one is asked for that we do not know."""
    write, content_type = FORMATS.get(extension, FORMATS["xml"])
    return HttpResponse(write(root, content), content_type=content_type, status=status)


def refuse(refusal: Refused, extension: str) -> HttpResponse:
    status = refusal.status if refusal.status in KEPT else 400
    return respond("errors", [{"code": status, "description": str(refusal)}], extension, status=status)


def nowhere() -> Missing:
    return Missing(_("There is nothing at this address. Formats are xml and json."))
