"""Where a project is carried out: steps, money, pictures, and what came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.money import yuan
from linli.base.requests import Request, read_key
from linli.look.acting import asked, pressed, sent

from .. import actions, forms
from ..queries import money
from ..queries import rounds as found_rounds


def carry(request: Request, key: int) -> HttpResponse:
    """One project, and what can be done with it now."""
    project = found_rounds.project_for(request.actor, key)
    given = _forms(request, project)
    if request.method == "POST" and _acted(request, project, given):
        return redirect("budgets:carry", key=key)
    today = localdate(request.now)
    steps = list(project.steps.all())
    for step in steps:
        step.is_late = step.is_late_on(today)  # type: ignore[attr-defined]
    context = {
        "project": project,
        "round": project.round,
        "steps": steps,
        "money": money.money_of(project),
        "spendings": money.spendings_of(project),
        "forms": given,
        "photos": list(project.photos.all()),
        "is_late": project.is_late_on(today),
        "is_running": not project.finished_date,
        "has_links": bool(given["link"].fields["expenditure"].choices),
    }
    return render(request, "budgets/carry.html", context)


def _forms(request: Request, project: Any) -> dict[str, Any]:
    rows = [
        (row.pk, f"{row.purpose} · {yuan(row.amount_fen)}") for row in money.expenditures_to_link(project.round)[:50]
    ]
    ended = asked(request, "end") or asked(request, "give_up_all")
    return {
        "step": forms.StepForm(asked(request, "step"), prefix="step"),
        "money": forms.MoneyForm(
            asked(request, "money"), request.FILES if asked(request, "money") else None, prefix="money"
        ),
        "link": forms.LinkForm(asked(request, "link"), rows=rows),
        "end": forms.FinishForm(ended),
    }


def _acted(request: Request, project: Any, given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    row = read_key(request.POST.get("row", "")) or 0
    if verb in {"finish", "give_up"}:
        note = request.POST.get("note", "")
        pressed(
            request,
            lambda: actions.finish_step(by, _step(project, row), note=note, is_given_up=verb == "give_up", now=now),
        )
        return True
    if verb in {"show", "remove"}:
        act = actions.show_photo if verb == "show" else actions.remove_photo
        pressed(request, lambda: act(by, found_rounds.photo_in(project, row), now=now))
        return True
    ways: dict[str, Any] = {
        "step": ("step", lambda told: actions.add_step(by, project, now=now, **told)),
        "money": ("money", lambda told: actions.ask_for_money(by, project, now=now, **told)),
        "link": ("link", lambda told: actions.link_expenditure(by, project, now=now, **told)),
        "end": ("end", lambda told: actions.finish_project(by, project, is_given_up=False, now=now, **told)),
        "give_up_all": ("end", lambda told: actions.finish_project(by, project, is_given_up=True, now=now, **told)),
    }
    if verb not in ways:
        raise Missing(_("There is no such thing to do here."))
    name, act = ways[verb]
    return sent(request, given[name], act)


def _step(project: Any, key: int) -> Any:
    found = project.steps.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such step of the result."))
    return found
