"""Surveys in the JSON API: what is asked, to answer it without an account, and what came out."""

from datetime import date
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from linli.base.api import READING, WHOLE, WRITING, Key, Line, Sent, SentKey, Text
from linli.base.errors import Missing
from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.places.queries import community_named

from . import actions
from .paths import Value
from .queries import surveys as found_surveys
from .queries.results import findings_of

router = Router(tags=["surveys"])
Option = Annotated[int, Field(strict=True, ge=1, le=20), WHOLE]
Number = Annotated[int, Field(strict=True, ge=0, le=999_999_999), WHOLE]


class SurveyLine(Schema):
    """`way`: open (whoever has the address), or codes (each worth one answer)."""

    id: int
    title: str
    state: str
    is_anonymous: bool
    way: str
    from_date: date
    to_date: date


class QuestionLine(Schema):
    """`options` are numbered from 1. `after`: asked of those alone who chose one of `after_options` there."""

    id: int
    number: int
    section: str
    kind: str
    text: str
    help: str
    is_required: bool
    options: list[str]
    ends: list[str]
    most: int | None
    after: int | None
    after_options: list[int]


class SurveyDetail(SurveyLine):
    """In the language asked for, where it is written in it. `raw_until`: single answers are deleted after that day."""

    purpose: str
    use: str
    languages: list[str]
    raw_until: date | None
    withheld_why: str
    questions: list[QuestionLine]


class AnswerIn(Sent):
    """`chosen`: numbers of options; `text` also for the option "other"."""

    question: SentKey
    chosen: list[Option] = Field([], max_length=20)
    number: Number | None = None
    text: Annotated[Text, Field(min_length=0)] | None = None


class SheetIn(Sent):
    """All answers at once. `code` where the survey has codes; `name` and `home` where it has names and nobody is signed in."""

    answers: list[AnswerIn] = Field(..., max_length=40)
    code: Line = ""
    name: Line = ""
    home: Line = ""


class CountLine(Schema):
    """From `low` to `high` chose it: equal where the number is shown; `high` is null where it is hidden beside a small one."""

    option: int
    low: int
    high: int | None


class BandLine(Schema):
    low: int
    high: int
    count: int


class ResultLine(Schema):
    """`is_hidden`: so few answered that the numbers could point at somebody."""

    question: int
    is_hidden: bool
    asked: int | None = None
    answered: int | None = None
    counts: list[CountLine] = []
    bands: list[BandLine] = []
    quotes: list[str] = []


class FindingOut(Schema):
    """`became`: topic, case, support, or empty; `path` is its page, where the reader may open it."""

    text: str
    questions: list[int]
    became: str
    path: str


class Results(Schema):
    answers: int
    questions: list[ResultLine]
    findings: list[FindingOut]


@router.get(
    "/communities/{slug}/surveys",
    response={200: list[SurveyLine], **READING},
    summary=gettext_noop("Surveys of a community"),
)
def surveys(request: Request, slug: Line) -> Any:
    rows = found_surveys.surveys(request.actor, community_named(slug), on=localdate(request.now))
    return [_line(row, found_surveys.tongue_of(row)) for row in rows]


@router.get(
    "/surveys/{key}", response={200: SurveyDetail, **READING}, summary=gettext_noop("One survey and its questions")
)
def survey(request: Request, key: Key) -> Any:
    found = found_surveys.survey_for(request.actor, key)
    tongue = found_surveys.tongue_of(found)
    names = ("raw_until", "withheld_why")
    return (
        _line(found, tongue)
        | {name: getattr(found, name) for name in names}
        | {
            "purpose": tongue.purpose,
            "use": tongue.use,
            "languages": ["zh-hans", *found.languages],
            "questions": [_question(told) for told in tongue.all_told(found_surveys.questions_of(found))],
        }
    )


@router.post("/surveys/{key}/answers", response={204: None, **WRITING}, summary=gettext_noop("Answer a survey"))
def answer_survey(request: Request, key: Key, sent: SheetIn) -> Any:
    found = found_surveys.survey_for(request.actor, key)
    answers = {one.question: Value(tuple(one.chosen), one.number, one.text or "") for one in sent.answers}
    sheet = actions.Sheet(answers, code=sent.code, name=sent.name, home=sent.home)
    actions.answer_survey(request.actor, found, sheet, now=request.now)
    return Status(204, None)


@router.get(
    "/surveys/{key}/results",
    response={200: Results, **READING},
    summary=gettext_noop("What came out of a survey, once it is published"),
)
def survey_results(request: Request, key: Key) -> Any:
    found = found_surveys.survey_for(request.actor, key)
    if found.state != "published" or not found.results:
        raise Missing(_("The results are not published."))
    return {
        "answers": found.results["answers"],
        "questions": [_result(told) for told in found.results["questions"]],
        "findings": [
            {
                "text": mask_personal(line.finding.text),
                "questions": line.numbers,
                "became": line.finding.became,
                "path": line.followed.path if line.followed else "",
            }
            for line in findings_of(request.actor, found)
        ],
    }


def _line(found: Any, tongue: Any) -> dict[str, Any]:
    names = ("state", "is_anonymous", "way", "from_date", "to_date")
    return {"id": found.pk, "title": tongue.title} | {name: getattr(found, name) for name in names}


def _question(told: Any) -> dict[str, Any]:
    one = told.question
    return {
        "id": one.pk,
        "number": one.place,
        "section": told.section,
        "kind": one.kind,
        "text": told.text,
        "help": told.help,
        "is_required": one.is_required,
        "options": told.options,
        "ends": told.ends,
        "most": one.most,
        "after": one.asked_if_id,
        "after_options": one.if_options,
    }


def _result(told: dict[str, Any]) -> dict[str, Any]:
    counts = [
        {"option": option, "low": low, "high": high}
        for option, (low, high) in enumerate(told.get("counts", []), start=1)
    ]
    bands = [{"low": low, "high": high, "count": count} for low, high, count in told.get("bands", [])]
    return {
        "question": told["key"],
        "is_hidden": bool(told.get("is_hidden")),
        "asked": told.get("asked"),
        "answered": told.get("answered"),
        "counts": counts,
        "bands": bands,
        "quotes": told.get("quotes", []),
    }
