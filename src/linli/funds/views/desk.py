"""Lines, ledgers and expenditures at the desk."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request, read_key
from linli.base.roles import ISSUERS
from linli.places.queries import organisation_named

from ..actions import ledger as booking
from ..actions import lines as lining
from ..actions import spending
from ..forms import AskForm, DecisionForm, LineFilter, LineForm, PayForm, PromiseForm, ReasonForm, ReceiptForm
from ..permissions import (
    READERS,
    approve_expenditure,
    decide_in_books,
    keep_books,
    open_line,
    read_books,
    withdraw_expenditure,
)
from ..queries import desk

SHOWN_YEARS = 20


def line_list(request: Request) -> HttpResponse:
    """The lines that the reader may see, with their money. What narrows the list stands in the address."""
    rows, filled = seen_lines(request)
    sums = ("promised_fen", "arrived_fen", "spent_fen", "committed_fen", "left_fen")
    context = {
        "rows": rows,
        "filter": filled,
        "totals": {name: sum(getattr(r, name) for r in rows) for name in sums},
        "waiting": desk.expenditures(request.actor, waiting=True, most=20),
        "keeps": desk.keeps_books(request.actor, request.community),
        "decides": request.community is not None and decide_in_books.allows(request.actor, request.community),
    }
    return render(request, "funds/lines.html", context)


def seen_lines(request: Request) -> tuple[list[desk.LineRow], LineFilter]:
    """The list as it is narrowed in the address: the page and the exports show the same."""
    if not request.actor.holds(*READERS, *ISSUERS):
        raise NotYours(_("The books are for those who keep, read or pay them. What is published is open to everybody."))
    year, source = read_key(request.GET.get("year", "")), request.GET.get("source", "")
    rows = desk.lines(request.actor, year=year, source=source[:20], name=request.GET.get("q", "")[:60])
    return rows, LineFilter(request.GET, years=desk.years(request.actor)[:SHOWN_YEARS])


def new_line(request: Request) -> HttpResponse:
    community = request.community
    if community is None or not keep_books.allows(request.actor, community):
        raise NotYours(_("Only those who keep this community's books open lines."))
    form = LineForm(
        request.POST or None, payers=desk.payers_for(community), initial={"year": localdate(request.now).year}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        payer, promised = read_key(given.pop("payer")), given.pop("promised")
        try:
            line_ = lining.open_line(
                request.actor,
                community,
                **given,
                payer=organisation_named(payer) if payer else None,
                promised_fen=promised or 0,
                now=request.now,
            )
            messages.success(request, _("The line is open."))
            return redirect("funds:line", key=line_.pk)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    return render(request, "funds/new_line.html", {"form": form, "community": community})


def line(request: Request, key: int) -> HttpResponse:
    """One line: promises, what was asked for, the ledger, and what the reader may do."""
    row = desk.line_for(request.actor, key)
    may = {
        "keep": keep_books.allows(request.actor, row.line.community),
        "read": read_books.allows(request.actor, row.line.community),
        "promise": open_line.allows(request.actor, row.line),
    }
    offered = {
        "receive": (may["keep"], ReceiptForm, {"on": localdate(request.now)}),
        "ask": (may["keep"], AskForm, {}),
        "promise": (may["promise"], PromiseForm, {}),
    }
    blocks = {
        verb: kind(auto_id=f"{verb}_%s", initial=first) for verb, (allowed, kind, first) in offered.items() if allowed
    }
    verb = request.POST.get("do", "")
    if request.method == "POST":
        if verb == "take_back":
            return _pressed(request, lambda: _take_back(request, row.line), f"/desk/funds/lines/{key}/")
        if verb not in blocks:
            raise Missing(_("There is no such thing to do here."))
        form = offered[verb][1](request.POST, request.FILES, auto_id=f"{verb}_%s")
        if form.is_valid() and _done(request, form, lambda given: LINE_DEEDS[verb](request, row.line, given)):
            return redirect("funds:line", key=key)
        blocks[verb] = form
    context = {
        "row": row,
        "line": row.line,
        "may": may,
        "blocks": blocks,
        "tried": verb,
        "promises": desk.promises_of(request.actor, row.line),
        "entries": desk.ledger(request.actor, row.line),
        "expenditures": desk.expenditures(request.actor, row.line) if may["read"] else [],
    }
    return render(request, "funds/line.html", context)


def expenditure(request: Request, key: int) -> HttpResponse:
    """One expenditure: what was asked, its papers, and the decision or payment that is next."""
    row = desk.expenditure_for(request.actor, key)
    asked = row.expenditure
    form: forms.Form | None = None
    if request.method == "POST":
        form = PayForm(request.POST) if request.POST.get("do") == "pay" else DecisionForm(request.POST)
        if form.is_valid() and _done(request, form, lambda given: _decide(request, asked, given)):
            return redirect("funds:expenditure", key=key)
    may = {
        "decide": row.state == "asked" and approve_expenditure.allows(request.actor, asked),
        "pay": row.state == "approved" and keep_books.allows(request.actor, asked.line.community),
        "withdraw": row.state in {"asked", "approved"} and withdraw_expenditure.allows(request.actor, asked),
    }
    context = {
        "row": row,
        "line": desk.line_for(request.actor, asked.line_id),
        "papers": desk.attachments_of(request.actor, asked),
        "may": may,
        "decision_form": form if isinstance(form, DecisionForm) else DecisionForm(auto_id="decide_%s"),
        "pay_form": form
        if isinstance(form, PayForm)
        else PayForm(initial={"on": localdate(request.now)}, auto_id="pay_%s"),
        "reason_form": ReasonForm(auto_id="withdraw_%s"),
    }
    return render(request, "funds/expenditure.html", context)


def entry(request: Request, key: int) -> HttpResponse:
    """One entry of the ledger with its voucher, and its reversal."""
    row = desk.entry_for(request.actor, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        run = lambda given: booking.reverse_entry(request.actor, row.entry, reason=given["text"], now=request.now)  # noqa: E731
        if _done(request, form, run):
            return redirect("funds:entry", key=key)
    may_reverse = (
        not row.is_reversed
        and row.entry.reverses_id is None
        and decide_in_books.allows(request.actor, row.entry.line.community)
    )
    return render(
        request, "funds/entry.html", {"row": row, "entry": row.entry, "form": form, "may_reverse": may_reverse}
    )


def _receive(request: Request, line_: Any, given: dict[str, Any]) -> None:
    booking.receive_money(
        request.actor, line_, amount_fen=given["amount"], on=given["on"], text=given["text"], now=request.now
    )


def _ask(request: Request, line_: Any, given: dict[str, Any]) -> None:
    spending.ask_expenditure(request.actor, line_, amount_fen=given.pop("amount"), **given, now=request.now)


def _promise(request: Request, line_: Any, given: dict[str, Any]) -> None:
    lining.promise_money(request.actor, line_, amount_fen=given.pop("amount"), **given, now=request.now)


LINE_DEEDS: dict[str, Callable[[Request, Any, dict[str, Any]], None]] = {
    "receive": _receive,
    "ask": _ask,
    "promise": _promise,
}


def _take_back(request: Request, line_: Any) -> None:
    promise = desk.promise_in(request.actor, line_, read_key(request.POST.get("promise", "")) or 0)
    lining.take_back_promise(request.actor, promise, reason=request.POST.get("reason", ""), now=request.now)


def _decide(request: Request, asked: Any, given: dict[str, Any]) -> None:
    by, now, text = request.actor, request.now, given.get("text", "")
    match request.POST.get("do", ""):
        case "approve":
            spending.approve_expenditure(by, asked, text=text, now=now)
        case "refuse":
            spending.refuse_expenditure(by, asked, reason=text, now=now)
        case "withdraw":
            spending.withdraw_expenditure(by, asked, reason=text, now=now)
        case "pay":
            spending.pay_expenditure(by, asked, on=given["on"], now=now)
        case _:
            raise Missing(_("There is no such thing to do here."))


def _done(request: Request, form: forms.Form, run: Callable[[dict[str, Any]], Any]) -> bool:
    """Do it with what was typed. False, and the reason on the form, where it was refused: nothing typed is lost."""
    try:
        run(dict(form.cleaned_data))
    except (NotYours, Missing):
        raise
    except Refused as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    messages.success(request, _("Kept."))
    return True


def _pressed(request: Request, run: Callable[[], Any], back: str) -> HttpResponse:
    try:
        run()
        messages.success(request, _("Kept."))
    except (NotYours, Missing):
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back)
