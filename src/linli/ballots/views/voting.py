"""Voting with the code from a letter. No account, no session; nothing of it is kept by the browser."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from linli.base.errors import Invalid, Missing
from linli.base.handed_out import exchange, forget
from linli.base.limits import slow_down
from linli.base.requests import Request

from ..actions import cast_ballot
from ..codes import DESK, WAYS, voting_code
from ..forms import CodeForm, PaperForm
from ..queries import pages
from ..queries.ballots import entry_by_code
from ..rules import fixed_ways

WRONG_CODES, MINUTES = 20, 10


def enter(request: Request) -> HttpResponse:
    """The code is typed in."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        slow_down(request, "ballots.code", most=WRONG_CODES, minutes=MINUTES)
        try:
            return exchange(request, "ballots:vote", voting_code(*entry_by_code(form.cleaned_data["code"])))
        except Missing as wrong:
            form.add_error("code", str(wrong))
    return _private(render(request, "ballots/enter.html", {"form": form}))


def voter_of(request: Request, code: str) -> None:
    """Missing for a code that opens no paper; wrong ones are counted."""
    try:
        entry_by_code(code)
    except Missing:
        slow_down(request, "ballots.code", most=WRONG_CODES, minutes=MINUTES)
        raise


def vote(request: Request, code: str) -> HttpResponse:
    """The paper; then what was chosen, once more; then the receipt."""
    entry, purpose = entry_by_code(code)
    ballot, paper = entry.ballot, pages.paper_of(entry.ballot)
    form = PaperForm(request.POST or None, ballot=ballot, options=paper)
    context: dict[str, Any] = {
        "ballot": ballot,
        "entry": entry,
        "form": form,
        "is_over": not _is_open(request, ballot),
        "is_tablet": purpose == DESK,
        "is_consultative": WAYS[purpose] not in fixed_ways(ballot),
    }
    if form.is_bound and form.is_valid():
        labels = dict(paper)
        context["chosen"] = [labels[key] for key in form.choice]
        if request.POST.get("do") == "cast":
            try:
                receipt = cast_ballot(request.actor.bearing(purpose, entry.pk), entry, form.choice, now=request.now)
                return forget(
                    request, _private(render(request, "ballots/receipt.html", context | {"receipt": receipt}))
                )
            except Invalid as wrong:
                form.add_error(None, str(wrong))
        else:
            return _private(render(request, "ballots/check.html", context))
    return _private(render(request, "ballots/vote.html", context))


def _is_open(request: Request, ballot: Any) -> bool:
    return ballot.state == "open" and request.now < ballot.closes_at


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # no-referrer would make a browser send its forms without an origin
    return response
