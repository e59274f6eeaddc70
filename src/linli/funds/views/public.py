"""What everybody reads: the published accounts and what stands behind them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.base.rules import rule

from ..actions.publishing import ask_question
from ..board import board_pdf
from ..forms import QuestionForm
from ..queries import published

MINUTES = 60


def accounts(request: Request) -> HttpResponse:
    """The published accounts of the community in focus."""
    rows = published.statements(request.community) if request.community else []
    latest = rows[0] if rows else None
    lines = published.published_lines(latest.statement) if latest else []
    return render(
        request, "funds/accounts.html", {"rows": rows, "latest": latest, "lines": lines, "community": request.community}
    )


def statement(request: Request, key: int) -> HttpResponse:
    """One quarter's accounts, with the entries behind each figure and the questions asked about them."""
    row = published.statement_for(key)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        most = rule("funds.questions_an_hour", on=localdate(request.now)).value
        slow_down(request, "funds.question", most=most, minutes=MINUTES)
        try:
            ask_question(request.actor, row.statement, text=form.cleaned_data["text"], now=request.now)
            messages.success(request, _("Your question has arrived. It appears here with the committee's answer."))
            return redirect(f"/funds/{key}/#questions")
        except Invalid as wrong:
            form.add_error("text", str(wrong))
    context = {
        "row": row,
        "statement": row.statement,
        "lines": published.published_lines(row.statement),
        "form": form,
        "questions": published.questions_about(request.actor, row.statement),
        "waiting": published.waiting_about(row.statement),
        "is_on_board": row.statement.board_to_date >= localdate(request.now),
    }
    return render(request, "funds/statement.html", context)


def board(request: Request, key: int) -> HttpResponse:
    """The sheet for the notice board."""
    row = published.statement_for(key)
    address = request.build_absolute_uri(f"/funds/{key}/")
    made = board_pdf(row, published.published_lines(row.statement), address=address)
    return HttpResponse(made, content_type="application/pdf")
