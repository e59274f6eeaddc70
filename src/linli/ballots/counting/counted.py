"""From what stands in a published file to the result stated in it: one function a kind, plain values only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from . import election, equal_shares, reasons
from .ballots import Check, Choice, Paper, Points, Tally, Threshold, choice_of, group, order_by_seed, points_of
from .budgets import Budget, approvals, by_rank, scores
from .greedy import count_greedy
from .irv import count_runoff
from .owners import check_owners_ballot, count_owners
from .plurality import count_answer, count_most
from .stv import count_transferable

Result = dict[str, Any]


@dataclass(frozen=True)
class Option:
    """What can be chosen. `cost` in whole units of money, for budgets; `is_woman` for the committee's election."""

    key: str
    label: str
    cost: int | None = None
    is_woman: bool = False


@dataclass(frozen=True)
class Roll:
    """The frozen roll: how many, its SHA-256, and for owners their area in hundredths of a square metre."""

    voters: int
    fingerprint: str
    area: int | None = None


@dataclass(frozen=True)
class Opening:
    """Everything fixed before the first ballot. `rule` is data as docs/contributors/published-ballot.md lists it for each kind.

    `seated` is known at the count: who of the rule's `beside` sits on the committee then.
    """

    kind: str
    question: str
    options: tuple[Option, ...]
    rule: Mapping[str, Any]
    seed: str
    roll: Roll
    seated: tuple[str, ...] = ()

    @property
    def paper(self) -> Paper:
        keys = tuple(option.key for option in self.options)
        return Paper(keys, order_by_seed(keys, self.seed))


@dataclass(frozen=True)
class Cast:
    """A ballot as it lies in the box: its receipt, the choice, or why it is invalid; `area` for owners."""

    receipt: str
    choice: Choice | Points = ()
    invalid: str = ""
    area: int | None = None


def threshold(data: Mapping[str, Any]) -> Threshold:
    """Read a threshold: `share` as "1/2", `over`, `of`, `source`, `article`."""
    return Threshold(Fraction(data["share"]), data["over"], data["of"], data["source"], data["article"])


def result_of(opening: Opening, ballots: Iterable[Cast], marked: int) -> Result:
    """Count by the opening's kind. KeyError for an unknown kind; WrongBallotError for a ballot that should stand as invalid."""
    box = tuple(ballots)
    found = KINDS[opening.kind](opening, box, marked)
    quorum = opening.rule.get("quorum")
    if quorum and "checks" not in found:
        found["checks"] = {"quorum": threshold(quorum).is_met(len(box), opening.roll.voters)}
    return found


def _tally(opening: Opening, ballots: Iterable[Cast]) -> Tally[Any]:
    valid = group((ballot.choice for ballot in ballots if not ballot.invalid), lambda _choice: None)
    invalid = group((ballot.invalid for ballot in ballots if ballot.invalid), lambda _reason: None)
    return Tally(valid.groups, invalid.groups)


def _answer(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    rule, quorum = opening.rule, opening.rule.get("quorum")
    found = count_answer(
        _tally(opening, ballots),
        roll=opening.roll.voters,
        majority=threshold(rule["majority"]),
        quorum=threshold(quorum) if quorum else None,
    )
    return {"carried": found.is_carried, "votes": dict(found.votes), "checks": _met(found.checks)}


def _most(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    rule, needed = opening.rule, opening.rule.get("needed")
    found = count_most(
        _tally(opening, ballots),
        opening.paper,
        seats=rule["seats"],
        most=rule.get("most"),
        needed=threshold(needed) if needed else None,
        roll=opening.roll.voters,
    )
    return {"winners": list(found.winners), "votes": {line.option: line.votes for line in found.standings}}


def _runoff(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    found = count_runoff(_tally(opening, ballots), opening.paper)
    rounds = [{"votes": dict(r.votes), "exhausted": r.exhausted, "excluded": r.excluded} for r in found.rounds]
    return {"winner": found.winner, "rounds": rounds}


def _transferable(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    found = count_transferable(_tally(opening, ballots), opening.paper, seats=opening.rule["seats"])
    stages = [
        {
            "votes": {option: str(votes) for option, votes in stage.votes},
            "elected": list(stage.elected),
            "excluded": stage.excluded,
        }
        for stage in found.stages
    ]
    return {"elected": list(found.elected), "quota": found.quota, "stages": stages}


def _election(opening: Opening, ballots: tuple[Cast, ...], marked: int) -> Result:
    rule = opening.rule
    contest = election.Contest(
        opening.paper,
        rule["seats"],
        opening.roll.voters,
        marked,
        women=frozenset(option.key for option in opening.options if option.is_woman),
        relatives=tuple(frozenset(family) for family in rule.get("relatives", ())),
        barred=frozenset(
            key for one in rule.get("beside", ()) if one["key"] in opening.seated for key in one["relatives"]
        ),
    )
    shares = {name: threshold(rule[name]) for name in ("contest", "turnout", "cover", "support")}
    law = election.Rule(
        **shares, women=rule["women"], women_article=rule["women_article"], on_tie=rule["on_tie"], spare=rule["spare"]
    )
    found = election.count_election(_tally(opening, ballots), contest, law)
    further = found.further
    return {
        "valid": found.is_valid,
        "elected": list(found.elected),
        "votes": {candidate.option: candidate.votes for candidate in found.candidates},
        "checks": _met(found.checks),
        "further": further
        and {"places": further.places, "for_women": further.for_women, "candidates": list(further.candidates)},
    }


def _owners(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    given: list[Any] = [(ballot.choice, ballot.area) for ballot in ballots if not ballot.invalid]
    valid = group(given, check_owners_ballot)
    invalid = [ballot for ballot in ballots if ballot.invalid]
    found = count_owners(
        Tally(valid.groups, (("invalid", len(invalid)),)),
        owners=opening.roll.voters,
        area=opening.roll.area or 0,
        turnout=threshold(opening.rule["turnout"]),
        consent=threshold(opening.rule["consent"]),
        invalid_area=sum(ballot.area or 0 for ballot in invalid),
    )
    sides = (*found.sides, found.invalid)
    return {
        "carried": found.is_carried,
        "owners": {side.answer: side.owners for side in sides},
        "area": {side.answer: side.area for side in sides},
        "checks": _met(found.checks),
    }


def _money(opening: Opening, ballots: tuple[Cast, ...]) -> tuple[Tally[Points], Budget]:
    rule, tally = opening.rule, _tally(opening, ballots)
    budget = Budget(opening.paper, {option.key: option.cost or 0 for option in opening.options}, rule["limit"])
    if rule["ballot"] == "approval":
        return approvals(_all_pass(tally, choice_of(opening.paper.options, most=rule.get("most")))), budget
    if rule["ballot"] == "ranked":
        return by_rank(_all_pass(tally, choice_of(opening.paper.options, most=rule["most"])), rule["most"]), budget
    return _all_pass(
        tally, points_of(opening.paper.options, most_each=rule.get("most_each"), most=rule.get("most"))
    ), budget


def _all_pass(tally: Tally[Any], check: Callable[[Any], None]) -> Tally[Any]:
    """The tally, once each different ballot has passed the check."""
    for ballot, _number in tally.groups:
        check(ballot)
    return tally


def _equal_shares(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    tally, budget = _money(opening, ballots)
    method = equal_shares.Method(**{name: opening.rule[name] for name in ("worth", "raises", "step", "spends_rest")})
    found = equal_shares.count_equal_shares(tally, budget, method)
    return {
        "winners": list(found.winners),
        "by_shares": len(found.final.winners),
        "share": str(found.final.share),
        "votes": scores(tally, budget.paper),
        "reasons": reasons.of_equal_shares(found, budget),
    }


def _greedy(opening: Opening, ballots: tuple[Cast, ...], _marked: int) -> Result:
    tally, budget = _money(opening, ballots)
    found = count_greedy(tally, budget, stops=opening.rule["stops"], least=opening.rule["least"])
    votes = scores(tally, budget.paper)
    return {"winners": list(found.winners), "votes": votes, "reasons": reasons.of_greedy(found)}


def _met(checks: tuple[Check, ...]) -> dict[str, bool]:
    return {check.name: check.is_met for check in checks}


KINDS: dict[str, Callable[[Opening, tuple[Cast, ...], int], Result]] = {
    "yes_no": _answer,
    "most": _most,
    "runoff": _runoff,
    "transferable": _transferable,
    "election": _election,
    "owners": _owners,
    "equal_shares": _equal_shares,
    "greedy": _greedy,
}
