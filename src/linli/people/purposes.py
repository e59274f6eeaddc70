"""A purpose, said once a task: who searches or narrows a list of people says why, and reads on for half an hour.

It stands in the session, one for each kind of list. What was then seen is written down by the room's action, with each person.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect

from linli.base.requests import Request
from linli.base.text import clean

SECONDS = 30 * 60
LONGEST = 200


@dataclass(frozen=True)
class Task:
    """What somebody looks people up for, and since when."""

    purpose: str
    since: datetime


def task_of(request: Request, of: str) -> Task | None:
    """The task under way for this kind of list; None where none was named in the last half an hour."""
    purpose, at = request.session.get("tasks", {}).get(of, ("", 0))
    is_running = purpose and 0 <= request.now.timestamp() - at < SECONDS
    return Task(purpose, datetime.fromtimestamp(at, tz=UTC)) if is_running else None


def take_up(request: Request, of: str) -> HttpResponse | None:
    """Begin a task where one was just named, or end it where nothing was: back to the same address. None for another request."""
    if request.method != "POST" or "task" not in request.POST:
        return None
    begin(request, of, request.POST["task"])
    return redirect(request.get_full_path())


def begin(request: Request, of: str, purpose: str) -> None:
    """Begin a task for a purpose that is known already."""
    said = clean(purpose).strip()[:LONGEST]
    request.session["tasks"] = request.session.get("tasks", {}) | {of: (said, int(request.now.timestamp()))}
