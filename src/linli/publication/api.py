"""Publication in the JSON API: what the committee has published and what is due; to ask, to answer, to complain, to rule."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from linli.base.api import READING, WRITING, Day, Key, Line, Press, Sent, SentKey, Text
from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.places.queries import community_named

from . import actions
from .queries import affairs, voices
from .queries.rhythm import due_of

router = Router(tags=["publication"])


class PublicationLine(Schema):
    """Of one of the seven kinds of affairs; it tells of `from_date` to `to_date`. `corrects`: the id of the version that it corrects."""

    id: int
    kind: str
    title: str
    from_date: date
    to_date: date
    state: str
    posted_date: date | None
    until_date: date | None
    is_late: bool
    corrects: int | None


class BoardLine(Schema):
    board: str
    put_up_date: date
    taken_down_date: date | None


class QuestionLine(Schema):
    """`who`: the surname. `due_date`: by when it is answered."""

    id: int
    who: str
    text: str
    asked_at: datetime
    due_date: date
    answer: str
    answered_at: datetime | None


class PublicationDetail(PublicationLine):
    """`corrected_by`: the id of the version that holds now, where there is one."""

    text: str
    what_changed: str
    corrected_by: int | None
    boards: list[BoardLine]
    questions: list[QuestionLine]


class DueLine(Schema):
    """By when a kind is published next. `months`: how often at least, by the rule `law`, which is empty for our default."""

    kind: str
    last_posted_date: date | None
    from_date: date
    by_date: date
    is_late: bool
    months: int
    law: str


class RulingLine(Schema):
    """What the street office found. Nothing tells who complained."""

    kind: str
    about: str
    is_right: bool
    ruling: str
    ruled_at: datetime
    correct_by_date: date | None
    put_right_date: date | None


class QuestionIn(Sent):
    text: Annotated[Text, Field(max_length=1000)]


class PublicAnswerIn(Sent):
    text: Text


class ComplaintIn(Sent):
    """`about`: missing or false; what is false names the `publication`, what is missing its `kind`."""

    about: Line
    kind: Line = ""
    publication: SentKey | None = None
    text: Annotated[Text, Field(max_length=2000)]


class RulingIn(Sent):
    """`correct_by_date`: where the complaint is right, by when it is put right."""

    is_right: bool
    ruling: Annotated[Text, Field(max_length=1000)]
    correct_by_date: Day | None = None


class ComplaintMade(Schema):
    id: int
    due_date: date


@router.get(
    "/communities/{slug}/publications",
    response={200: list[PublicationLine], **READING},
    summary=gettext_noop("What a committee has published, the latest first"),
)
def publications(request: Request, slug: Line, kind: Line = "") -> Any:
    return [_line(row) for row in affairs.publications(request.actor, community_named(slug), kind=kind)]


@router.get(
    "/publications/{key}",
    response={200: PublicationDetail, **READING},
    summary=gettext_noop("One publication with its questions and answers"),
)
def publication(request: Request, key: Key) -> Any:
    found = affairs.publication_for(request.actor, key)
    boards = affairs.boards_of(found, today=localdate(request.now))
    later = getattr(found, "corrected_by", None)
    return _line(found) | {
        "text": mask_personal(found.text),
        "what_changed": mask_personal(found.what_changed),
        "corrected_by": later.pk if later else None,
        "boards": [
            {name: getattr(one, name) for name in ("board", "put_up_date", "taken_down_date")} for one in boards
        ],
        "questions": [_question(one) for one in voices.questions_of(found)],
    }


@router.get(
    "/communities/{slug}/publications/due",
    response={200: list[DueLine], **READING},
    summary=gettext_noop("When each of the seven kinds is due"),
)
def publications_due(request: Request, slug: Line) -> Any:
    return [
        {
            "kind": due.kind,
            "last_posted_date": due.last.posted_date if due.last else None,
            "from_date": due.from_date,
            "by_date": due.by_date,
            "is_late": due.is_late,
            "months": due.months,
            "law": due.rule.law,
        }
        for due in due_of(community_named(slug), on=localdate(request.now))
    ]


@router.get(
    "/communities/{slug}/publications/rulings",
    response={200: list[RulingLine], **READING},
    summary=gettext_noop("What the street office found on complaints about publication"),
)
def publication_rulings(request: Request, slug: Line) -> Any:
    return [vars(one) | {"ruling": mask_personal(one.ruling)} for one in voices.rulings(community_named(slug))]


@router.post(
    "/publications/{key}/questions",
    response={201: QuestionLine, **WRITING},
    summary=gettext_noop("Ask about a publication, in public"),
)
def ask(request: Request, key: Key, sent: QuestionIn) -> Any:
    found = affairs.publication_for(request.actor, key)
    made = actions.ask(request.actor, found, text=sent.text, now=request.now)
    return Status(201, _question(next(one for one in voices.questions_of(found) if one.question.pk == made.pk)))


@router.post(
    "/publications/{key}/questions/{question}/answer",
    response={204: None, **WRITING},
    summary=gettext_noop("Answer a question in public"),
)
def answer(request: Request, key: Key, question: Key, sent: PublicAnswerIn) -> Any:
    found = voices.question_of(affairs.publication_for(request.actor, key), question)
    actions.answer(request.actor, found, text=sent.text, now=request.now)
    return Status(204, None)


@router.post(
    "/publications/{key}/post",
    response={200: PublicationLine, **WRITING},
    summary=gettext_noop("Post a draft for everybody"),
)
def post_publication(request: Request, key: Key, sent: Press) -> Any:
    del sent
    found = affairs.publication_for(request.actor, key)
    return _line(actions.post_publication(request.actor, found, now=request.now))


@router.post(
    "/communities/{slug}/publications/complaints",
    response={201: ComplaintMade, **WRITING},
    summary=gettext_noop("Complain to the street office about publication"),
)
def complain(request: Request, slug: Line, sent: ComplaintIn) -> Any:
    found = affairs.publication_for(request.actor, sent.publication) if sent.publication else None
    kind = sent.kind or (found.kind if found else "")
    made = actions.complain(
        request.actor,
        community_named(slug),
        about=sent.about,
        kind=kind,
        text=sent.text,
        publication=found,
        now=request.now,
    )
    return Status(201, {"id": made.pk, "due_date": made.due_date})


@router.post(
    "/complaints/{key}/ruling",
    response={204: None, **WRITING},
    summary=gettext_noop("Rule on a complaint about publication"),
)
def rule_on_complaint(request: Request, key: Key, sent: RulingIn) -> Any:
    found = voices.complaint_for(request.actor, key)
    actions.rule_on(request.actor, found, now=request.now, **sent.dict())
    return Status(204, None)


def _line(found: Any) -> dict[str, Any]:
    names = ("kind", "title", "from_date", "to_date", "state", "posted_date", "until_date", "is_late")
    return {"id": found.pk, "corrects": found.corrects_id} | {name: getattr(found, name) for name in names}


def _question(one: Any) -> dict[str, Any]:
    found, names = one.question, ("asked_at", "due_date", "answered_at")
    told = {"id": found.pk, "who": one.who, "text": mask_personal(found.text), "answer": mask_personal(found.answer)}
    return told | {name: getattr(found, name) for name in names}
