"""Paper at the desk: printed, read twice; and the tablet of the polling place."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, Refused
from linli.base.qr import qr_svg
from linli.base.requests import Request, read_key

from .. import actions, forms
from ..letters import papers_pdf
from ..queries import pages
from ..queries.ballots import ballot_for
from ..queries.keys import asked_of, slip_of
from ..queries.papers import reading_of
from .desk import running

MAKES = ("signed", "second")


def print_papers(request: Request, key: int) -> HttpResponse:
    """So many new papers as a file to print, each on a sheet of its own."""
    ballot = running(request, key)
    form = forms.PrintForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            blanks = actions.print_papers(request.actor, ballot, form.cleaned_data["number"], now=request.now)
            return _never_kept(_downloaded(papers_pdf(ballot, blanks), f"linli-papers-{key}.pdf"))
        except Invalid as wrong:
            form.add_error("number", str(wrong))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return render(
        request, "ballots/papers.html", {"ballot": ballot, "form": form, "reading": reading_of(request.actor, ballot)}
    )


def read_papers(request: Request, key: int) -> HttpResponse:
    """One of two people reads papers, one after the other; what the other read is not shown."""
    ballot = running(request, key)
    if ballot.state != "closed":
        raise Missing(_("Papers are read once the voting is over."))
    form = forms.ReadForm(request.POST or None, ballot=ballot, options=pages.paper_of(ballot))
    if form.is_bound and form.is_valid() and _is_read(request, ballot, form):
        return redirect("ballots:read_papers", key=key)
    context = {"ballot": ballot, "form": form, "reading": reading_of(request.actor, ballot)}
    return _never_kept(render(request, "ballots/read_papers.html", context))


def tablet(request: Request, key: int) -> HttpResponse:
    """The voter before the desk wants the tablet: a colleague says yes, or the voter signs; then the code is shown, this once."""
    ballot = running(request, key)
    entry = pages.entry_of(ballot, read_key(request.GET.get("entry", "")))
    if ballot.state != "open" or entry.channel or entry.struck_why:
        raise Missing(_("They have voted already, or cannot vote now."))
    by, verb = request.actor, request.POST.get("do", "")
    actions.note_roll_seen(by, ballot, [entry], is_code=verb in MAKES, now=request.now)
    context: dict[str, Any] = {"ballot": ballot, "entry": entry}
    try:
        if verb == "ask":
            actions.ask_tablet_code(by, entry, now=request.now)
        elif verb in MAKES:
            code = actions.make_tablet_code(by, entry, is_signed=verb == "signed", now=request.now)
            address = request.build_absolute_uri("/vote/")
            context |= {"code": code, "address": address, "qr": qr_svg(f"{address}{code}/")}
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _never_kept(render(request, "ballots/tablet.html", context | {"asked": asked_of(entry)}))


def slip(request: Request, key: int) -> HttpResponse:
    """The slip of the key of whoever reads it: again and again until they have written it down."""
    ballot = ballot_for(request.actor, key)
    if request.POST.get("do") == "kept":
        actions.keep_slip(request.actor, ballot, now=request.now)
        messages.success(request, _("The slip is yours alone now."))
        return redirect("ballots:ballot", key=key)
    return _never_kept(render(request, "ballots/slip.html", {"ballot": ballot, "slip": slip_of(request.actor, ballot)}))


def _is_read(request: Request, ballot: Any, form: Any) -> bool:
    try:
        actions.read_paper(
            request.actor,
            ballot,
            form.cleaned_data["code"],
            form.choice,
            is_unclear=form.cleaned_data["is_unclear"],
            area=form.cleaned_data.get("area"),
            now=request.now,
        )
    except Missing as wrong:
        form.add_error("code", str(wrong))
    except Invalid as wrong:
        form.add_error(None, str(wrong))
    except Refused as refusal:
        form.add_error("code", str(refusal))
    else:
        messages.success(request, _("Read. The next paper."))
    return not form.errors


def _downloaded(pdf: bytes, name: str) -> HttpResponse:
    """Saved, not shown: to load the answer again would print other papers."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
