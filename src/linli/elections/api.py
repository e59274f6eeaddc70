"""Elections in the JSON API: how far one has come, who stands, who was elected; and what the committee writes down from paper. Voting is in ballots."""

from datetime import date
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from linli.base.api import NO_NUL, READING, WRITING, Key, Line, Sent, SentKey, Text
from linli.base.requests import Request
from linli.places.queries import community_named

from . import actions
from .queries import elections as found_elections
from .queries.pages import page_of
from .queries.rows import nominee_of

router = Router(tags=["elections"])
Numbers = Annotated[list[SentKey], Field(max_length=500)]


class ElectionLine(Schema):
    """`kind`: full, by_election or recall. `ballot`: the id of the vote, which is read under ballots."""

    id: int
    kind: str
    title: str
    ballot: int
    state: str
    listed_date: date | None


class WayLine(Schema):
    name: str
    is_done: bool
    is_now: bool


class NomineeLine(Schema):
    """`named_by`: party or voters, then by how many. Who said no is not listed; `has_agreed` is null until they were asked."""

    id: int
    name: str
    about: str
    named_by: str
    signed: int
    has_agreed: bool | None


class MemberLine(Schema):
    name: str
    is_head: bool
    left_date: date | None


class HandoverLine(Schema):
    due: date
    done: date | None
    is_late: bool


class ElectionDetail(ElectionLine):
    """`ballots`: the vote and its further votes. Of a recall: whom it concerns, why, their answer, and how many signatures there are and have to be."""

    why: str
    about: str
    answer: str
    way: list[WayLine]
    ballots: list[int]
    nominees: list[NomineeLine]
    committee: list[MemberLine]
    elected: list[str]
    handover: HandoverLine | None
    signed: int
    signatures_needed: int


class NominateIn(Sent):
    """`number` on the roll; `backers`: the numbers of the voters who name them together, empty for the party organisation."""

    number: SentKey
    is_woman: bool
    backers: Numbers
    about: Annotated[str, Field(max_length=1000, pattern=NO_NUL)] = ""


class AgreedIn(Sent):
    has_agreed: bool


class SignIn(Sent):
    """`numbers` on the roll of those who signed on paper."""

    numbers: Annotated[list[SentKey], Field(min_length=1, max_length=500)]


class SignedNow(Schema):
    signed: int


class ElectionProxyIn(Sent):
    """Numbers on the roll: `giver` cannot come, `holder` votes for them."""

    giver: SentKey
    holder: SentKey


class HandOverIn(Sent):
    note: Annotated[Text, Field(max_length=500)]


@router.get(
    "/communities/{slug}/elections",
    response={200: list[ElectionLine], **READING},
    summary=gettext_noop("Elections and recalls of a community, the newest first"),
)
def elections(request: Request, slug: Line) -> Any:
    return [_line(row) for row in found_elections.elections(request.actor, community_named(slug))]


@router.get(
    "/elections/{key}",
    response={200: ElectionDetail, **READING},
    summary=gettext_noop("One election: who stands, how far it has come, who was elected"),
)
def election(request: Request, key: Key) -> Any:
    found = found_elections.election_for(request.actor, key)
    shown = page_of(found, today=localdate(request.now), in_full=False)
    asked = shown["signatures_needed"]
    return _line(found) | {
        "why": found.why,
        "about": found.about,
        "answer": found.answer,
        "way": [vars(step) for step in shown["steps"]],
        "ballots": [one.pk for one in shown["ballots"]],
        "nominees": [_nominee(one) for one in shown["nominees"] if one.has_agreed is not False],
        "committee": [
            {"name": one.name, "is_head": one.is_head, "left_date": one.left_date} for one in shown["committee"]
        ],
        "elected": shown["elected"],
        "handover": vars(shown["handover"]) if shown["handover"] else None,
        "signed": shown["signed"],
        "signatures_needed": asked.number if asked else 0,
    }


@router.post(
    "/elections/{key}/nominees", response={201: NomineeLine, **WRITING}, summary=gettext_noop("Write down a nomination")
)
def nominate(request: Request, key: Key, sent: NominateIn) -> Any:
    found = found_elections.election_for(request.actor, key)
    made: Any = actions.nominate(request.actor, found, now=request.now, **sent.dict())
    made.signed = len(set(sent.backers))
    return Status(201, _nominee(made))


@router.post(
    "/elections/{key}/nominees/{nominee}/asked",
    response={204: None, **WRITING},
    summary=gettext_noop("Write down whether a nominee stands"),
)
def ask_nominee(request: Request, key: Key, nominee: Key, sent: AgreedIn) -> Any:
    found = nominee_of(found_elections.election_for(request.actor, key), nominee)
    actions.ask_nominee(request.actor, found, has_agreed=sent.has_agreed, now=request.now)
    return Status(204, None)


@router.post(
    "/elections/{key}/signatures",
    response={200: SignedNow, **WRITING},
    summary=gettext_noop("Write down signatures for a recall"),
)
def sign_recall(request: Request, key: Key, sent: SignIn) -> Any:
    found = found_elections.election_for(request.actor, key)
    return {"signed": actions.sign_recall(request.actor, found, sent.numbers, now=request.now)}


@router.post(
    "/elections/{key}/proxies",
    response={204: None, **WRITING},
    summary=gettext_noop("Write down that a voter votes for another"),
)
def give_proxy(request: Request, key: Key, sent: ElectionProxyIn) -> Any:
    found = found_elections.election_for(request.actor, key)
    actions.give_proxy(request.actor, found, now=request.now, **sent.dict())
    return Status(204, None)


@router.post(
    "/elections/{key}/handover",
    response={200: ElectionLine, **WRITING},
    summary=gettext_noop("The old committee has handed over"),
)
def hand_over_election(request: Request, key: Key, sent: HandOverIn) -> Any:
    found = found_elections.election_for(request.actor, key)
    return _line(actions.hand_over(request.actor, found, note=sent.note, now=request.now))


def _line(found: Any) -> dict[str, Any]:
    return {
        "id": found.pk,
        "kind": found.kind,
        "title": found.ballot.question,
        "ballot": found.ballot_id,
        "state": found.ballot.state,
        "listed_date": found.listed_date,
    }


def _nominee(one: Any) -> dict[str, Any]:
    names = ("name", "about", "named_by", "signed", "has_agreed")
    return {"id": one.pk} | {name: getattr(one, name) for name in names}
