"""Topics in the JSON API: what is discussed, what people say, the opinion map; and to raise, support, comment, and take a stand."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from linli.base.api import READING, WHOLE, WRITING, Key, Line, Sent, Text
from linli.base.errors import Missing
from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.places.queries import community_named

from . import actions
from .queries import opinions, talk
from .queries import topics as found_topics

router = Router(tags=["deliberation"])
Says = Annotated[int, Field(strict=True, ge=-1, le=1), WHOLE]


class TopicLine(Schema):
    """Without `title`: hidden. `supporters`: whom the committee knows; `others` stand beside and oblige nobody."""

    id: int
    title: str
    state: str
    origin: str
    raised_at: datetime
    supporters: int
    others: int
    support_needed: int


class StageLine(Schema):
    kind: str
    from_date: date
    to_date: date
    who: str
    outcome: str
    is_ended: bool


class StepLine(Schema):
    text: str
    owner: str
    due_date: date
    finished_date: date | None
    is_given_up: bool
    note: str


class TopicDetail(TopicLine):
    """`wording` is the version that holds. `report` is what everybody who took part was told."""

    about: str
    wording: str
    stages: list[StageLine]
    declined_why: str
    outcome: str
    steps: list[StepLine]
    report: str


class CommentLine(Schema):
    """`who`: the surname. Without `text`: hidden or taken back. `alike`: how many think so too."""

    id: int
    who: str
    text: str
    stance: str
    at: datetime
    alike: int
    answers: list["CommentLine"] = []


class Comments(Schema):
    count: int
    pages: int
    comments: list[CommentLine]


class StatementLine(Schema):
    """The statement to take a stand on next; `id` is null once there is none left."""

    id: int | None
    text: str
    done: int
    all: int


class GroupLine(Schema):
    """A group of five or more: `holds` what more of it says than of others. A leading "-" means that it disagrees."""

    letter: str
    size: int
    holds: list[str]


class MapDetail(Schema):
    """`common`: what more than half of every group says. Nothing here is about one person."""

    voters: int
    others: int
    is_closed: bool
    groups: list[GroupLine]
    common: list[str]


class RaiseIn(Sent):
    title: Line
    about: Text
    wording: Text = ""


class SupportIn(Sent):
    is_wanted: bool


class Supporters(Schema):
    """Those whom the committee knows count; `others` are not confirmed yet."""

    supporters: int
    others: int


class TopicCommentIn(Sent):
    """`stance`: for, against, question, or empty. `answers`: the id of a comment that is answered."""

    text: Text
    stance: Line = ""
    answers: Key | None = None


class Made(Schema):
    id: int


class StandIn(Sent):
    """`says`: agree 1, pass 0, disagree -1."""

    statement: Key
    says: Says


@router.get(
    "/communities/{slug}/topics",
    response={200: list[TopicLine], **READING},
    summary=gettext_noop("Topics of a community, the newest first"),
)
def topics(request: Request, slug: Line) -> Any:
    return [_line(row) for row in found_topics.topics(request.actor, community_named(slug))]


@router.post(
    "/communities/{slug}/topics", response={201: Made, **WRITING}, summary=gettext_noop("Raise a topic where one lives")
)
def raise_topic(request: Request, slug: Line, sent: RaiseIn) -> Any:
    return Status(
        201, {"id": actions.raise_topic(request.actor, community_named(slug), now=request.now, **sent.dict()).pk}
    )


@router.get(
    "/topics/{key}",
    response={200: TopicDetail, **READING},
    summary=gettext_noop("One topic: its stages, what was decided, what became of it"),
)
def topic(request: Request, key: Key) -> Any:
    found = found_topics.topic_for(request.actor, key)
    is_shown, wordings, today = found_topics.is_shown(found), list(found.wordings.all()), localdate(request.now)
    return _line(found) | {
        "about": mask_personal(found.about) if is_shown else "",
        "wording": mask_personal(wordings[-1].text) if wordings and is_shown else "",
        "stages": [_stage(stage) for stage in found_topics.stages_of(found)],
        "declined_why": found.declined_why,
        "outcome": mask_personal(found.outcome),
        "steps": [
            _step(step) for step in [*found_topics.steps_of(found, today=today), *found_topics.agreed_steps(found)]
        ],
        "report": mask_personal(found.report),
    }


@router.post(
    "/topics/{key}/support",
    response={200: Supporters, **WRITING},
    summary=gettext_noop("Support a topic, or take it back"),
)
def support_topic(request: Request, key: Key, sent: SupportIn) -> Any:
    found = found_topics.topic_for(request.actor, key)
    actions.support_topic(request.actor, found, is_wanted=sent.is_wanted, now=request.now)
    after: Any = found_topics.topic_for(request.actor, key)
    return {"supporters": after.supporters, "others": after.others}


@router.get(
    "/topics/{key}/comments",
    response={200: Comments, **READING},
    summary=gettext_noop("A page of the comments on a topic"),
)
def comments(request: Request, key: Key, page: Key = 1) -> Any:
    found = talk.talk_of(request.actor, found_topics.topic_for(request.actor, key), order="old", page=page)
    return {
        "count": found.count,
        "pages": found.page.paginator.num_pages,
        "comments": [_comment(line) for line in found.lines],
    }


@router.post(
    "/topics/{key}/comments",
    response={201: Made, **WRITING},
    summary=gettext_noop("Comment on a topic, or answer a comment"),
)
def comment(request: Request, key: Key, sent: TopicCommentIn) -> Any:
    found = found_topics.topic_for(request.actor, key)
    above = talk.comment_of(found, sent.answers) if sent.answers else None
    made = actions.comment_on_topic(
        request.actor, found, text=sent.text, stance=sent.stance, answers=above, now=request.now
    )
    return Status(201, {"id": made.pk})


@router.get(
    "/topics/{key}/statement",
    response={200: StatementLine, **READING},
    summary=gettext_noop("The statement to take a stand on next"),
)
def statement(request: Request, key: Key) -> Any:
    turn = opinions.turn_of(request.actor, found_topics.topic_for(request.actor, key))
    shown = turn.statement
    return {
        "id": shown.pk if shown else None,
        "text": mask_personal(shown.text) if shown else "",
        "done": turn.done,
        "all": turn.all,
    }


@router.post(
    "/topics/{key}/stands", response={204: None, **WRITING}, summary=gettext_noop("Take a stand on a statement")
)
def take_stand(request: Request, key: Key, sent: StandIn) -> Any:
    found = opinions.statement_of(found_topics.topic_for(request.actor, key), sent.statement)
    if found is None:
        raise Missing(_("There is no such statement any more."))
    actions.take_stand(request.actor, found, says=sent.says, now=request.now)
    return Status(204, None)


@router.get(
    "/topics/{key}/map", response={200: MapDetail, **READING}, summary=gettext_noop("The opinion map of a topic")
)
def opinion_map(request: Request, key: Key) -> Any:
    found = opinions.map_of(found_topics.topic_for(request.actor, key))
    if found is None:
        raise Missing(_("No map was drawn yet: it appears some minutes after people took a stand."))
    groups = [
        {"letter": group.letter, "size": group.size, "holds": [_held(one) for one in group.holds]}
        for group in found.groups
    ]
    return {
        "voters": found.voters,
        "others": found.others,
        "is_closed": found.is_closed,
        "groups": groups,
        "common": [_held(one) for one in found.common],
    }


def _held(one: Any) -> str:
    return mask_personal(one.text if one.is_agreeing else f"- {one.text}")


def _line(found: Any) -> dict[str, Any]:
    names = ("state", "origin", "raised_at", "supporters", "others", "support_needed")
    title = mask_personal(found.title) if found_topics.is_shown(found) else ""
    return {"id": found.pk, "title": title} | {name: getattr(found, name) for name in names}


def _stage(stage: Any) -> dict[str, Any]:
    names = ("kind", "from_date", "to_date", "who")
    return {name: getattr(stage, name) for name in names} | {
        "outcome": mask_personal(stage.outcome),
        "is_ended": stage.ended_at is not None,
    }


def _step(step: Any) -> dict[str, Any]:
    names = ("text", "owner", "due_date", "finished_date", "is_given_up")
    return {name: getattr(step, name) for name in names} | {"note": mask_personal(step.note)}


def _comment(line: Any) -> dict[str, Any]:
    names = ("who", "text", "stance", "at", "alike")
    return {"id": line.key, "answers": [_comment(answer) for answer in line.answers]} | {
        name: getattr(line, name) for name in names
    }
