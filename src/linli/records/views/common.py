"""What the room's pages share: the community in focus, and what stays open in a session once a purpose was given."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base.requests import Request
from linli.people.purposes import Task
from linli.places.queries import community_for

from ..actions import note_list_seen
from ..permissions import keep_records

OPEN_SECONDS = 15 * 60
TASK = "records"
SEEN = ("name", "address")
"""What a list of residents shows of each."""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def here(request: Request) -> Any:
    """The community in focus, if the reader keeps its records. NotYours otherwise."""
    otherwise = _("Records are kept by the community's workers and its chair.")
    request.community = community_for(request.actor, request.community, keep_records, otherwise)
    return request.community


def ask_purpose(request: Request, title: str) -> HttpResponse:
    """The page that asks for what somebody looks residents up, before it shows any."""
    return render(request, "people/purpose.html", {"title": title, "back": reverse("records:residents"), "task": None})


def note_seen(request: Request, community: Any, task: Task, residents: Iterable[int], *more: str) -> None:
    """Write down with each of these residents that they were seen in a list; `more` are fields it was narrowed by."""
    keys = list(dict.fromkeys([*SEEN, *more]))
    note_list_seen(
        request.actor, community, keys, list(residents), purpose=task.purpose, since=task.since, now=request.now
    )


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
