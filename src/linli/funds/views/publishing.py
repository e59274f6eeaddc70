"""Publishing a quarter, and answering what is asked about it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, NotYours, Refused
from linli.base.requests import Request, read_key

from ..actions import publishing
from ..permissions import decide_in_books
from ..queries import published


def publish(request: Request) -> HttpResponse:
    """The next quarter that is over, as it would be frozen; the chair publishes it."""
    community = request.community
    if community is None or not decide_in_books.allows(request.actor, community):
        raise NotYours(_("The committee's chair publishes the accounts."))
    waiting = published.quarters_to_publish(request.actor, community, today=localdate(request.now))
    if request.method == "POST":
        year, quarter = (read_key(request.POST.get(name, "")) or 0 for name in ("year", "quarter"))
        try:
            made = publishing.publish_quarter(request.actor, community, year=year, quarter=quarter, now=request.now)
            messages.success(request, _("Published. Print the sheet for the notice board as well."))
            return redirect("funds:statement", key=made.pk)
        except NotYours:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
    asked = request.GET.get("quarter", "")
    chosen = next((q for q in waiting if f"{q.year}-{q.number}" == asked), waiting[0] if waiting else None)
    spans = published.preview(request.actor, community, chosen) if chosen else []
    context = {"waiting": waiting, "chosen": chosen, "spans": spans, "community": community}
    return render(request, "funds/publish.html", context)


def questions(request: Request) -> HttpResponse:
    """Questions about the accounts that the reader keeps."""
    if request.method == "POST":
        question = published.question_to_answer(request.actor, read_key(request.POST.get("question", "")) or 0)
        settle = {"answer": publishing.answer_question, "close": _close}.get(request.POST.get("do", ""))
        if settle is None:
            raise Missing(_("There is no such thing to do here."))
        try:
            settle(request.actor, question, text=request.POST.get("text", ""), now=request.now)
            messages.success(request, _("Published beside the question."))
            return redirect("funds:questions")
        except (NotYours, Missing):
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
    found = published.questions_to_answer(request.actor)
    typed = {"key": request.POST.get("question", ""), "text": request.POST.get("text", "")}
    return render(request, "funds/questions.html", {"questions": found, "typed": typed})


def _close(by: Actor, question: Any, *, text: str, now: datetime) -> None:
    publishing.close_question(by, question, reason=text, now=now)
