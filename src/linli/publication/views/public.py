"""What everybody reads of the committee's affairs; where residents ask and complain."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.base.errors import NotYours
from linli.base.limits import slow_down
from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, sent

from .. import actions, forms
from ..permissions import publish_for, speak_up
from ..queries import affairs, voices
from ..queries.rhythm import due_of

CHINESE = "zh-hans"


def hall(request: Request) -> HttpResponse:
    """The seven kinds, what holds of each and what is due; and every publication, by kind."""
    here, kind = request.community, request.GET.get("kind", "")
    context = {
        "community": here, "kind": kind, "dues": due_of(here, on=localdate(request.now)) if here else [],
        "rows": affairs.publications(request.actor, here, kind=kind) if here else [], "rulings": voices.rulings(here) if here else [],
        "may_complain": here is not None and speak_up.allows(request.actor, here), "mine": voices.my_complaints(request.actor),
    }  # fmt: skip
    return render(request, "publication/hall.html", context)


def publication(request: Request, key: int) -> HttpResponse:
    """One publication with its questions and answers."""
    found = affairs.publication_for(request.actor, key)
    may_publish, may_ask = (
        publish_for.allows(request.actor, found.community),
        speak_up.allows(request.actor, found.community),
    )
    form, answer = forms.AskForm(asked(request, "ask")), forms.AnswerForm(asked(request, "answer"))
    if request.method == "POST" and _spoken(request, found, form, answer, may_publish=may_publish):
        return redirect("publication:publication", key=key)
    context = {
        "publication": found, "questions": voices.questions_of(found), "boards": affairs.boards_of(found, today=localdate(request.now)),
        "form": form if (may_ask or may_publish) and found.state == "posted" else None, "may_publish": may_publish, "may_ask": may_ask,
    }  # fmt: skip
    return render(request, "publication/publication.html", context)


def _spoken(request: Request, found: Any, form: Any, answer: Any, *, may_publish: bool) -> bool:
    by, now = request.actor, request.now
    if answer.is_bound:
        return sent(
            request,
            answer,
            lambda told: actions.answer(by, voices.question_of(found, told["row"]), text=told["text"], now=now),
        )
    slow_down(request, "question", most=20, minutes=10)
    return sent(
        request, form, lambda told: actions.ask(by, found, text=told["text"], is_from_desk=may_publish, now=now)
    )


def complain(request: Request) -> HttpResponse:
    """To the street office: something was not published, or is not true."""
    here = request.community
    if here is None or not speak_up.allows(request.actor, here):
        raise NotYours(_("Sign in with an account of the community where you live."))
    key = read_key(request.GET.get("about", ""))
    found = affairs.publication_for(request.actor, key) if key else None
    form = forms.ComplainForm(request.POST or None, kind=found.kind if found else "")
    if request.method == "POST":
        slow_down(request, "complaint", most=10, minutes=60)
    if done(form, lambda told: actions.complain(request.actor, here, publication=found, now=request.now, **told)):
        messages.success(request, _("The street office looks into it. The committee does not read who complained."))
        return redirect("publication:hall")
    return render(request, "publication/complain.html", {"form": form, "publication": found, "community": here})


def board(request: Request, key: int) -> HttpResponse:
    """A sheet for the board: large, with the days, and a code to the page on which one can ask."""
    found = affairs.publication_for(request.actor, key)
    context = {"publication": found, "qr": qr_svg(request.build_absolute_uri(f"/publication/{key}/"))}
    with override(CHINESE):
        sheet = pdf_of(render_to_string("publication/board.html", context))
    return HttpResponse(
        sheet, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="board-{key}.pdf"'}
    )
