"""Where those who work for the community hold ballots, step by step."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent
from linli.places.queries import community_for

from .. import actions, forms
from ..letters import letters_pdf
from ..papers import PAPER_WAYS
from ..permissions import hold_ballots, run_ballot
from ..queries import ballots as found_ballots
from ..queries import keys, pages
from ..queries.papers import reading_of
from ..registries import belongs_to
from ..rules import posted_days

OPEN = ("posted", "open")
Way = tuple[Any, Callable[[dict[str, Any]], object]]
"""A form, and what is done with it."""


def desk(request: Request) -> HttpResponse:
    community = here(request)
    return render(
        request, "ballots/desk.html", {"rows": found_ballots.ballots(request.actor, community), "community": community}
    )


def new(request: Request) -> HttpResponse:
    community = here(request)
    form = forms.BallotForm(request.POST or None)
    made: list[Any] = []
    if done(form, lambda given: made.append(actions.draft_ballot(request.actor, community, now=request.now, **given))):
        return redirect("ballots:run", key=made[0].pk)
    return render(request, "ballots/new.html", {"form": form, "community": community})


def run(request: Request, key: int) -> HttpResponse:
    """What can be done with the ballot now, one form each. A slip is shown here only for a holder without an account, and once."""
    ballot = running(request, key)
    by, now = request.actor, request.now
    options = forms.OptionsForm(
        asked(request, "options"), initial={"options": "\n".join(label for _k, label in pages.paper_of(ballot))}
    )
    objection, ruling = forms.ObjectionForm(asked(request, "object")), forms.RulingForm(asked(request, "rule"))
    opening, slips, off = (
        forms.OpenForm(asked(request, "open"), people=keys.who_may_hold(ballot, on=localdate(now))),
        forms.SlipsForm(asked(request, "box")),
        forms.WhyForm(asked(request, "off")),
    )
    opened: list[actions.Opened] = []
    listing, building = forms.ListForm(asked(request, "list")), forms.BuildForm(asked(request, "roll"))
    ways: list[Way] = [
        (options, lambda given: actions.set_options(by, ballot, given["options"], now=now)),
        (building, lambda given: actions.build_roll(by, ballot, now=now, **given)),
        (
            listing,
            lambda given: actions.write_roll(by, ballot, given["lines"], are_others=given["are_others"], now=now),
        ),
        (objection, lambda given: actions.object_to_roll(by, ballot, now=now, **given)),
        (ruling, lambda given: actions.rule_on_objection(by, _objection(request, ballot), now=now, **given)),
        (slips, lambda given: actions.open_box(by, ballot, given["slips"], now=now)),
        (off, lambda given: actions.call_off(by, ballot, why=given["why"], now=now)),
        (
            opening,
            lambda _given: opened.append(
                actions.open_ballot(by, ballot, closes_at=opening.closes_at, holders=opening.holders, now=now)
            ),
        ),
    ]
    for form, act in ways:
        if sent(request, form, act):
            return _slips(request, opened[0]) if opened and opened[0].slips else redirect("ballots:run", key=key)
    if _pressed(request, ballot):
        return redirect("ballots:run", key=key)
    holders = keys.holders_of(ballot)
    context = {
        "ballot": ballot,
        "options": options,
        "listing": listing,
        "building": building,
        "objection": objection,
        "ruling": ruling,
        "opening": opening,
        "slips": slips,
        "off": off,
        "paper": pages.paper_of(ballot),
        "counts": pages.counts_of(ballot),
        "objections": list(ballot.objections.all()),
        "first_day": pages.first_day(ballot),
        "days_posted": posted_days(ballot, on=localdate(now)),
        "belongs": belongs_to(ballot),
        "holders": holders,
        "holder_gone": any(not one.is_here for one in holders),
        "reading": reading_of(by, ballot) if ballot.state == "closed" else None,
        "today": localdate(now),
        "is_due": ballot.closes_at and ballot.closes_at <= now,
    }
    return render(request, "ballots/run.html", context)


def roll(request: Request, key: int) -> HttpResponse:
    """The roll with names and homes: looked up, added to, struck off, a lost letter written anew."""
    ballot = running(request, key)
    by, now = request.actor, request.now
    add, strike = forms.AddForm(asked(request, "add")), forms.WhyForm(asked(request, "strike"))
    words = request.GET.get("q", "").strip()[:60]
    entry = read_key(request.POST.get("entry", ""))
    ways: list[Way] = [
        (add, lambda given: actions.add_to_roll(by, ballot, now=now, **given)),
        (strike, lambda given: actions.strike_off(by, pages.entry_of(ballot, entry), why=given["why"], now=now)),
    ]
    for form, act in ways:
        if sent(request, form, act):
            return redirect("ballots:desk_roll", key=key)
    presses: dict[str, Callable[[], object]] = {
        "anew": lambda: actions.send_code_anew(
            by, pages.entry_of(ballot, entry), why=request.POST.get("why", "")[:200], now=now
        ),
        "back": lambda: actions.take_paper_back(by, pages.entry_of(ballot, entry), now=now),
    }
    if (verb := request.POST.get("do")) in presses:
        pressed(request, presses[verb])
        return redirect("ballots:desk_roll", key=key)
    if (way := request.POST.get("do")) in PAPER_WAYS:
        pressed(request, lambda: actions.mark_for_paper(by, pages.entry_of(ballot, entry), way=way, now=now))
        return redirect("ballots:desk_roll", key=key)
    rows = pages.roll_of(ballot, after=read_key(request.GET.get("after", "")) or 0, words=words)
    more = rows[-1].number if len(rows) == pages.PAGE else None
    actions.note_roll_seen(by, ballot, rows, now=now)
    context = {
        "ballot": ballot,
        "rows": pages.with_proxies(ballot, rows),
        "asked": keys.asked_by_others(by, ballot),
        "more": more,
        "q": words,
        "add": add,
        "may_letter": ballot.state in OPEN,
        "may_strike": ballot.state in {"draft", "posted"},
        "may_mark": ballot.state == "open",
    }
    return render(request, "ballots/desk_roll.html", context)


def letters(request: Request, key: int) -> HttpResponse:
    """A hundred letters with codes, to be printed, of those who have not voted yet: each once, and again only with a reason."""
    ballot = running(request, key)
    if ballot.state not in OPEN:
        raise Missing(_("Letters are printed once the roll is posted."))
    form = forms.LettersForm(
        request.POST or None, initial={"after": request.GET.get("after", ""), "entry": request.GET.get("entry", "")}
    )
    if form.is_bound and form.is_valid():
        given, printed = form.cleaned_data, list[Any]()
        rows = (
            [pages.entry_of(ballot, given["entry"])]
            if given["entry"]
            else pages.roll_of(ballot, after=given["after"] or 0)
        )
        if done(form, lambda _given: printed.extend(_printed(request, ballot, rows, given["why"]))) and printed:
            response = HttpResponse(
                letters_pdf(ballot, printed, site=request.build_absolute_uri("/")), content_type="application/pdf"
            )
            response["Content-Disposition"] = f'attachment; filename="linli-letters-{key}.pdf"'
            response["Cache-Control"] = "private, no-store"
            return response
    context = {"ballot": ballot, "form": form, "left": pages.letters_left(ballot), "made": keys.codes_made(ballot)}
    return render(request, "ballots/print_letters.html", context)


def _printed(request: Request, ballot: Any, rows: list[Any], why: str) -> list[Any]:
    try:
        found = actions.print_letters(request.actor, ballot, rows, why=why, now=request.now)
    except (Missing, NotYours, Invalid):
        raise
    except Refused as refusal:
        raise Invalid(str(refusal), field="why") from refusal
    actions.note_roll_seen(request.actor, ballot, found, is_code=True, now=request.now)
    return found


def here(request: Request) -> Any:
    """The community in focus or the reader's own, for who holds ballots in it."""
    otherwise = _("This is for those who work for the community.")
    request.community = community_for(request.actor, request.community, hold_ballots, otherwise)
    return request.community


def running(request: Request, key: int) -> Any:
    """The ballot, for who runs it."""
    ballot = found_ballots.ballot_for(request.actor, key)
    run_ballot.require(request.actor, ballot)
    return ballot


def _objection(request: Request, ballot: Any) -> Any:
    return pages.objection_of(ballot, read_key(request.POST.get("objection", "")))


def _pressed(request: Request, ballot: Any) -> bool:
    by, now = request.actor, request.now
    ways: dict[str, Callable[[], object]] = {
        "complete": lambda: actions.complete_roll(by, ballot, now=now),
        "post": lambda: actions.post_roll(by, ballot, now=now),
        "close": lambda: actions.close_ballot(by, ballot, now=now),
    }
    verb = request.POST.get("do", "")
    if verb not in ways:
        return False
    pressed(request, ways[verb])
    return True


def _slips(request: Request, opened: actions.Opened) -> HttpResponse:
    response = render(
        request, "ballots/slips.html", {"ballot": opened.ballot, "slips": opened.slips, "needed": opened.needed}
    )
    response["Cache-Control"] = "private, no-store"
    return response
