"""How a case moves: from which state, by which action, done by whom, to which state. Actions and pages read this one table."""

from dataclasses import dataclass
from enum import StrEnum

from linli.base.actors import Actor

from . import permissions
from .models import Case, State

NEW, ACCEPTED, IN_PROGRESS = State.NEW, State.ACCEPTED, State.IN_PROGRESS
RESOLVED, CLOSED, DECLINED, MERGED, REOPENED = (
    State.RESOLVED,
    State.CLOSED,
    State.DECLINED,
    State.MERGED,
    State.REOPENED,
)


class Who(StrEnum):
    HANDLER = "handler"
    WORKER = "worker"  # a handler, or the one whom the case is assigned to
    REPORTER = "reporter"  # the first one, or a handler who writes down what they say
    RATER = "rater"  # any reporter, or a handler who writes down what they say
    HOUSE = "house"


@dataclass(frozen=True)
class Transition:
    before: State
    action: str
    who: Who
    after: State


TRANSITIONS = (
    Transition(NEW, "accept", Who.HANDLER, ACCEPTED),
    Transition(NEW, "decline", Who.HANDLER, DECLINED),
    Transition(NEW, "merge", Who.HANDLER, MERGED),
    Transition(NEW, "assign", Who.HANDLER, ACCEPTED),
    Transition(NEW, "ask", Who.HANDLER, NEW),
    Transition(NEW, "answer", Who.HANDLER, ACCEPTED),
    Transition(NEW, "resolve", Who.HANDLER, RESOLVED),
    Transition(ACCEPTED, "assign", Who.HANDLER, ACCEPTED),
    Transition(ACCEPTED, "start", Who.WORKER, IN_PROGRESS),
    Transition(ACCEPTED, "answer", Who.HANDLER, ACCEPTED),
    Transition(ACCEPTED, "ask", Who.HANDLER, ACCEPTED),
    Transition(ACCEPTED, "extend", Who.HANDLER, ACCEPTED),
    Transition(ACCEPTED, "resolve", Who.WORKER, RESOLVED),
    Transition(ACCEPTED, "decline", Who.HANDLER, DECLINED),
    Transition(ACCEPTED, "merge", Who.HANDLER, MERGED),
    Transition(ACCEPTED, "whistle", Who.HANDLER, IN_PROGRESS),
    Transition(IN_PROGRESS, "assign", Who.HANDLER, IN_PROGRESS),
    Transition(IN_PROGRESS, "answer", Who.HANDLER, IN_PROGRESS),
    Transition(IN_PROGRESS, "ask", Who.HANDLER, IN_PROGRESS),
    Transition(IN_PROGRESS, "extend", Who.HANDLER, IN_PROGRESS),
    Transition(IN_PROGRESS, "whistle", Who.HANDLER, IN_PROGRESS),
    Transition(IN_PROGRESS, "resolve", Who.WORKER, RESOLVED),
    Transition(IN_PROGRESS, "merge", Who.HANDLER, MERGED),
    Transition(REOPENED, "accept", Who.HANDLER, IN_PROGRESS),
    Transition(REOPENED, "assign", Who.HANDLER, IN_PROGRESS),
    Transition(REOPENED, "answer", Who.HANDLER, IN_PROGRESS),
    Transition(REOPENED, "ask", Who.HANDLER, REOPENED),
    Transition(REOPENED, "whistle", Who.HANDLER, IN_PROGRESS),
    Transition(REOPENED, "resolve", Who.HANDLER, RESOLVED),
    Transition(RESOLVED, "rate", Who.RATER, CLOSED),
    Transition(RESOLVED, "reopen", Who.REPORTER, REOPENED),
    Transition(RESOLVED, "close", Who.HOUSE, CLOSED),
    Transition(CLOSED, "rate", Who.RATER, CLOSED),
    Transition(CLOSED, "reopen", Who.REPORTER, REOPENED),
    Transition(DECLINED, "reopen", Who.REPORTER, REOPENED),
)
BY_STATE_AND_ACTION = {(t.before, t.action): t for t in TRANSITIONS}

RULES = {
    Who.HANDLER: permissions.handle_case,
    Who.WORKER: permissions.work_on_case,
    Who.REPORTER: permissions.rate_case,
    Who.RATER: permissions.judge_case,
}


def next_state(case: Case, action: str) -> State | None:
    """Where `action` leads from the case's state; None where it leads nowhere."""
    found = BY_STATE_AND_ACTION.get((State(case.state), action))
    return found.after if found else None


def may(actor: Actor, case: Case, action: str) -> bool:
    """Whether this actor may do `action` to the case in its present state."""
    found = BY_STATE_AND_ACTION.get((State(case.state), action))
    if found is None:
        return False
    return actor.is_house if found.who is Who.HOUSE else RULES[found.who].allows(actor, case)


def possible(actor: Actor, case: Case) -> list[str]:
    """The actions that a page offers this actor, in the order of the table."""
    return [t.action for t in TRANSITIONS if t.before == case.state and may(actor, case, t.action)]
