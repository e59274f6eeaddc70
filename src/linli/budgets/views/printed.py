"""The sheet for the notice board, and pictures."""

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.papers import path_of
from linli.base.requests import Request

from ..pictures import FOLDER
from ..queries import ideas as found_ideas
from ..queries import rounds as found_rounds
from ..sheet import sheet_pdf


def sheet(request: Request, key: int) -> HttpResponse:
    """What is voted on with its costs, or before that the ideas; afterwards what was chosen and why."""
    found = found_rounds.round_for(request.actor, key)
    ideas = found_ideas.ideas_of(request.actor, found)
    made = sheet_pdf(found, ideas, found_rounds.why_of(found), address=request.build_absolute_uri(f"/budgets/{key}/"))
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="budget-{key}.pdf"'}
    )


def picture(request: Request, name: str) -> FileResponse:
    """For whoever sees its idea or its project. Served so that a browser can do nothing with it but show it."""
    if not (found_ideas.is_shown_picture(name) or found_rounds.photo_named(request.actor, name)):
        raise Missing(_("There is no such picture."))
    response = FileResponse(path_of(FOLDER, name).open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
