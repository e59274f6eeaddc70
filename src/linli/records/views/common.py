"""What the room's pages share: the community in focus, and what stays open in a session once a purpose was given."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.base.requests import Request
from linli.places.queries import community_for

from ..permissions import keep_records

OPEN_SECONDS = 15 * 60
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def here(request: Request) -> Any:
    """The community in focus, if the reader keeps its records. NotYours otherwise."""
    otherwise = _("Records are kept by the community's workers and its chair.")
    request.community = community_for(request.actor, request.community, keep_records, otherwise)
    return request.community


def note_open(request: Request, what: str) -> None:
    request.session["opened_records"] = request.session.get("opened_records", {}) | {what: int(request.now.timestamp())}


def is_open(request: Request, what: str) -> bool:
    at = request.session.get("opened_records", {}).get(what, 0)
    return bool(request.now.timestamp() - at < OPEN_SECONDS)


def excel(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response
