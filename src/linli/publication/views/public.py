"""What everybody reads of the committee's affairs; where residents ask and complain."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import asked, sent

from .. import actions, forms
from ..documents import board_sheet
from ..permissions import publish_for, speak_up, write_complaint_down
from ..queries import affairs, voices
from ..queries.rhythm import due_of


def hall(request: Request) -> HttpResponse:
    """The seven kinds, what holds of each and what is due; and every publication, by kind: those on the boards now, and the older ones."""
    here, kind, today = request.community, request.GET.get("kind", ""), localdate(request.now)
    rows = affairs.publications(request.actor, here, kind=kind) if here else []
    found = voices.rulings(here) if here else []
    context = {
        "community": here,
        "kind": kind,
        "dues": due_of(here, on=today) if here else [],
        "asking": voices.asking(here, today=today) if here else None,
        "drafts": [row for row in rows if row.state == "draft"],
        "posted": [row for row in rows if row.until_date and row.until_date >= today],
        "older": [row for row in rows if row.until_date and row.until_date < today],
        "rule": affairs.posted_rule(here, on=today) if here else None,
        "rulings": [(one, one.is_late_on(today)) for one in found],
        "may_complain": here is not None and _may_complain(request, here),
        "mine": voices.my_complaints(request.actor),
    }
    return render(request, "publication/hall.html", context)


def _may_complain(request: Request, community: Any) -> bool:
    return speak_up.allows(request.actor, community) or write_complaint_down.allows(request.actor, community)


def publication(request: Request, key: int) -> HttpResponse:
    """One publication with its questions and answers."""
    found, today = affairs.publication_for(request.actor, key), localdate(request.now)
    may_publish, may_ask = (
        publish_for.allows(request.actor, found.community),
        speak_up.allows(request.actor, found.community),
    )
    form, answer = forms.AskForm(asked(request, "ask")), forms.AnswerForm(asked(request, "answer"), auto_id="answer_%s")
    row = read_key(request.POST.get("row", "")) or 0
    if request.method == "POST" and _spoken(request, found, form, answer, row, may_publish=may_publish):
        return redirect("publication:publication", key=key)
    context = {
        "publication": found,
        "questions": [(one, _answering(one, answer, row)) for one in voices.questions_of(found)],
        "today": today,
        "boards": affairs.boards_of(found, today=today),
        "form": form if (may_ask or may_publish) and found.state == "posted" else None,
        "rule": affairs.posted_rule(found.community, on=found.posted_date or today),
        "may_publish": may_publish,
        "may_complain": _may_complain(request, found.community),
    }
    return render(request, "publication/publication.html", context)


def _answering(one: Any, sent_form: Any, row: int) -> Any:
    """What was typed stays under the question that it answers."""
    if one.question.answer:
        return None
    is_this = sent_form.is_bound and row == one.question.pk
    return sent_form if is_this else forms.AnswerForm(auto_id=f"answer_{one.question.pk}_%s")


def _spoken(request: Request, found: Any, form: Any, answer: Any, row: int, *, may_publish: bool) -> bool:
    by, now = request.actor, request.now
    if answer.is_bound:
        return sent(request, answer, lambda told: actions.answer(by, voices.question_of(found, row), now=now, **told))
    return sent(request, form, lambda told: actions.ask(by, found, is_from_desk=may_publish, now=now, **told))


def complain(request: Request) -> HttpResponse:
    """To the street office: something was not published, or is not true. The office itself writes down what reaches it on other ways."""
    key = read_key(request.GET.get("about", ""))
    found = affairs.publication_for(request.actor, key) if key else None
    here = found.community if found else request.community
    if here is None or not _may_complain(request, here):
        raise NotYours(_("Sign in with an account of the community where you live."))
    is_from_desk = not speak_up.allows(request.actor, here)
    form = forms.ComplainForm(request.POST or None, kind=found.kind if found else "")

    def done(told: dict[str, Any]) -> None:
        told["kind"] = told["kind"] or (found.kind if found else "")
        actions.complain(request.actor, here, publication=found, is_from_desk=is_from_desk, now=request.now, **told)
        messages.success(request, _("The street office looks into it. The committee does not read who complained."))

    if sent(request, form, done):
        return redirect("publication:complaints" if is_from_desk else "publication:hall")
    context = {"form": form, "publication": found, "community": here, "is_from_desk": is_from_desk}
    return render(request, "publication/complain.html", context)


def board(request: Request, key: int) -> HttpResponse:
    """A sheet for the board: large, with the days, and a code to the page on which one can ask."""
    found = affairs.publication_for(request.actor, key)
    sheet = board_sheet(found, page=request.build_absolute_uri(f"/publication/{key}/"))
    named = {"Content-Disposition": f'inline; filename="board-{key}.pdf"'}
    return HttpResponse(sheet, content_type="application/pdf", headers=named)
