"""Where the committee opens rounds and runs them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.views.desk import here
from linli.base.errors import Missing
from linli.base.money import yuan
from linli.base.requests import Request
from linli.look.acting import asked, done, pressed, sent

from .. import actions, forms
from ..permissions import open_rounds
from ..queries import ideas as found_ideas
from ..queries import money
from ..queries import rounds as found_rounds
from .public import similar_to, wish_of

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = {
    "ideas_from_date": 0,
    "ideas_to_date": 30,
    "costing_to_date": 51,
    "voting_from_date": 75,
    "voting_to_date": 82,
    "carried_out_to_date": 180,
}
"""Days from today on, as a round usually goes: a roll is posted for twenty days before the ballot."""


def desk(request: Request) -> HttpResponse:
    community = here(request)
    rows = found_rounds.rounds_to_run(request.actor, community)
    context = {"rows": rows, "community": community, "today": localdate(request.now)}
    return render(request, "budgets/desk.html", context)


def new(request: Request) -> HttpResponse:
    community, made = here(request), list[Any]()
    open_rounds.require(request.actor, community)
    rows = found_rounds.lines_for(request.actor, community)
    labels = [(row.line.pk, _line(row)) for row in rows]
    form = forms.RoundForm(request.POST or None, lines=labels, initial=_usual(localdate(request.now)))
    if done(form, lambda given: made.append(_opened(request, community, form, given))):
        return redirect("budgets:run", key=made[0].pk)
    return render(request, "budgets/new.html", {"form": form, "community": community, "has_lines": bool(rows)})


def _line(row: Any) -> str:
    promised, has = yuan(row.promised_fen), yuan(row.arrived_fen)
    return _("%(line)s · promised %(promised)s, arrived %(arrived)s") % {
        "line": row.line.label,
        "promised": promised,
        "arrived": has,
    }


def _usual(today: date) -> dict[str, Any]:
    days = {name: today + timedelta(days=number) for name, number in USUAL.items()}
    return days | {"method": "equal_shares"}


def _opened(request: Request, community: Any, form: Any, given: dict[str, Any]) -> Any:
    line = found_rounds.line_named(request.actor, community, given.pop("line"))
    days = form.days(given)
    return actions.open_round(request.actor, community, line=line, days=days, now=request.now, **given)


def run(request: Request, key: int) -> HttpResponse:
    """Everything that can be done with the round now."""
    found = found_rounds.round_to_run(request.actor, key)
    report, off = forms.ReportForm(asked(request, "close")), forms.WhyForm(asked(request, "off"))
    if request.method == "POST" and _acted(request, found, report, off):
        return redirect("budgets:run", key=key)
    today = localdate(request.now)
    carried = found_rounds.projects_of(found, today=today)
    ideas = found_ideas.ideas_of(request.actor, found)
    context = {
        "round": found,
        "way": found_rounds.way_of(found),
        "money": money.line_money(found),
        "ideas": ideas,
        "today": today,
        "carried": carried,
        "sum": found_rounds.sum_of(found, carried),
        "report": report,
        "off": off,
        "waiting": sum(one.state == "raised" for one in ideas),
        "feasible": sum(one.state == "feasible" for one in ideas),
        "is_open": [one for one in carried if one.project.finished_date is None],
    }
    return render(request, "budgets/run.html", context)


def _acted(request: Request, found: Any, report: Any, off: Any) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    presses: dict[str, Callable[[], object]] = {
        "costing": lambda: actions.begin_costing(by, found, now=now),
        "ballot": lambda: actions.draft_ballot_of_round(by, found, now=now),
        "result": lambda: actions.take_result(by, found, now=now),
    }
    if verb in presses:
        pressed(request, presses[verb])
        return True
    if verb == "close":
        return sent(request, report, lambda told: actions.close_round(by, found, now=now, **told))
    if verb == "off":
        return sent(request, off, lambda told: actions.call_off_round(by, found, now=now, **told))
    raise Missing(_("There is no such thing to do here."))


def write_down(request: Request, key: int) -> HttpResponse:
    """An idea of somebody who came by, called or left a paper."""
    found, made, similar = found_rounds.round_to_run(request.actor, key), list[Any](), list[Any]()
    form = forms.DeskIdeaForm(
        request.POST or None, request.FILES or None, buildings=found_ideas.buildings_of(found.community)
    )
    if request.method == "POST" and form.is_valid() and not request.POST.get("anyway"):
        similar = similar_to(request, found, form)
    if not similar and sent(request, form, lambda given: made.append(_written(request, found, given))):
        return redirect("budgets:run", key=key)
    context = {"round": found, "form": form, "similar": similar, "is_open": found.state == "ideas", "is_desk": True}
    return render(request, "budgets/raise.html", context)


def _written(request: Request, found: Any, given: dict[str, Any]) -> Any:
    came_by, told_how = given.pop("came_by"), given.pop("told_how")
    return actions.raise_at_desk(
        request.actor, found, wish_of(found, given), came_by=came_by, told_how=told_how, now=request.now
    )
