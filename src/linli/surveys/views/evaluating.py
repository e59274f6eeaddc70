"""What came out, for who runs the survey: counts, words, tables of two questions, findings; published or withheld; taken out as files."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.look.acting import asked, pressed, sent

from .. import actions, forms
from ..permissions import take_answers_out
from ..queries import results, surveys
from ..registries import WAYS
from ..showing import channel_words, exact_lines, public_lines, table_of
from ..workbook import answers_book, results_book
from .public import excel

ROWS = 3


def evaluate(request: Request, key: int) -> HttpResponse:
    """Exact counts while the answers are kept; then what is owed: findings, and publishing or a reason why not."""
    survey = surveys.survey_to_run(request.actor, key)
    if survey.state == "draft":
        raise Missing(_("Nobody was asked yet."))
    questions, tongue = surveys.questions_of(survey), surveys.tongue_of(survey)
    single = [] if survey.raw_deleted_date else results.crossable(questions)
    given = {
        "crosses": forms.Crosses(
            asked(request, "publish"), initial=[{}] * ROWS, prefix="cross", form_kwargs={"questions": single}
        ),
        "withhold": forms.WhyForm(asked(request, "withhold")),
        "finding": forms.FindingForm(asked(request, "find"), questions=questions),
    }
    if request.method == "POST" and _acted(request, survey, given):
        return redirect("surveys:evaluate", key=key)
    shown = _what_is_left(survey, tongue, questions) if survey.raw_deleted_date else _exact(request, survey, tongue)
    context = shown | {
        "survey": survey,
        "tongue": tongue,
        "single": tongue.all_told(single),
        "forms": given,
        "findings": results.findings_of(request.actor, survey),
        "ways": [way for way in WAYS.values() if way.right.allows(request.actor, survey.community)],
        "may_take_out": take_answers_out.allows(request.actor, survey),
    }
    return render(request, "surveys/evaluate.html", context)


def _exact(request: Request, survey: Any, tongue: Any) -> dict[str, Any]:
    exact = results.exact_results(request.actor, survey)
    return {
        "lines": exact_lines(tongue, exact.questions, exact.counted, results.written(survey)),
        "answers": exact.answers,
        "channels": channel_words([(way.value, (number, number)) for way, number in exact.channels]),
    }


def _what_is_left(survey: Any, tongue: Any, questions: list[Any]) -> dict[str, Any]:
    """The answers are deleted: what is published, or would be."""
    told = survey.results
    return {
        "lines": public_lines(tongue, questions, told["questions"]),
        "answers": told["answers"],
        "channels": channel_words(told["channels"]),
    }


def cross(request: Request, key: int) -> HttpResponse:
    """Two questions against each other; small cells are hidden from staff too."""
    survey = surveys.survey_to_run(request.actor, key)
    questions, tongue = surveys.questions_of(survey), surveys.tongue_of(survey)
    by_key = {one.pk: one for one in results.crossable(questions)}
    first, second = (by_key.get(read_key(request.GET.get(name, "")) or 0) for name in ("first", "second"))
    told = results.crossed(request.actor, survey, first, second) if first and second and first != second else None
    table = table_of(tongue, questions, told) if told else None
    context = {
        "survey": survey,
        "tongue": tongue,
        "single": tongue.all_told(list(by_key.values())),
        "table": table,
        "first": first,
        "second": second,
    }
    return render(request, "surveys/cross.html", context)


def texts(request: Request, key: int, row: int) -> HttpResponse:
    """What was written to one question, masked; what everybody may read is chosen here."""
    survey = surveys.survey_to_run(request.actor, key)
    question = surveys.question_of(survey, row)
    if request.method == "POST":
        said = results.words_of(question, read_key(request.POST.get("row", "")) or 0)
        wanted = request.POST.get("yes") == "1"
        pressed(request, lambda: actions.quote_words(request.actor, said, is_quoted=wanted, now=request.now))
        return redirect(f"{request.path}?page={read_key(request.GET.get('page', '')) or 1}")
    page = results.words_to(request.actor, question, page=read_key(request.GET.get("page", "")) or 1)
    tongue = surveys.tongue_of(survey)
    return render(
        request,
        "surveys/texts.html",
        {"survey": survey, "told": tongue.told(question), "found": page, "may_quote": survey.state != "published"},
    )


def names(request: Request, key: int) -> HttpResponse:
    """Who answered a survey with names: after a purpose was given, which those with an account read."""
    survey = surveys.survey_to_run(request.actor, key)
    if survey.is_anonymous or survey.state == "draft":
        raise Missing(_("Nobody knows who answered: the survey is anonymous."))
    found, form = list[Any](), forms.PurposeForm(asked(request, "look"))
    sent(request, form, lambda told: found.extend(actions.see_names(request.actor, survey, now=request.now, **told)))
    response = render(request, "surveys/names.html", {"survey": survey, "form": form, "rows": found})
    response["Cache-Control"] = "private, no-store"
    return response


def book(request: Request, key: int) -> HttpResponse:
    """The exact counts as Excel."""
    survey = surveys.survey_to_run(request.actor, key)
    if survey.state == "draft" or survey.raw_deleted_date:
        raise Missing(_("The single answers are deleted; what is published stays."))
    exact, tongue = results.exact_results(request.actor, survey), surveys.tongue_of(survey)
    lines = exact_lines(tongue, exact.questions, exact.counted, results.written(survey))
    return excel(results_book(tongue, exact.questions, lines, []), f"survey-{key}-exact.xlsx")


def answers(request: Request, key: int) -> HttpResponse:
    """Every sheet as Excel, in no order, without names; words in columns of their own that hang on no row."""
    survey = surveys.survey_to_run(request.actor, key)
    take_answers_out.require(request.actor, survey)
    if survey.state in {"draft", "open"} or survey.raw_deleted_date:
        raise Missing(_("Sheets are taken out once the survey is closed, until they are deleted."))
    sheets, said = results.sheets_to_take_out(survey)
    return excel(
        answers_book(surveys.tongue_of(survey), surveys.questions_of(survey), sheets, said),
        f"survey-{key}-answers.xlsx",
    )


def _acted(request: Request, survey: Any, given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    if verb == "publish":
        rows = given["crosses"]
        if not rows.is_valid():
            return False
        pairs = [(told["first"], told["second"]) for told in (row.cleaned_data for row in rows) if told.get("first")]
        pressed(request, lambda: actions.publish_results(by, survey, crosses=pairs, now=now))
        return True
    if verb == "withhold":
        return sent(request, given["withhold"], lambda told: actions.withhold_results(by, survey, now=now, **told))
    if verb == "find":
        return sent(request, given["finding"], lambda told: actions.write_finding(by, survey, now=now, **told))
    if verb == "drop_finding":
        found = results.finding_of(by, read_key(request.POST.get("row", "")) or 0)
        pressed(request, lambda: actions.drop_finding(by, found, now=now))
        return True
    raise Missing(_("There is no such thing to do here."))
