"""Where an idea gets its answer: costed, merged, or not taken up."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import ChangedMeanwhile, Missing
from linli.base.money import yuan
from linli.base.requests import Request
from linli.look.acting import asked, done, sent

from .. import actions, forms
from ..permissions import run_round
from ..queries import ideas as found_ideas

ROWS, MORE = 4, 2


def cost(request: Request, key: int) -> HttpResponse:
    """One idea with its costings, and the three ways of answering it."""
    idea = found_ideas.idea_for(request.actor, key)
    run_round.require(request.actor, idea.round)
    costings = found_ideas.costings_of(idea)
    given = _forms(request, idea, costings[0] if costings else None)
    if request.method == "POST" and _answered(request, idea, given):
        return redirect("budgets:cost", key=key)
    context = {
        "idea": idea,
        "round": idea.round,
        "where": found_ideas.where(idea),
        "who": found_ideas.who_raised(idea),
        "costings": costings,
        "forms": given,
        "is_open": idea.round.state in {"ideas", "costing"} and idea.state in {"raised", "feasible", "not_feasible"},
        "merged": list(idea.merged.all()),
    }
    return render(request, "budgets/cost.html", context)


def _forms(request: Request, idea: Any, last: Any) -> dict[str, Any]:
    lines = (
        [{"item": line.item, "quantity": line.quantity, "unit_fen": yuan(line.unit_fen)} for line in last.lines.all()]
        if last
        else []
    )
    empty = max(ROWS - len(lines), MORE)
    return {
        "cost": forms.CostForm(asked(request, "cost"), initial=_kept(last)),
        "items": forms.Items(asked(request, "cost"), initial=lines + [{}] * empty, prefix="item"),
        "decline": forms.DeclineForm(asked(request, "decline")),
        "merge": forms.MergeForm(asked(request, "merge"), others=found_ideas.others_of(idea)),
    }


def _kept(last: Any) -> dict[str, Any]:
    """What the last costing said, to be changed."""
    if last is None:
        return {"seen": 0, "is_feasible": "1"}
    names = ("owner", "needs", "running_words", "why", "stumbles_on")
    kept = {name: getattr(last, name) for name in names}
    return kept | {
        "seen": last.number,
        "is_feasible": "1" if last.is_feasible else "0",
        "running_fen": yuan(last.running_fen) if last.running_fen else "",
    }


def _answered(request: Request, idea: Any, given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    if verb == "cost":
        return _costed(request, idea, given["cost"], given["items"])
    if verb == "decline":
        return sent(request, given["decline"], lambda told: actions.decline_idea(by, idea, now=now, **told))
    if verb == "merge":
        return sent(
            request, given["merge"], lambda told: actions.merge_ideas(by, idea, _other(request, idea, told), now=now)
        )
    raise Missing(_("There is no such thing to do here."))


def _other(request: Request, idea: Any, told: dict[str, Any]) -> Any:
    return found_ideas.idea_in_round(request.actor, idea.round, told["into"])


def _costed(request: Request, idea: Any, form: Any, rows: Any) -> bool:
    """What is wrong stays on the page with all that was typed; so does a costing that somebody else was faster with."""
    if not rows.is_valid():
        form.is_valid()
        return False
    try:
        return done(
            form,
            lambda told: actions.cost_idea(
                request.actor, idea, form.told(), forms.items_of(rows), seen=told["seen"], now=request.now
            ),
        )
    except ChangedMeanwhile as changed:
        form.add_error(None, str(changed))
        return False
