"""A round is opened, costed, put to the vote, decided, and closed once everybody was told what became of it."""

from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.actions import Standing, draft_ballot, set_projects
from linli.ballots.models import Ballot
from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.money import yuan
from linli.base.rows import held, open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.funds.models import Line
from linli.funds.queries.sums import arrived
from linli.notices.actions import tell, tell_who_must
from linli.places.models import Community

from .. import facts
from ..models import Idea, Project, Round
from ..notices import CHOSEN, ENDED, NOT_CHOSEN
from ..permissions import open_rounds, run_round
from ..queries.ideas import raisers, took_part, wanted_by
from ..queries.money import spent_on

State = Round.State
FURTHEST = timedelta(days=1100)


@dataclass(frozen=True)
class Days:
    """The days of a round, each not before the one before."""

    ideas_from_date: date
    ideas_to_date: date
    costing_to_date: date
    voting_from_date: date
    voting_to_date: date
    carried_out_to_date: date


@action
def open_round(
    by: Actor,
    community: Community,
    *,
    title: str,
    purpose: str,
    line: Line,
    money_fen: int,
    method: str,
    days: Days,
    now: datetime,
    marks: int | None = None,
    votes_by: str = Ballot.VotesBy.PERSON,
) -> Round:
    """Open a round. Safe by the lock on the line: two rounds never count on the same yuan.

    Invalid for a line elsewhere, for more money than the line was promised or has, or for days out of order.
    """
    open_rounds.require(by, community)
    line = held(Line, line.pk)
    if line.community_id != community.pk:
        raise Invalid(_("Choose a budget line of this community."), field="line")
    if method not in Round.Method.values:
        raise Invalid(_("Choose one of the list."), field="method")
    if votes_by not in {Ballot.VotesBy.PERSON, Ballot.VotesBy.HOUSEHOLD}:
        raise Invalid(_("Choose one of the list."), field="votes_by")
    if marks is not None and not 1 <= marks <= 60:
        raise Invalid(_("A ballot paper has at least one mark."), field="marks")
    _follow_each_other(days, today=localdate(now))
    _is_there(line, money_fen)
    opened = Round.objects.create(
        community=community,
        title=words(title, field="title", longest=100),
        purpose=words(purpose, field="purpose", longest=2000),
        line=line,
        money_fen=money_fen,
        method=method,
        marks=marks,
        votes_by=votes_by,
        opened_at=now,
        **vars(days),
    )
    record(by, facts.OPENED.key, opened, now=now, community_id=community.pk, value=money_fen, method=method)
    return opened


def _follow_each_other(days: Days, *, today: date) -> None:
    in_order = astuple(days)
    if list(in_order) != sorted(in_order):
        raise Invalid(
            _("The days follow each other: ideas, costing, voting, carrying out."), field="carried_out_to_date"
        )
    if days.ideas_to_date < today:
        raise Invalid(_("Ideas are collected until today or later."), field="ideas_to_date")
    if days.carried_out_to_date > today + FURTHEST:
        raise Invalid(_("A round lasts three years at most."), field="carried_out_to_date")


def _is_there(line: Line, money_fen: int) -> None:
    """What was promised or has come, whichever is more, less what other rounds count on."""
    promised, received, _spent = arrived([line.pk])[line.pk]
    others = Round.objects.filter(line=line).exclude(state=State.CALLED_OFF).aggregate(sum=Sum("money_fen"))["sum"] or 0
    free = max(promised, received) - others
    if not 0 < money_fen <= free:
        raise Invalid(
            _("The line was promised, or has, %(sum)s yuan that no other round counts on.")
            % {"sum": yuan(max(free, 0))},
            field="money_fen",
        )


@action
def begin_costing(by: Actor, found: Round, *, now: datetime) -> Round:
    """No more ideas; every one gets an answer now. Safe by the lock on the round. Refused before the last day for ideas is over."""
    found = open_row(by, Round, found.pk, State.IDEAS, right=None if by.is_house else run_round)
    if localdate(now) <= found.ideas_to_date:
        raise Refused(_("Ideas can still be raised: until the last day that was announced."))
    found.state = State.COSTING
    found.save(update_fields=["state"])
    values = {"title": found.title, "due": found.costing_to_date.isoformat()}
    tell_who_must(by, ENDED, run_round, found, values=values, path=f"/desk/budgets/{found.pk}/", now=now)
    return found


@action
def draft_ballot_of_round(by: Actor, found: Round, *, now: datetime) -> Ballot:
    """The ballot with every feasible idea and its cost, by the method stated at the beginning. Safe by the lock on the round: it has one ballot.

    Refused while an idea has no answer, or with fewer than two that are feasible; a ballot that was called off is followed by another.
    """
    found = open_row(by, Round, found.pk, State.COSTING, State.VOTING, right=run_round)
    if found.ballot and found.ballot.state != Ballot.State.CALLED_OFF:
        raise Refused(_("The ballot of this round is drafted already."))
    if waiting := found.ideas.filter(state=Idea.State.RAISED).count():
        raise Refused(
            _("%(number)d ideas have no answer yet: cost them, merge them or decline them.") % {"number": waiting}
        )
    ideas = list(found.ideas.filter(state=Idea.State.FEASIBLE).prefetch_related("costings"))
    if len(ideas) < 2:
        raise Refused(_("There is nothing to choose: fewer than two ideas are feasible."))
    ballot = draft_ballot(
        by,
        found.community,
        question=found.title,
        kind=found.method,
        votes_by=found.votes_by,
        text=found.purpose,
        marks=found.marks,
        limit=found.money_fen,
        now=now,
    )
    options = set_projects(by, ballot, [_standing(idea) for idea in ideas], now=now)
    for idea, option in zip(ideas, options, strict=True):
        idea.option_key = option.key
    Idea.objects.bulk_update(ideas, ["option_key"])
    found.ballot, found.state = ballot, State.VOTING
    found.save(update_fields=["ballot", "state"])
    record(by, facts.DRAFTED.key, found, now=now, community_id=found.community_id, value=len(ideas))
    for idea in ideas:
        values, path = {"title": idea.title}, f"/budgets/ideas/{idea.pk}/"
        tell(
            by,
            facts.DRAFTED.key,
            to=raisers(idea),
            values=values,
            path=path,
            now=now,
            community_id=found.community_id,
            may_be_nobody=True,  # written down at the desk for people without accounts
        )
    return ballot


def _standing(idea: Idea) -> Standing:
    """On the paper the number stands too: two ideas may have one title."""
    costing = list(idea.costings.all())[-1]
    return Standing(f"{idea.number}. {idea.title}", text=idea.about[:2000], cost=costing.cost_fen)


@action
def take_result(by: Actor, found: Round, *, now: datetime) -> Round:
    """What the ballot chose becomes projects, each with who carries it out and by when; whoever raised or supported an idea is told.

    Safe by the lock on the round. Refused before the ballot is counted.
    """
    found = open_row(by, Round, found.pk, State.VOTING, right=None if by.is_house else run_round)
    ballot = found.ballot
    if ballot is None or ballot.state != Ballot.State.COUNTED:
        raise Refused(_("The ballot has not been counted yet."))
    winners: list[str] = (ballot.result or {})["winners"]
    ideas = {idea.option_key: idea for idea in found.ideas.exclude(option_key="").prefetch_related("costings")}
    due = max(found.carried_out_to_date, localdate(now))
    for place, key in enumerate(winners, start=1):
        _carry_out(found, ideas[key], place, due=due, now=now)
    found.state, found.decided_at = State.CARRIED_OUT, now
    found.save(update_fields=["state", "decided_at"])
    spent = sum(project.cost_fen for project in found.projects.all())
    record(
        by,
        facts.DECIDED.key,
        found,
        now=now,
        community_id=found.community_id,
        value=spent,
        chosen=len(winners),
        of=len(ideas),
    )
    for key, idea in ideas.items():
        kind, values = (
            (CHOSEN, {"title": idea.title, "due": due.isoformat()})
            if key in winners
            else (NOT_CHOSEN, {"title": idea.title})
        )
        tell(
            by,
            kind,
            to=wanted_by(idea),
            values=values,
            path=f"/budgets/{found.pk}/why/",
            now=now,
            community_id=found.community_id,
            may_be_nobody=True,  # written down at the desk for people without accounts
        )
    return found


def _carry_out(found: Round, idea: Idea, place: int, *, due: date, now: datetime) -> None:
    costing = list(idea.costings.all())[-1]
    project = Project(round=found, idea=idea, place=place, cost_fen=costing.cost_fen)
    project.intend(text=idea.title, owner=costing.owner, due_date=due, now=now)
    project.save()


@action
def close_round(by: Actor, found: Round, *, report: str, now: datetime) -> Round:
    """Close the round with a report; everybody who raised or supported an idea is told. What was not spent stays on the line.

    How to reach those without an account is deleted. Safe by the lock on the round. Refused while a project is neither finished nor given up.
    """
    found = open_row(by, Round, found.pk, State.CARRIED_OUT, right=run_round)
    projects = list(found.projects.all())
    if any(project.finished_date is None for project in projects):
        raise Refused(_("A project is neither finished nor given up yet."))
    to = took_part(found)
    found.report, found.told, found.state, found.closed_at = (
        words(report, field="report", longest=4000),
        len(to),
        State.CLOSED,
        now,
    )
    found.save()
    found.ideas.update(told_how="")
    left = found.money_fen - sum(spent_on([project.pk for project in projects]).values())
    days = (localdate(now) - localdate(found.opened_at)).days
    record(by, facts.CLOSED.key, found, now=now, community_id=found.community_id, value=days, left_fen=left)
    tell(
        by,
        facts.CLOSED.key,
        to=to,
        values={"title": found.title},
        path=f"/budgets/{found.pk}/",
        now=now,
        community_id=found.community_id,
        even_self=True,
        may_be_nobody=True,  # how many were told stands in the report, also when it is nobody
    )
    return found


@action
def call_off_round(by: Actor, found: Round, *, why: str, now: datetime) -> Round:
    """It does not take place, with a public reason; whoever raised or supported an idea is told. Safe by the lock on the round.

    Refused once it is decided, or while its ballot runs: that is called off first.
    """
    found = open_row(by, Round, found.pk, State.IDEAS, State.COSTING, State.VOTING, right=run_round)
    if found.ballot and found.ballot.state != Ballot.State.CALLED_OFF:
        raise Refused(_("Call its ballot off first."))
    found.called_off_why, found.state = words(why, field="why", longest=500), State.CALLED_OFF
    found.save(update_fields=["called_off_why", "state"])
    found.ideas.update(told_how="")
    to = took_part(found)
    record(by, facts.CALLED_OFF.key, found, now=now, community_id=found.community_id)
    tell(
        by,
        facts.CALLED_OFF.key,
        to=to,
        values={"title": found.title},
        path=f"/budgets/{found.pk}/",
        now=now,
        community_id=found.community_id,
        may_be_nobody=True,  # nobody may have taken part yet
    )
    return found
