"""Meetings in the JSON API: what is called, decided and posted; to demand one, and to say that one is at the door; and what is one press at the desk."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from linli.base.api import READING, WHOLE, WRITING, Key, Line, Press, Sent, SentKey, Text
from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.places.queries import community_named

from . import actions
from .queries import demands as found_demands
from .queries import meetings as found_meetings
from .queries.quorum import quorum_of

router = Router(tags=["meetings"])
Hands = Annotated[int, Field(strict=True, ge=0, le=1_000_000), WHOLE]


class MeetingLine(Schema):
    """`counts`: whose presence makes the quorum."""

    id: int
    title: str
    kind: str
    counts: str
    place: str
    starts_at: datetime
    state: str


class QuorumLine(Schema):
    """`count`: there or represented. `needed` is 0 where no quorum is asked for; `law` is where the rule stands, `place` whose stricter rule it is."""

    roll: int
    here: int
    by_proxy: int
    count: int
    needed: int
    is_met: bool
    law: str
    place: str


class MotionLine(Schema):
    """Hands are null until they were counted. `counts`: how often; `law`: the rule that decided."""

    id: int
    number: int
    text: str
    yes: int | None
    no: int | None
    abstain: int | None
    here: int | None
    needed: int | None
    law: str
    is_carried: bool | None
    counts: int
    put_off_why: str


class MeetingStep(Schema):
    text: str
    owner: str
    due_date: date
    finished_date: date | None
    is_given_up: bool
    note: str


class CorrectedLine(Schema):
    what_changed: str
    corrected_date: date


class MeetingDetail(MeetingLine):
    """`minutes`: as posted, without personal details, until `until_date` at least; `seal` is the fingerprint of the signed words."""

    head: str
    agenda: list[str]
    called_off_why: str
    quorum: QuorumLine
    motions: list[MotionLine]
    steps: list[MeetingStep]
    minutes: str
    posted_date: date | None
    until_date: date | None
    corrections: list[CorrectedLine]
    seal: str


class ShareLine(Schema):
    """`by` residents, households or representatives: so many of `whole` back it, `needed` are enough."""

    by: str
    count: int
    needed: int
    whole: int
    law: str


class DemandLine(Schema):
    """Who backs it is told to nobody; `is_mine`: whether the reader does."""

    id: int
    kind: str
    subject: str
    why: str
    begun_date: date
    call_due_date: date | None
    shares: list[ShareLine]
    is_mine: bool


class DemandIn(Sent):
    """`kind`: residents, or for representatives alone, representatives."""

    kind: Line
    subject: Annotated[Line, Field(min_length=1, max_length=120)]
    why: Annotated[Text, Field(max_length=1000)]


class DoorIn(Sent):
    """`code`: from the sheet at the door."""

    code: Line


class SeatNumber(Schema):
    """The number on the roll; one counts once a worker has seen them."""

    number: int
    is_here: bool


class ArrivalIn(Sent):
    """`numbers` of the roll who come, or leave."""

    numbers: Annotated[list[SentKey], Field(min_length=1, max_length=500)]
    is_here: bool


class CountNow(Schema):
    count: int


class HandsIn(Sent):
    yes: Hands
    no: Hands
    abstain: Hands = 0


@router.get(
    "/communities/{slug}/meetings",
    response={200: list[MeetingLine], **READING},
    summary=gettext_noop("Meetings of a community, the latest first"),
)
def meetings(request: Request, slug: Line) -> Any:
    return [_line(row) for row in found_meetings.meetings(request.actor, community_named(slug))]


@router.get(
    "/meetings/{key}",
    response={200: MeetingDetail, **READING},
    summary=gettext_noop("One meeting: who is there, what was decided, what follows"),
)
def meeting(request: Request, key: Key) -> Any:
    found = found_meetings.meeting_for(request.actor, key)
    quorum = quorum_of(found, on=localdate(request.now))
    names = ("head", "called_off_why", "posted_date", "until_date", "seal")
    return (
        _line(found)
        | {name: getattr(found, name) for name in names}
        | {
            "agenda": [item.text for item in found.items.all()],
            "quorum": vars(quorum) | {"count": quorum.count, "is_met": quorum.is_met},
            "motions": [_motion(one) for one in found.motions.all()],
            "steps": [_step(one) for one in found.steps.all()],
            "minutes": found.posted_text,
            "corrections": [
                {"what_changed": mask_personal(one.what_changed), "corrected_date": one.corrected_date}
                for one in found.corrections.all()
            ],
        }
    )


@router.get(
    "/communities/{slug}/demands",
    response={200: list[DemandLine], **READING},
    summary=gettext_noop("Demands for a meeting that wait for one"),
)
def demands(request: Request, slug: Line) -> Any:
    found = found_demands.demands(request.actor, community_named(slug), on=localdate(request.now))
    return [_demand(one) for one in found]


@router.post(
    "/communities/{slug}/demands",
    response={201: DemandLine, **WRITING},
    summary=gettext_noop("Begin to demand a meeting where one lives"),
)
def begin_demand(request: Request, slug: Line, sent: DemandIn) -> Any:
    made = actions.begin_demand(request.actor, community_named(slug), now=request.now, **sent.dict())
    return Status(201, _asked(request, made))


@router.post(
    "/demands/{key}/back", response={200: DemandLine, **WRITING}, summary=gettext_noop("Demand the meeting as well")
)
def back_demand(request: Request, key: Key, sent: Press) -> Any:
    del sent
    return _asked(request, actions.back(request.actor, found_demands.demand_for(key), now=request.now))


@router.post(
    "/demands/{key}/take-back",
    response={200: DemandLine, **WRITING},
    summary=gettext_noop("Not demand it any more, while not enough do"),
)
def take_demand_back(request: Request, key: Key, sent: Press) -> Any:
    del sent
    return _asked(request, actions.take_back(request.actor, found_demands.demand_for(key), now=request.now))


@router.post(
    "/meetings/{key}/door", response={200: SeatNumber, **WRITING}, summary=gettext_noop("Say that one is at the door")
)
def say_at_door(request: Request, key: Key, sent: DoorIn) -> Any:
    found = found_meetings.meeting_for(request.actor, key)
    seat = actions.say_at_door(request.actor, found, code=sent.code, now=request.now)
    return {"number": seat.number, "is_here": seat.is_here}


@router.post(
    "/meetings/{key}/arrivals",
    response={200: CountNow, **WRITING},
    summary=gettext_noop("Mark who comes and who leaves"),
)
def let_in(request: Request, key: Key, sent: ArrivalIn) -> Any:
    found = found_meetings.meeting_for(request.actor, key)
    return {"count": actions.let_in(request.actor, found, sent.numbers, is_here=sent.is_here, now=request.now)}


@router.post("/meetings/{key}/call", response={200: MeetingLine, **WRITING}, summary=gettext_noop("Call a meeting"))
def call_meeting(request: Request, key: Key, sent: Press) -> Any:
    del sent
    return _line(actions.call_meeting(request.actor, found_meetings.meeting_for(request.actor, key), now=request.now))


@router.post(
    "/meetings/{key}/open",
    response={200: MeetingLine, **WRITING},
    summary=gettext_noop("Open a meeting with its quorum"),
)
def open_meeting(request: Request, key: Key, sent: Press) -> Any:
    del sent
    return _line(actions.open_meeting(request.actor, found_meetings.meeting_for(request.actor, key), now=request.now))


@router.post(
    "/meetings/{key}/close", response={200: MeetingLine, **WRITING}, summary=gettext_noop("The meeting is over")
)
def close_meeting(request: Request, key: Key, sent: Press) -> Any:
    del sent
    return _line(actions.close_meeting(request.actor, found_meetings.meeting_for(request.actor, key), now=request.now))


@router.post(
    "/meetings/{key}/motions/{motion}/hands",
    response={200: MotionLine, **WRITING},
    summary=gettext_noop("Write down the hands on a motion"),
)
def count_hands(request: Request, key: Key, motion: Key, sent: HandsIn) -> Any:
    found = found_meetings.motion_of(found_meetings.meeting_for(request.actor, key), motion)
    return _motion(actions.count_hands(request.actor, found, now=request.now, **sent.dict()))


def _line(found: Any) -> dict[str, Any]:
    names = ("title", "kind", "counts", "place", "starts_at", "state")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}


def _motion(one: Any) -> dict[str, Any]:
    names = ("number", "yes", "no", "abstain", "here", "needed", "is_carried", "counts")
    told = {
        "id": one.pk,
        "text": mask_personal(one.text),
        "law": (one.rule or {}).get("law", ""),
        "put_off_why": mask_personal(one.put_off_why),
    }
    return told | {name: getattr(one, name) for name in names}


def _step(one: Any) -> dict[str, Any]:
    names = ("text", "owner", "due_date", "finished_date", "is_given_up")
    return {name: getattr(one, name) for name in names} | {"note": mask_personal(one.note)}


def _asked(request: Request, demand: Any) -> dict[str, Any]:
    return _demand(found_demands.asked_of(request.actor, demand, on=localdate(request.now)))


def _demand(one: Any) -> dict[str, Any]:
    found, names = one.demand, ("kind", "begun_date", "call_due_date")
    shares = [
        {
            "by": share.by,
            "count": share.count,
            "needed": share.asked.number,
            "whole": share.asked.whole,
            "law": share.asked.law,
        }
        for share in one.shares
    ]
    told = {"id": found.pk, "subject": mask_personal(found.subject), "why": mask_personal(found.why)}
    return told | {"shares": shares, "is_mine": one.is_mine} | {name: getattr(found, name) for name in names}
