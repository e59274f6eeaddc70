"""What everybody reads of rounds, and where residents raise and support ideas."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours
from linli.base.requests import Request
from linli.look.acting import asked, done, pressed, sent
from linli.people.queries import standing_of
from linli.places.queries import building_in

from .. import actions, forms
from ..permissions import run_round, take_part
from ..queries import ideas as found_ideas
from ..queries import money
from ..queries import rounds as found_rounds


def rounds(request: Request) -> HttpResponse:
    """The rounds of the community in focus."""
    here = request.community
    rows = found_rounds.rounds(request.actor, here) if here else []
    return render(request, "budgets/rounds.html", {"rows": rows, "community": here})


def one_round(request: Request, key: int) -> HttpResponse:
    """One round: the money, the way, the ideas, and what was chosen and became of it."""
    found, today = found_rounds.round_for(request.actor, key), localdate(request.now)
    state, order, words = request.GET.get("state", ""), request.GET.get("order", ""), request.GET.get("q", "")[:60]
    carried = found_rounds.projects_of(found, today=today)
    context = {
        "round": found,
        "way": found_rounds.way_of(found),
        "money": money.line_money(found),
        "today": today,
        "state": state,
        "order": order,
        "q": words,
        "ideas": found_ideas.ideas_of(request.actor, found, state=state, order=order, words=words),
        "carried": carried,
        "sum": found_rounds.sum_of(found, carried),
        "is_collecting": _is_collecting(found, today),
        "may_raise": take_part.allows(request.actor, found),
        "may_run": run_round.allows(request.actor, found),
        "states": found_ideas.states(),
    }
    return render(request, "budgets/round.html", context)


def _is_collecting(found: Any, today: Any) -> bool:
    return found.state == "ideas" and found.ideas_from_date <= today <= found.ideas_to_date


def why(request: Request, key: int) -> HttpResponse:
    """Why each project was chosen or not."""
    found = found_rounds.round_for(request.actor, key)
    reasons = found_rounds.why_of(found)
    if reasons is None:
        raise Missing(_("The ballot of this round was not counted yet."))
    return render(request, "budgets/why.html", {"round": found, "why": reasons})


def raise_one(request: Request, key: int) -> HttpResponse:
    """A resident raises an idea; first those that sound alike are shown."""
    found = found_rounds.round_for(request.actor, key)
    if not take_part.allows(request.actor, found):
        raise NotYours(_("Sign in with an account of the community where you live."))
    form = forms.IdeaForm(
        request.POST or None, request.FILES or None, buildings=found_ideas.buildings_of(found.community)
    )
    made, similar = list[Any](), list[Any]()
    if request.method == "POST" and form.is_valid() and not request.POST.get("anyway"):
        similar = similar_to(request, found, form)
    if not similar and done(
        form,
        lambda given: made.append(actions.raise_idea(request.actor, found, wish_of(found, given), now=request.now)),
    ):
        return redirect("budgets:idea", key=made[0].pk)
    is_open = _is_collecting(found, localdate(request.now))
    context = {
        "round": found,
        "form": form,
        "similar": similar,
        "is_open": is_open,
        "standing": standing_of(request.actor, found.community_id),
    }
    return render(request, "budgets/raise.html", context)


def similar_to(request: Request, found: Any, form: Any) -> list[Any]:
    """What sounds like the idea that was typed."""
    told = form.cleaned_data
    return found_ideas.similar_ideas(
        request.actor, found, title=told["title"], about=told["about"], on=localdate(request.now)
    )


def wish_of(found: Any, given: dict[str, Any]) -> Any:
    """What was typed, as the actions take it."""
    building = given.pop("building")
    return actions.Wish(**given, building=building_in(found.community, building) if building else None)


def idea(request: Request, key: int) -> HttpResponse:
    """One idea: what it is, what it costs, what became of it."""
    found = found_ideas.idea_for(request.actor, key)
    form = forms.ReplyForm(asked(request, "reply"), initial={"about": found.about})
    if request.method == "POST" and _acted(request, found, form):
        return redirect("budgets:idea", key=key)
    costings, today = found_ideas.costings_of(found), localdate(request.now)
    carried = found_rounds.projects_of(found.round, today=today)
    context = {
        "idea": found,
        "round": found.round,
        "standing": standing_of(request.actor, found.round.community_id),
        "where": found_ideas.where(found),
        "who": found_ideas.who_raised(found),
        "costings": costings,
        "form": form,
        "may_support": found_ideas.may_support(request.actor, found),
        "is_open": found_ideas.is_running(found),
        "may_reply": bool(costings) and found_ideas.may_reply(request.actor, found),
        "may_run": run_round.allows(request.actor, found.round),
        "may_show": take_part.allows(request.actor, found.round),
        "carried": next((one for one in carried if one.project.idea_id == found.pk), None),
        "why": _reason(found),
        "merged": list(found.merged.order_by("number")),
    }
    return render(request, "budgets/idea.html", context)


def _reason(found: Any) -> Any:
    reasons = found_rounds.why_of(found.round) if found.option_key else None
    return next((row for row in reasons.rows if row.key == found.option_key), None) if reasons else None


def _acted(request: Request, found: Any, form: Any) -> bool:
    verb = request.POST.get("do", "")
    if verb == "support":
        is_wanted = request.POST.get("yes") == "1"
        pressed(request, lambda: actions.support_idea(request.actor, found, is_wanted=is_wanted, now=request.now))
        return True
    if verb == "reply":
        return sent(request, form, lambda told: actions.reply_to_costing(request.actor, found, now=request.now, **told))
    raise Missing(_("There is no such thing to do here."))


def photo_new(request: Request, key: int) -> HttpResponse:
    """A picture of a project, if somebody likes to show it."""
    project = found_rounds.project_of(key)
    found = project.round
    if not (take_part.allows(request.actor, found) or run_round.allows(request.actor, found)):
        raise NotYours(_("Sign in with an account of the community where you live."))
    form = forms.PhotoForm(request.POST or None, request.FILES or None)
    if sent(
        request,
        form,
        lambda told: actions.add_photo(request.actor, project, told.pop("picture"), now=request.now, **told),
    ):
        return redirect("budgets:idea", key=project.idea_id)
    context = {"project": project, "round": found, "form": form, "is_staff": run_round.allows(request.actor, found)}
    return render(request, "budgets/photo.html", context)
