"""What everybody sees of surveys: the list, what one is for, its results."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.handed_out import keep, kept_at
from linli.base.requests import Request

from ..forms import BeginForm
from ..permissions import run_survey
from ..queries import results, surveys
from ..showing import channel_words, public_lines, table_of
from ..tongues import languages_of
from ..workbook import results_book

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_of_surveys(request: Request) -> HttpResponse:
    """The surveys of the community in focus."""
    here, state, today = request.community, request.GET.get("state", "open"), localdate(request.now)
    rows = surveys.surveys(request.actor, here, on=today, state=state) if here else []
    context = {
        "rows": [(row, surveys.tongue_of(row)) for row in rows],
        "community": here,
        "state": state,
        "today": today,
    }
    return render(request, "surveys/surveys.html", context)


def survey(request: Request, key: int) -> HttpResponse:
    """The first screen: who asks, what for, what is done with the answers, who will know. Then the first question."""
    found = surveys.survey_for(request.actor, key)
    if "code" in request.GET:
        return _without_code(request, key)
    code = kept_at(request, f"survey-{key}")
    return first_screen(request, found, BeginForm(initial={"code": code if isinstance(code, str) else ""}))


def _without_code(request: Request, key: int) -> HttpResponse:
    """The code of a slip, read from its QR code, is filled in; it does not stay in the address."""
    query = request.GET.copy()
    code = query.pop("code")[0][:40]
    response = redirect(f"{request.path}?{query.urlencode()}" if query else request.path)
    keep(response, f"survey-{key}", code, at=request.path)
    response["Cache-Control"] = "private, no-store"
    return response


def first_screen(request: Request, found: Any, form: Any) -> HttpResponse:
    tongue = surveys.tongue_of(found, request.GET.get("lang"))
    is_over = found.state not in {"draft", "open"}
    context = {
        "survey": found,
        "tongue": tongue,
        "languages": languages_of(found),
        "form": form,
        "today": localdate(request.now),
        "is_running": found.is_running(localdate(request.now)),
        "number": found.questions.count(),
        "from_qr": request.GET.get("from") == "qr",
        "findings": results.findings_of(request.actor, found) if is_over else [],
        "may_run": run_survey.allows(request.actor, found),
    }
    return render(request, "surveys/survey.html", context)


def thanks(request: Request, key: int) -> HttpResponse:
    """It was sent: what happens now."""
    found = surveys.survey_for(request.actor, key)
    tongue = surveys.tongue_of(found, request.GET.get("lang"))
    return render(request, "surveys/thanks.html", {"survey": found, "tongue": tongue})


def published(request: Request, key: int) -> HttpResponse:
    """What everybody may read of what came out."""
    found = _published(request, key)
    tongue, questions = surveys.tongue_of(found, request.GET.get("lang")), surveys.questions_of(found)
    told = found.results
    context = {
        "survey": found,
        "tongue": tongue,
        "languages": languages_of(found),
        "answers": told["answers"],
        "codes": told.get("codes", 0),
        "lines": public_lines(tongue, questions, told["questions"]),
        "tables": [table_of(tongue, questions, one) for one in told["crosses"]],
        "channels": channel_words(told["channels"]),
        "findings": results.findings_of(request.actor, found),
    }
    return render(request, "surveys/results.html", context)


def published_book(request: Request, key: int) -> HttpResponse:
    found = _published(request, key)
    tongue, questions = surveys.tongue_of(found), surveys.questions_of(found)
    lines = public_lines(tongue, questions, found.results["questions"])
    tables = [table_of(tongue, questions, one) for one in found.results["crosses"]]
    return excel(results_book(tongue, questions, lines, tables), f"survey-{key}.xlsx")


def excel(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _published(request: Request, key: int) -> Any:
    found = surveys.survey_for(request.actor, key)
    if found.state != "published":
        raise Missing(_("The results are not published."))
    return found
