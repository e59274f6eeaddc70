"""Where the committee leads one topic: takes it up, ends stages, decides, carries out, reports back, closes."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.look.acting import asked, pressed, sent

from .. import actions, forms
from ..permissions import lead_topic
from ..queries import desk as found_desk
from ..queries import topics as found_topics
from ..queries import wordings

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS, STEPS = 5, 4


def lead(request: Request, key: int) -> HttpResponse:
    """Everything that can be done with the topic now, a form each."""
    topic = found_topics.topic_for(request.actor, key)
    lead_topic.require(request.actor, topic)
    today, stages = localdate(request.now), found_topics.stages_of(topic)
    given = _forms(request, topic, stages)
    if request.method == "POST" and _acted(request, topic, stages, given):
        return redirect("deliberation:lead", key=key)
    context = {
        "topic": topic,
        "stages": stages,
        "current": found_desk.current_of(stages),
        "way": found_topics.way_of(topic, stages),
        "forms": given,
        "steps": found_topics.steps_of(topic, today=today),
        "agreed": found_topics.agreed_steps(topic, today=today),
        "wordings": wordings.wordings_of(topic),
        "today": today,
        "templates": found_desk.templates(on=today),
        "took_part": len(found_topics.took_part(topic)),
        "statements": topic.statements.count(),
        "chosen": request.GET.get("template", "usual"),
    }
    return render(request, "deliberation/lead.html", context)


def _forms(request: Request, topic: Any, stages: list[Any]) -> dict[str, Any]:
    latest, current = topic.wordings.last(), found_desk.current_of(stages)
    dates = {"from_date": current.from_date, "to_date": current.to_date} if current else {}
    return {
        "stages": forms.Stages(
            asked(request, "take_up"),
            initial=_planned(request),
            prefix="stage",
            form_kwargs={"buildings": found_desk.buildings_of(topic.community)},
        ),
        "decline": forms.WhyForm(asked(request, "decline")),
        "wording": forms.WordingForm(asked(request, "wording"), initial={"text": latest.text if latest else ""}),
        "statement": forms.StatementForm(asked(request, "statement")),
        "move": forms.MoveForm(asked(request, "move"), initial=dates),
        "end": forms.OutcomeForm(asked(request, "end")),
        "ballot": forms.BallotForm(asked(request, "ballot"), initial={"question": topic.title}),
        "decide": forms.OutcomeForm(asked(request, "decide")),
        "steps": forms.Steps(asked(request, "decide"), initial=[{}] * STEPS, prefix="step"),
        "step": forms.StepForm(asked(request, "step")),
        "finish": forms.FinishForm(asked(request, "finish") or asked(request, "give_up")),
        "report": forms.ReportForm(asked(request, "report")),
    }


def _planned(request: Request) -> list[dict[str, Any]]:
    """The stages of the chosen pattern from today on, and empty rows for more."""
    today = localdate(request.now)
    patterns = {pattern.key: pattern for pattern in found_desk.templates(on=today)}
    chosen = patterns.get(request.GET.get("template", ""), patterns["usual"])
    rows, day = list[dict[str, Any]](), today
    for kind, days in chosen.stages:
        rows.append({"kind": kind, "from_date": day, "to_date": day + timedelta(days=days - 1)})
        day += timedelta(days=days)
    return rows + [{} for _row in range(max(ROWS - len(rows), 1))]


def _acted(request: Request, topic: Any, stages: list[Any], given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    current = found_desk.current_of(stages)
    row = read_key(request.POST.get("row", "")) or 0
    ways: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
        "decline": ("decline", lambda told: actions.decline_topic(by, topic, now=now, **told)),
        "wording": ("wording", lambda told: actions.write_wording(by, topic, now=now, **told)),
        "statement": ("statement", lambda told: actions.state_for_committee(by, topic, now=now, **told)),
        "move": ("move", lambda told: actions.move_stage(by, _there(current), now=now, **told)),
        "end": ("end", lambda told: actions.end_stage(by, topic, now=now, **told)),
        "ballot": ("ballot", lambda told: actions.prepare_ballot(by, topic, now=now, **told)),
        "step": ("step", lambda told: actions.add_step(by, topic, _intended(told), now=now)),
        "finish": (
            "finish",
            lambda told: actions.finish_step(by, _step(topic, row), note=told["note"], is_given_up=False, now=now),
        ),
        "give_up": (
            "finish",
            lambda told: actions.finish_step(by, _step(topic, row), note=told["note"], is_given_up=True, now=now),
        ),
        "report": ("report", lambda told: actions.report_back(by, topic, now=now, **told)),
    }
    if verb == "meeting":
        pressed(request, lambda: actions.prepare_meeting(by, topic, now=now))
        return True
    if verb == "close":
        pressed(request, lambda: actions.close_topic(by, topic, now=now))
        return True
    if verb == "take_up":
        return _taken_up(request, topic, given["stages"])
    if verb == "decide":
        steps = given["steps"]
        if not steps.is_valid():
            given["decide"].is_valid()
            return False
        wanted = [_intended(form.cleaned_data) for form in steps if form.cleaned_data.get("text")]
        return sent(
            request, given["decide"], lambda told: actions.decide_topic(by, topic, steps=wanted, now=now, **told)
        )
    if verb not in ways:
        raise Missing(_("There is no such thing to do here."))
    name, act = ways[verb]
    return sent(request, given[name], act)


def _taken_up(request: Request, topic: Any, rows: Any) -> bool:
    if not rows.is_valid():
        return False
    plans = [
        actions.Plan(told["kind"], told["from_date"], told["to_date"], told["who"] or "everybody", told["buildings"])
        for told in (form.cleaned_data for form in rows)
        if told.get("kind")
    ]
    pressed(request, lambda: actions.take_up(request.actor, topic, plans, now=request.now))
    return True


def _intended(told: dict[str, Any]) -> Any:
    return actions.Intended(told["text"], told["owner"], told["due_date"])


def _there(current: Any) -> Any:
    if current is None:
        raise Missing(_("There is no such stage any more."))
    return current


def _step(topic: Any, key: int) -> Any:
    found = topic.steps.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such step of the result."))
    return found
