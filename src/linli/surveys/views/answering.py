"""One question at a time. What was answered so far travels with the page; the last page shows all of it, and sends it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.limits import slow_down
from linli.base.requests import Request, read_key

from .. import actions, forms
from ..carrying import Carried, opened
from ..paths import NOTHING, before, following, path
from ..queries import surveys
from ..queries.surveys import codes_left
from ..showing import label_of
from ..tongues import Tongue
from .public import first_screen

MINUTES = 10


@dataclass(frozen=True)
class Walk:
    """Somebody on the way through a survey. `is_by_staff`: on the telephone, a member of staff reads the questions out."""

    request: Request
    survey: Any
    questions: list[Any]
    carried: Carried
    is_by_staff: bool = False

    @property
    def tongue(self) -> Tongue:
        return surveys.tongue_of(self.survey, self.carried.language)

    @property
    def steps(self) -> list[Any]:
        return surveys.steps_of(self.questions)

    def question(self, key: int | None) -> Any:
        found = next((one for one in self.questions if one.pk == key), None)
        if found is None:
            raise Missing(_("The survey has no such question."))
        return found


def answer(request: Request, key: int) -> HttpResponse:
    """Answer by oneself."""
    found = surveys.survey_for(request.actor, key)
    if request.method != "POST":
        return redirect("surveys:survey", key=key)
    if request.POST.get("do") == "begin":
        return _begin(request, found)
    try:
        carried = opened(found, request.POST.get("so_far", ""))
        if carried.channel in actions.BY_STAFF:
            raise NotYours(_("This is for those who work for the community."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:survey", key=key)
    return _go(Walk(request, found, surveys.questions_of(found), carried), _thanked)


def telephone(request: Request, key: int) -> HttpResponse:
    """Somebody is on the telephone, or before the desk: staff read the questions out."""
    found = surveys.survey_to_run(request.actor, key)
    if found.state != "open":
        raise Missing(_("The survey is not open now: it runs from its first day to its last."))
    questions = surveys.questions_of(found)
    if request.method != "POST":
        fresh = Walk(request, found, questions, Carried(key, "telephone", "zh-hans"), is_by_staff=True)
        return _ask(fresh, following(fresh.steps, {}, None))
    try:
        walk = Walk(request, found, questions, opened(found, request.POST.get("so_far", "")), is_by_staff=True)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:telephone", key=key)
    return _go(walk, _written_down)


def _begin(request: Request, found: Any) -> HttpResponse:
    if found.state != "draft" and not found.is_running(localdate(request.now)):
        messages.error(request, _("The survey is not open now: it runs from its first day to its last."))
        return redirect("surveys:survey", key=found.pk)
    if refusal := surveys.why_not(request.actor, found):
        messages.error(request, refusal)
        return redirect("surveys:survey", key=found.pk)
    code, form = "", forms.BeginForm(request.POST)
    if found.way == "codes" and found.state == "open":
        slow_down(request, "survey-code", most=30, minutes=MINUTES)
        if not form.is_valid() or not codes_left(found, form.cleaned_data["code"]):
            form.add_error(
                "code", _("This is no code of this survey, or it was used already.")
            ) if form.is_valid() else None
            return first_screen(request, found, form)
        code = form.cleaned_data["code"]
    channel = "qr" if request.POST.get("from") == "qr" else "web"
    language = surveys.tongue_of(found, request.POST.get("lang")).language
    walk = Walk(request, found, surveys.questions_of(found), Carried(found.pk, channel, language, code))
    return _ask(walk, following(walk.steps, {}, None))


def _go(walk: Walk, after: Callable[[Walk], HttpResponse]) -> HttpResponse:
    verb, at = walk.request.POST.get("do", ""), read_key(walk.request.POST.get("at", ""))
    if verb == "send":
        return _send(walk, after)
    if verb == "go":
        return _ask(walk, walk.question(read_key(walk.request.POST.get("to", ""))))
    if at is None:
        return _ask(walk, before(walk.steps, walk.carried.answers, None)) if verb == "back" else _review(walk)
    question = walk.question(at)
    form = forms.QuestionForm(
        walk.request.POST, told=walk.tongue.told(question), may_be_empty=verb == "back" or walk.is_by_staff
    )
    if form.is_valid():
        walk = replace(walk, carried=walk.carried.answered(question.pk, form.value))
    elif verb != "back":
        return _ask(walk, question, form)
    if verb == "back":
        return _ask(walk, before(walk.steps, walk.carried.answers, question.pk) or question)
    return _ask(walk, following(walk.steps, walk.carried.answers, question.pk))


def _ask(walk: Walk, step: Any, form: Any = None) -> HttpResponse:
    """The page of one question; without one, the page on which everything is looked over."""
    if step is None:
        return _review(walk)
    question = walk.question(getattr(step, "key", None) or step.pk)
    told, on_path = walk.tongue.told(question), [one.key for one in path(walk.steps, walk.carried.answers)]
    given = walk.carried.answers.get(question.pk, NOTHING)
    place = on_path.index(question.pk) + 1 if question.pk in on_path else 1
    context = {
        "told": told,
        "form": form or forms.QuestionForm(told=told, initial=_initial(question, given)),
        "place": place,
        "of": len(on_path),
        "is_first": place == 1,
    }
    return _page(walk, "surveys/question.html", context)


def _initial(question: Any, given: Any) -> dict[str, Any]:
    chosen = [str(option) for option in given.chosen]
    value = (chosen[0] if chosen else None) if question.is_single else chosen
    if not question.has_options:
        value = given.number if question.kind == "number" else given.text
    return {f"q{question.pk}": value, "other": given.text}


def _review(walk: Walk, form: Any = None, refusal: str = "") -> HttpResponse:
    on_path, lines = {step.key for step in path(walk.steps, walk.carried.answers)}, []
    for question in walk.questions:
        if question.pk in on_path:
            told, given = walk.tongue.told(question), walk.carried.answers.get(question.pk, NOTHING)
            lines.append((told, _in_words(told, given)))
    context = {"lines": lines, "form": form or _sign_form(walk, None), "refusal": refusal}
    return _page(walk, "surveys/review.html", context)


def _in_words(told: Any, given: Any) -> str:
    parts = [label_of(told, option) for option in given.chosen]
    parts += [str(given.number)] if given.number is not None else []
    return "；".join(parts + ([given.text] if given.text else []))


def _sign_form(walk: Walk, sent: Any) -> Any:
    """Who answers, where that is asked and not known."""
    if walk.survey.is_anonymous or (walk.request.actor.person_id and not walk.is_by_staff):
        return None
    return forms.SignForm(sent)


def _send(walk: Walk, after: Callable[[Walk], HttpResponse]) -> HttpResponse:
    form, carried = _sign_form(walk, walk.request.POST), walk.carried
    if form is not None and not form.is_valid():
        return _review(walk, form)
    who = form.cleaned_data if form is not None else {}
    if walk.is_by_staff and walk.request.POST.get("channel") == "desk":
        carried = replace(carried, channel="desk")
    code = walk.request.POST.get("code", "") if walk.is_by_staff else carried.code
    sheet = actions.Sheet(carried.answers, carried.channel, carried.key, code[:40], **who)
    try:
        actions.answer_survey(walk.request.actor, walk.survey, sheet, now=walk.request.now)
    except Invalid as wrong:
        return _missed(walk, wrong)
    except (Missing, NotYours):
        raise
    except Refused as refusal:
        return _review(walk, form, str(refusal))
    return after(walk)


def _missed(walk: Walk, wrong: Invalid) -> HttpResponse:
    """Back to the question of which it speaks."""
    key = read_key(wrong.field.removeprefix("q"))
    question = next((one for one in walk.questions if one.pk == key), None)
    if question is None:
        return _review(walk, None, str(wrong))
    told = walk.tongue.told(question)
    form = forms.QuestionForm(_as_sent(question, walk.carried.answers.get(question.pk, NOTHING)), told=told)
    form.is_valid()
    return _ask(walk, question, form)


def _as_sent(question: Any, given: Any) -> dict[str, Any]:
    return {name: value for name, value in _initial(question, given).items() if value is not None}


def _page(walk: Walk, template: str, context: dict[str, Any]) -> HttpResponse:
    name = "surveys:telephone" if walk.is_by_staff else "surveys:answer"
    shared = {
        "survey": walk.survey,
        "tongue": walk.tongue,
        "so_far": walk.carried.sealed(),
        "is_by_staff": walk.is_by_staff,
        "action": reverse(name, args=[walk.survey.pk]),
        "can_send": walk.survey.state == "open",
    }
    response = render(walk.request, template, shared | context)
    response["Cache-Control"] = "private, no-store"
    return response


def _thanked(walk: Walk) -> HttpResponse:
    return redirect(f"{reverse('surveys:thanks', args=[walk.survey.pk])}?lang={walk.tongue.language}")


def _written_down(walk: Walk) -> HttpResponse:
    messages.success(walk.request, _("Written down. Thank them, and tell them when the results come."))
    return redirect("surveys:run", key=walk.survey.pk)
