"""Every refusal of the JSON API in one shape, in the reader's language, without a word about our insides."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from linli.base.errors import Refused

OUR_NAMES = {"sent", "asked"}
"""What operations call their body and their query: nothing that a caller knows."""

WRONG: dict[str, str | Promise] = {
    "missing": gettext_lazy("This is needed."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "string_too_short": gettext_lazy("Please write something here."),
    "string_too_long": gettext_lazy("At most %(max_length)d characters."),
    "string_pattern_mismatch": gettext_lazy("This is not written as expected."),
    "too_long": gettext_lazy("At most %(max_length)d entries."),
    "too_short": gettext_lazy("Choose at least one."),
    "greater_than_equal": gettext_lazy("At least %(ge)s."),
    "less_than_equal": gettext_lazy("At most %(le)s."),
    "literal_error": gettext_lazy("Choose one of: %(expected)s."),
    "string": gettext_lazy("A text is expected."),
    "int": gettext_lazy("A whole number is expected."),
    "float": gettext_lazy("A number is expected."),
    "finite": gettext_lazy("A number is expected."),
    "bool": gettext_lazy("Write true or false."),
    "date": gettext_lazy("A day is expected, as 2026-11-23."),
    "uuid": gettext_lazy("A UUID is expected."),
    "list": gettext_lazy("A list is expected."),
    "dict": gettext_lazy("An object is expected."),
    "model": gettext_lazy("An object is expected."),
}
"""What can be wrong with a value, by the validator's name for it, or for its family: the part before the first underline."""


class TooLarge(Refused):
    """More was sent than is read."""

    status = 413


class NotJson(Refused):
    """What was sent says that it is something else."""

    status = 415


def problem(code: int, message: str, field: str | None = None) -> HttpResponse:
    said = {"code": code, "message": message, "field": field}
    return JsonResponse(said, status=code, json_dumps_params={"ensure_ascii": False})


def refused(_request: HttpRequest, refusal: Refused) -> HttpResponse:
    return problem(refusal.status, str(refusal), getattr(refusal, "field", None) or None)


def nothing_here(*_where: Any, **_more: Any) -> HttpResponse:
    return problem(404, _("There is nothing at this address."))


def not_this_way(allowed: str) -> HttpResponse:
    response = problem(405, _("This cannot be done here. Possible: %(methods)s.") % {"methods": allowed})
    response["Allow"] = allowed
    return response


def speak(api: NinjaAPI) -> None:
    """Let the API answer with problems, whatever goes wrong."""
    api.exception_handler(Refused)(refused)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_unreadable)
    api.exception_handler(RequestDataTooBig)(_too_large)
    api.exception_handler(Http404)(nothing_here)


def _invalid(_request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    first = wrong.errors[0]
    source, *names = [part for part in first["loc"] if isinstance(part, str)]
    if source == "path":
        return nothing_here()
    field = next((name for name in names if name not in OUR_NAMES), None)
    if field is None:
        return problem(422, _("Send a JSON object."))
    return problem(422, _sentence(first["type"], first.get("ctx", {})), field)


def _sentence(kind: str, values: Mapping[str, Any]) -> str:
    said = WRONG.get(kind) or WRONG.get(kind.partition("_")[0]) or WRONG["string_pattern_mismatch"]
    return str(said) % {name: str(v).replace(" or ", ", ") if name == "expected" else v for name, v in values.items()}


def _unreadable(_request: HttpRequest, _wrong: HttpError) -> HttpResponse:
    return problem(400, _("What was sent cannot be read as JSON."))


def _too_large(_request: HttpRequest, _wrong: RequestDataTooBig) -> HttpResponse:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
    return refused(_request, TooLarge(_("At most %(most)d kB are read here. Nothing was stored.") % {"most": most}))
