"""Ballots in the JSON API: what is voted on, by which rule, what came of it; and voting with the code of a letter."""

from datetime import date, datetime
from typing import Annotated, Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field

from linli.base.api import READING, WRITING, Key, Line, Sent
from linli.base.errors import Missing
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.places.queries import community_named

from . import actions
from .queries import ballots as found_ballots
from .queries import pages, results

router = Router(tags=["ballots"])
WRONG_CODES, MINUTES = 20, 10


class BallotLine(Schema):
    id: int
    question: str
    kind: str
    votes_by: str
    state: str
    posted_date: date | None
    closes_at: datetime | None


class OptionLine(Schema):
    """`votes` as written: whole, or of transferred votes a fraction; empty before the count."""

    key: str
    label: str
    votes: str
    is_chosen: bool


class Threshold(Schema):
    """What decides, with the law it stands in, and what it asks in words (`need`). `is_met` is null before the count; after it `part` of
    `whole` are the figures that decided. `is_analogy`: the article speaks of something else, or it is practice.
    """

    what: str
    share: str
    is_over: bool
    law: str
    is_met: bool | None
    need: str
    part: str
    whole: str
    is_analogy: bool


class BallotDetail(BallotLine):
    """`marked` on the roll, `given_out` of them a paper; `in_box`, `valid` and `invalid` ballots are null before the count. `voted`: ballots
    in the box, before the count those on screens, as a paper that was given out is no vote yet. `file` is the address of every ballot by
    its receipt, once it was counted; `seal` and `opening_code` are what it has to match.
    """

    text: str
    voters: int
    voted: int
    marked: int
    given_out: int
    in_box: int | None
    valid: int | None
    invalid: int | None
    options: list[OptionLine]
    thresholds: list[Threshold]
    is_decided: bool | None
    seal: str
    opening_code: str
    file: str


class VoteIn(Sent):
    """`code` from the letter; `choice` by the options' keys, of a ranked ballot the best first. Empty abstains."""

    code: Line
    choice: Annotated[list[Line], Field(max_length=60)]


class Receipt(Schema):
    """With it the voter finds their ballot on the published list. It stands nowhere else."""

    receipt: str


@router.get(
    "/communities/{slug}/ballots",
    response={200: list[BallotLine], **READING},
    summary=gettext_noop("Ballots of a community, the newest first"),
)
def ballots(request: Request, slug: Line) -> Any:
    return [_line(row) for row in found_ballots.ballots(request.actor, community_named(slug))]


@router.get(
    "/ballots/{key}",
    response={200: BallotDetail, **READING},
    summary=gettext_noop("One ballot with its rule and its result"),
)
def ballot(request: Request, key: Key) -> Any:
    found, today = found_ballots.ballot_for(request.actor, key), localdate(request.now)
    counts, is_counted = pages.counts_of(found), found.result is not None
    return _line(found) | {
        "text": found.text,
        "voters": counts.may,
        "voted": counts.on_screen if counts.in_box is None else counts.in_box,
        "marked": counts.marked,
        "given_out": counts.given_out,
        "in_box": counts.in_box,
        "valid": counts.valid,
        "invalid": counts.invalid,
        "options": _options(found, is_counted=is_counted),
        "thresholds": [vars(check) for check in results.checks_of(found, on=today)],
        "is_decided": results.is_decided(found) if is_counted else None,
        "seal": found.seal,
        "opening_code": found.opening_code,
        "file": reverse("ballots:file", args=[found.pk]) if is_counted else "",
    }


@router.post("/votes", response={200: Receipt, **WRITING}, summary=gettext_noop("Vote with the code of a letter"))
def cast_ballot(request: Request, sent: VoteIn) -> Any:
    try:
        entry, purpose = found_ballots.entry_by_code(sent.code)
    except Missing:
        slow_down(request, "ballots.code", most=WRONG_CODES, minutes=MINUTES)
        raise
    bearer = request.actor.bearing(purpose, entry.pk)
    return {"receipt": actions.cast_ballot(bearer, entry, sent.choice, now=request.now)}


def _line(found: Any) -> dict[str, Any]:
    names = ("question", "kind", "votes_by", "state", "posted_date", "closes_at")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}


def _options(found: Any, *, is_counted: bool) -> list[dict[str, Any]]:
    keys = pages.paper_of(found)
    if not is_counted:
        return [{"key": key, "label": label, "votes": "", "is_chosen": False} for key, label in keys]
    rows = zip(keys, results.result_rows(found), strict=True)
    return [{"key": key, "label": row.label, "votes": row.votes, "is_chosen": row.is_chosen} for (key, _l), row in rows]
