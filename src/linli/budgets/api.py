"""The participatory budget in the JSON API: rounds, ideas, what was chosen and why, what became of it; and to raise and support ideas."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status

from linli.base.api import READING, WRITING, Key, Line, Sent, SentKey, Text
from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.places.queries import building_in, community_named

from . import actions
from .queries import ideas as found_ideas
from .queries import money
from .queries import rounds as found_rounds

router = Router(tags=["budgets"])


class RoundLine(Schema):
    """Money in fen."""

    id: int
    title: str
    state: str
    money_fen: int
    method: str
    ideas_from_date: date
    ideas_to_date: date
    carried_out_to_date: date


class IdeaLine(Schema):
    """Without `title`: hidden. `cost_fen` once it is costed and feasible."""

    id: int
    number: int
    title: str
    about: str
    where: str
    state: str
    supporters: int
    others: int
    cost_fen: int | None


class ReasonLine(Schema):
    """Why a project was chosen or not. `held_fen`: what its supporters had together, or by most votes what was left at its turn."""

    label: str
    is_chosen: bool
    votes: int
    held_fen: int
    cost_fen: int
    words: str


class ProjectLine(Schema):
    """What is spent is read from the ledger. `note`: what came of it."""

    idea: int
    text: str
    owner: str
    due_date: date
    finished_date: date | None
    is_given_up: bool
    cost_fen: int
    spent_fen: int
    note: str


class RoundDetail(RoundLine):
    """`promised_fen` and `arrived_fen` are those of the budget line that the money comes from. `ballot`: its id, once everybody sees it."""

    purpose: str
    marks: int | None
    costing_to_date: date
    voting_from_date: date
    voting_to_date: date
    promised_fen: int
    arrived_fen: int
    ballot: int | None
    ideas: list[IdeaLine]
    reasons: list[ReasonLine]
    projects: list[ProjectLine]
    report: str


class IdeaIn(Sent):
    """`place` in words, or the id of a `building`. `good`: which of the six it is for, or empty."""

    title: Line
    about: Text
    for_whom: Line
    place: Line = ""
    building: SentKey | None = None
    good: Line = ""


class IdeaSupportIn(Sent):
    is_wanted: bool


class IdeaSupporters(Schema):
    """Those whom the committee knows count; `others` are not confirmed yet."""

    supporters: int
    others: int


class IdeaMade(Schema):
    id: int


@router.get(
    "/communities/{slug}/budgets",
    response={200: list[RoundLine], **READING},
    summary=gettext_noop("Rounds of the participatory budget, the newest first"),
)
def budget_rounds(request: Request, slug: Line) -> Any:
    return [_line(row) for row in found_rounds.rounds(request.actor, community_named(slug))]


@router.get(
    "/budgets/{key}",
    response={200: RoundDetail, **READING},
    summary=gettext_noop("One round: its ideas, what was chosen and why, what became of it"),
)
def budget_round(request: Request, key: Key) -> Any:
    found = found_rounds.round_for(request.actor, key)
    why, line = found_rounds.why_of(found), money.line_money(found)
    names = ("purpose", "marks", "costing_to_date", "voting_from_date", "voting_to_date")
    return (
        _line(found)
        | {name: getattr(found, name) for name in names}
        | {
            "promised_fen": line.promised_fen,
            "arrived_fen": line.arrived_fen,
            "ballot": found.ballot_id if found.ballot and found.ballot.state != "draft" else None,
            "ideas": [_idea(row) for row in found_ideas.ideas_of(request.actor, found)],
            "reasons": [_reason(row) for row in why.rows] if why else [],
            "projects": [_project(one) for one in found_rounds.projects_of(found, today=localdate(request.now))],
            "report": mask_personal(found.report),
        }
    )


@router.post(
    "/budgets/{key}/ideas",
    response={201: IdeaMade, **WRITING},
    summary=gettext_noop("Raise an idea for a round where one lives"),
)
def raise_idea(request: Request, key: Key, sent: IdeaIn) -> Any:
    found, given = found_rounds.round_for(request.actor, key), sent.dict()
    building = given.pop("building")
    wish = actions.Wish(**given, building=building_in(found.community, building) if building else None)
    return Status(201, {"id": actions.raise_idea(request.actor, found, wish, now=request.now).pk})


@router.post(
    "/budgets/ideas/{key}/support",
    response={200: IdeaSupporters, **WRITING},
    summary=gettext_noop("Support an idea, or take it back"),
)
def support_idea(request: Request, key: Key, sent: IdeaSupportIn) -> Any:
    found = found_ideas.idea_for(request.actor, key)
    actions.support_idea(request.actor, found, is_wanted=sent.is_wanted, now=request.now)
    after = found_ideas.idea_for(request.actor, key)
    return {"supporters": after.supporters, "others": after.others}


def _line(found: Any) -> dict[str, Any]:
    names = ("title", "state", "money_fen", "method", "ideas_from_date", "ideas_to_date", "carried_out_to_date")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}


def _idea(row: Any) -> dict[str, Any]:
    names = ("number", "title", "about", "where", "state", "supporters", "others", "cost_fen")
    return {"id": row.key} | {name: getattr(row, name) for name in names}


def _reason(row: Any) -> dict[str, Any]:
    return {
        "label": row.label,
        "is_chosen": row.is_bought,
        "votes": row.votes,
        "held_fen": row.held,
        "cost_fen": row.cost,
        "words": row.words,
    }


def _project(one: Any) -> dict[str, Any]:
    names = ("owner", "due_date", "finished_date", "is_given_up", "cost_fen")
    return {name: getattr(one.project, name) for name in names} | {
        "idea": one.project.idea_id,
        "text": mask_personal(one.project.text),
        "spent_fen": one.money.spent_fen,
        "note": mask_personal(one.project.note),
    }
