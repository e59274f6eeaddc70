"""What is printed: the notice for the board, and the minutes as offices lay them out."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request

from .. import actions
from ..documents import minutes_sheet, minutes_word, notice_sheet, sign_in_sheet
from ..permissions import run_meeting
from ..queries.meetings import meeting_for

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def notice(request: Request, key: int) -> HttpResponse:
    found = meeting_for(request.actor, key)
    page = request.build_absolute_uri(f"/meetings/{key}/")
    door = (
        request.build_absolute_uri(f"/meetings/{key}/door/{found.door_code}/")
        if run_meeting.allows(request.actor, found)
        else ""
    )
    return _file(notice_sheet(found, page=page, door=door), "application/pdf", f"notice-{key}.pdf")


def sheet(request: Request, key: int) -> HttpResponse:
    """The roll to sign at the door."""
    found = meeting_for(request.actor, key)
    run_meeting.require(request.actor, found)
    actions.note_roll_seen(request.actor, found, list(found.seats.all()), now=request.now)
    return _file(sign_in_sheet(found), "application/pdf", f"sign-in-{key}.pdf")


def minutes_pdf(request: Request, key: int) -> HttpResponse:
    return _file(minutes_sheet(_written(request, key)), "application/pdf", f"minutes-{key}.pdf")


def minutes_docx(request: Request, key: int) -> HttpResponse:
    return _file(minutes_word(_written(request, key)), WORD, f"minutes-{key}.docx")


def _written(request: Request, key: int) -> Any:
    found = meeting_for(request.actor, key)
    run_meeting.require(request.actor, found)
    if not found.minutes:
        raise Missing(_("The minutes are not written yet."))
    return found


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'})
