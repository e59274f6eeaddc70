"""Rounds as everybody reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.ballots.queries.reasons import Reasons, reasons_of
from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.funds.models import Line
from linli.funds.queries import desk as funds
from linli.places.models import Community

from ..models import Idea, Photo, Project, Round
from ..permissions import open_rounds, run_round
from .money import ProjectMoney, monies

State = Round.State


def rounds(reader: Actor, community: Community) -> list[Round]:
    """Those of a community, the newest first, each with how many `ideas_raised` it has."""
    del reader
    shown = Count("ideas", filter=~Q(ideas__state=Idea.State.DECLINED))
    return list(Round.objects.filter(community=community).annotate(ideas_raised=shown))


def rounds_to_run(reader: Actor, community: Community) -> list[Round]:
    """With how many ideas are `waiting` for an answer, those that run first."""
    open_rounds.require(reader, community)
    waiting = Count("ideas", filter=Q(ideas__state=Idea.State.RAISED))
    rows = Round.objects.filter(community=community).annotate(waiting=waiting, ideas_raised=Count("ideas"))
    over = {State.CLOSED, State.CALLED_OFF}
    return sorted(rows, key=lambda one: (one.state in over, -one.pk))


def round_for(reader: Actor, key: int) -> Round:
    """Missing where there is none."""
    del reader
    found = Round.objects.select_related("community__division", "line", "ballot").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such round."))
    return found


def round_to_run(reader: Actor, key: int) -> Round:
    found = round_for(reader, key)
    run_round.require(reader, found)
    return found


def running_round(reader: Actor, community: Community) -> Round | None:
    """The latest whose ideas are collected now."""
    return next((one for one in rounds(reader, community) if one.state == State.IDEAS), None)


@dataclass(frozen=True)
class Mark:
    """A part of the way with its days."""

    name: str
    is_done: bool
    is_now: bool
    from_date: date | None
    to_date: date | None


ORDER = (State.IDEAS, State.COSTING, State.VOTING, State.CARRIED_OUT)


def way_of(found: Round) -> list[Mark]:
    """From the ideas to what was carried out."""
    days = [
        (_("Ideas"), found.ideas_from_date, found.ideas_to_date),
        (_("Costing"), None, found.costing_to_date),
        (_("Ballot"), found.voting_from_date, found.voting_to_date),
        (_("Carrying out"), None, found.carried_out_to_date),
    ]
    at = (
        len(ORDER)
        if found.state == State.CLOSED
        else -1
        if found.state == State.CALLED_OFF
        else ORDER.index(State(found.state))
    )
    return [Mark(name, place < at, place == at, first, last) for place, (name, first, last) in enumerate(days)]


def why_of(found: Round) -> Reasons | None:
    """Why each project was chosen or not, once the ballot is counted."""
    return reasons_of(found.ballot) if found.ballot and found.ballot.state == Ballot.State.COUNTED else None


@dataclass(frozen=True)
class Carried:
    """A project with its money, its steps and the pictures that are shown."""

    project: Project
    money: ProjectMoney
    is_late: bool
    photos: Sequence[Photo]


def projects_of(found: Round, *, today: date) -> list[Carried]:
    """In the order in which they were bought. Five queries, however many."""
    rows = list(found.projects.select_related("idea").prefetch_related("steps", "photos"))
    money = monies(rows)
    return [
        Carried(row, money[row.pk], row.is_late_on(today), [photo for photo in row.photos.all() if photo.is_shown])
        for row in rows
    ]


@dataclass(frozen=True)
class Sum:
    """Of all projects together, in fen."""

    cost_fen: int
    spent_fen: int
    waiting_fen: int
    left_fen: int


def sum_of(found: Round, carried: Sequence[Carried]) -> Sum:
    """`left_fen` of the round's money was not spent."""
    spent = sum(one.money.spent_fen for one in carried)
    waiting = sum(one.money.waiting_fen for one in carried)
    return Sum(sum(one.money.cost_fen for one in carried), spent, waiting, found.money_fen - spent)


def project_for(reader: Actor, key: int) -> Project:
    """For who runs its round. Missing where there is none."""
    rows = Project.objects.select_related("idea", "round__community__division", "round__line")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such project."))
    run_round.require(reader, found.round)
    return found


def project_of(key: int) -> Project:
    """Everybody reads it. Missing where there is none."""
    found = Project.objects.select_related("idea", "round__community").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such project."))
    return found


def photo_in(project: Project, key: int) -> Photo:
    found = project.photos.select_related("project__round__community").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such picture."))
    return found


def photo_named(reader: Actor, name: str) -> bool:
    """Whether the reader sees a picture of a project: shown ones everybody, the others whoever sent it or runs the round."""
    found = Photo.objects.select_related("project__round__community").filter(file=name).first()
    if found is None:
        return False
    mine = reader.person_id is not None and found.by_id == reader.person_id
    return found.is_shown or mine or run_round.allows(reader, found.project.round)


def lines_for(reader: Actor, community: Community) -> list[funds.LineRow]:
    """Budget lines of the community that a round can take its money from, the participatory ones first."""
    return sorted(
        funds.lines(reader, community=community), key=lambda row: (row.line.source != "participatory", -row.line.year)
    )


def line_named(reader: Actor, community: Community, key: int) -> Line:
    row = funds.line_for(reader, key)
    if row.line.community_id != community.pk:
        raise Missing(_("There is no such budget line."))
    return row.line
