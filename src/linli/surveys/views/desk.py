"""Where the committee draws surveys up and runs them."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours, Refused
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent
from linli.places.queries import community_for

from .. import actions, forms
from ..permissions import draft_surveys
from ..queries import results, surveys
from ..showing import channel_words
from ..tongues import LANGUAGES, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable


def desk(request: Request) -> HttpResponse:
    community = _here(request)
    rows = surveys.surveys_to_run(request.actor, community)
    return render(request, "surveys/desk.html", {"rows": rows, "community": community, "today": localdate(request.now)})


def new(request: Request) -> HttpResponse:
    community, made = _here(request), list[Any]()
    form = forms.PlanForm(
        request.POST or None, buildings=surveys.buildings_of(community), initial={"from_date": localdate(request.now)}
    )
    if done(
        form, lambda _told: made.append(actions.draft_survey(request.actor, community, form.plan, now=request.now))
    ):
        return redirect("surveys:run", key=made[0].pk)
    return render(request, "surveys/plan.html", {"form": form, "community": community})


def plan(request: Request, key: int) -> HttpResponse:
    """Change what a draft is for, and of whom it is asked."""
    survey = _draft(request, key)
    names = ("title", "purpose", "use", "way", "who", "from_date", "to_date", "languages")
    known = {name: getattr(survey, name) for name in names} | {
        "is_anonymous": "1" if survey.is_anonymous else "0",
        "buildings": [building.pk for building in survey.buildings.all()],
    }
    form = forms.PlanForm(request.POST or None, buildings=surveys.buildings_of(survey.community), initial=known)
    if done(form, lambda _told: actions.redraft_survey(request.actor, survey, form.plan, now=request.now)):
        return redirect("surveys:run", key=key)
    return render(request, "surveys/plan.html", {"form": form, "survey": survey, "community": survey.community})


def run(request: Request, key: int) -> HttpResponse:
    """One survey: its questions while it is a draft, the ways in while it is open, what is owed once it is closed."""
    survey = surveys.survey_to_run(request.actor, key)
    extend = forms.ExtendForm(asked(request, "extend"), initial={"to_date": survey.to_date})
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            actions.drop_survey(request.actor, survey, now=request.now)
            return redirect("surveys:desk")
        if _acted(request, survey, extend):
            return redirect("surveys:run", key=key)
    questions, tongue = surveys.questions_of(survey), surveys.tongue_of(survey)
    channels = results.channels_of(survey) if survey.state == "open" else []
    context = {
        "survey": survey,
        "tongue": tongue,
        "told": tongue.all_told(questions),
        "extend": extend,
        "codes": surveys.codes_of(survey),
        "is_running": survey.is_running(localdate(request.now)),
        "today": localdate(request.now),
        "numbers": {one.pk: one.place for one in questions},
        "channels": channel_words([(way.value, (number, number)) for way, number in channels]),
        "answers": sum(number for _way, number in channels),
        "languages": [(code, LANGUAGES[code]) for code in survey.languages],
        "findings": results.findings_of(request.actor, survey) if survey.state not in {"draft", "open"} else [],
    }
    return render(request, "surveys/run.html", context)


def question(request: Request, key: int, row: int | None = None) -> HttpResponse:
    """Write a question, or change one; `condition` says after which answers it is asked."""
    survey = _draft(request, key)
    questions = surveys.questions_of(survey)
    found = surveys.question_of(survey, row) if row else None
    earlier = [one for one in questions if found is None or one.place < found.place]
    form = forms.WordingForm(request.POST or None, earlier=earlier, initial=_worded(found))
    if found and request.POST.get("do") == "drop":
        pressed(request, lambda: actions.drop_question(request.actor, found, now=request.now))
        return redirect("surveys:run", key=key)
    if done(form, lambda _told: _word(request, survey, found, form)):
        return redirect("surveys:new_question" if request.POST.get("do") == "more" else "surveys:run", key=key)
    tongue = surveys.tongue_of(survey)
    context = {
        "survey": survey,
        "question": found,
        "form": form,
        "earlier": tongue.all_told(form.earlier),
        "number": found.place if found else len(questions) + 1,
        "chosen": form["condition"].value() or [],
    }
    return render(request, "surveys/wording.html", context)


def words(request: Request, key: int, language: str) -> HttpResponse:
    """The survey in another language, text by text."""
    survey = surveys.survey_to_run(request.actor, key)
    if language not in survey.languages:
        raise Missing(_("The survey is not asked in this language."))
    texts = list(texts_of(survey, surveys.questions_of(survey)))
    form = forms.TextsForm(request.POST or None, texts=texts, said=survey.words.get(language, {}))
    if sent(
        request, form, lambda told: actions.translate_survey(request.actor, survey, language, told, now=request.now)
    ):
        return redirect("surveys:run", key=key)
    return render(request, "surveys/words.html", {"survey": survey, "form": form, "name": LANGUAGES[language]})


def enter(request: Request, key: int) -> HttpResponse:
    """Paper is typed in: every question on one page, and the next paper at once."""
    survey = surveys.survey_to_run(request.actor, key)
    if survey.state != "open":
        raise Missing(_("Papers are entered while the survey is open."))
    told = surveys.tongue_of(survey, "zh-hans").all_told(surveys.questions_of(survey))
    form = forms.PaperForm(
        request.POST or None, told=told, wants_code=survey.way == "codes", wants_name=not survey.is_anonymous
    )
    if form.is_bound and form.is_valid() and _entered(request, survey, form):
        return redirect("surveys:enter", key=key)
    context = {"survey": survey, "form": form, "numbers": {one.question.pk: one.question.place for one in told}}
    return render(request, "surveys/enter.html", context)


def _here(request: Request) -> Any:
    """The community in focus or the reader's own, for who draws surveys up in it."""
    otherwise = _("This is for those who work for the community.")
    request.community = community_for(request.actor, request.community, draft_surveys, otherwise)
    return request.community


def _draft(request: Request, key: int) -> Any:
    survey = surveys.survey_to_run(request.actor, key)
    if survey.state != "draft":
        raise Missing(_("Its questions are fixed since it was opened."))
    return survey


def _acted(request: Request, survey: Any, extend: Any) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    row = read_key(request.POST.get("row", ""))
    presses: dict[str, Callable[[], object]] = {
        "open": lambda: actions.open_survey(by, survey, now=now),
        "close": lambda: actions.close_survey(by, survey, now=now),
        "up": lambda: actions.move_question(by, surveys.question_of(survey, row or 0), is_up=True, now=now),
        "down": lambda: actions.move_question(by, surveys.question_of(survey, row or 0), is_up=False, now=now),
    }
    if verb == "extend":
        return sent(request, extend, lambda told: actions.extend_survey(by, survey, now=now, **told))
    if verb not in presses:
        raise Missing(_("There is no such thing to do here."))
    pressed(request, presses[verb])
    return True


def _worded(found: Any) -> dict[str, Any]:
    if found is None:
        return {"is_required": True}
    names = ("section", "kind", "text", "help", "has_other", "most", "is_required")
    condition = [f"{found.asked_if_id}:{option}" for option in found.if_options] if found.asked_if_id else []
    return {name: getattr(found, name) for name in names} | {
        "options": "\n".join(found.options),
        "condition": condition,
    }


def _word(request: Request, survey: Any, found: Any, form: Any) -> None:
    if found:
        actions.reword_question(request.actor, found, form.wording, now=request.now)
    else:
        actions.add_question(request.actor, survey, form.wording, now=request.now)


def _entered(request: Request, survey: Any, form: Any) -> bool:
    told = form.cleaned_data
    sheet = actions.Sheet(
        form.answers, told["channel"], code=told.get("code", ""), name=told.get("name", ""), home=told.get("home", "")
    )
    try:
        if not done(form, lambda _told: actions.answer_survey(request.actor, survey, sheet, now=request.now)):
            return False
    except (Missing, NotYours):
        raise
    except Refused as refusal:
        form.add_error("code" if "code" in form.fields else None, str(refusal))
        return False
    number = surveys.responses_to(survey)
    messages.success(request, _("Kept: it is answer number %(number)d. The next paper.") % {"number": number})
    return True
