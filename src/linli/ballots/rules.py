"""Which rule a ballot is counted by: thresholds of law as they hold on the day it opens, each with its article."""

from datetime import date
from typing import Any

from linli.base.rules import rule

from .models import Ballot, RollEntry

Kind, VotesBy = Ballot.Kind, Ballot.VotesBy
EQUAL_SHARES = {"worth": "cost", "raises": "breakpoint", "step": 1, "spends_rest": True}
BY_POINTS = {"stops": False, "least": 1}


def rule_of(ballot: Ballot, *, on: date) -> dict[str, Any]:
    """The rule as it stands in the published file. KeyError where no rule of law holds on that day."""
    ways = {} if set(ways_of(ballot, on=on)) == set(RollEntry.Channel.values) else {"ways": ways_of(ballot, on=on)}
    return _counted_by(ballot, on) | ways


def ways_of(ballot: Ballot, *, on: date) -> list[str]:
    """The ways of voting that count. On the others people may be asked, and it is said that this is consultative."""
    if not ballot.is_statutory:
        return list(RollEntry.Channel.values)
    found: list[str] = rule("ballots.statutory_ways", on=on).value
    return found


def fixed_ways(ballot: Ballot) -> list[str]:
    """The ways that count, of a ballot whose rule is fixed."""
    return list(ballot.rule.get("ways", RollEntry.Channel.values))


def threshold(key: str, ballot: Ballot, *, on: date) -> dict[str, Any]:
    """The strictest of the law's and those of the places that the ballot's community lies in."""
    found = rule(key, on=on, community=ballot.community)
    return found.value | {"source": found.source, "article": found.article}


def _counted_by(ballot: Ballot, on: date) -> dict[str, Any]:
    if ballot.kind == Kind.ELECTION:
        return _election(ballot, on)
    if ballot.kind == Kind.OWNERS:
        heavy = ballot.matter in rule("ballots.owners_heavy_matters", on=on).value
        consent = "ballots.owners_consent_heavy" if heavy else "ballots.owners_consent"
        return {
            "turnout": threshold("ballots.owners_turnout", ballot, on=on),
            "consent": threshold(consent, ballot, on=on),
            "matter": ballot.matter,
        }
    if ballot.is_budget:
        method = EQUAL_SHARES if ballot.kind == Kind.EQUAL_SHARES else BY_POINTS
        return {"ballot": "approval", "limit": ballot.limit, "most": ballot.marks} | method
    quorum = {"quorum": threshold(_of_voters(ballot, "ballots.quorum"), ballot, on=on)}
    if ballot.kind == Kind.YES_NO:
        return quorum | {"majority": threshold("ballots.majority", ballot, on=on)}
    if ballot.kind == Kind.MOST:
        return quorum | {"seats": ballot.seats, "most": ballot.marks}
    return quorum | ({"seats": ballot.seats} if ballot.kind == Kind.TRANSFERABLE else {})


def _election(ballot: Ballot, on: date) -> dict[str, Any]:
    support = "ballots.election_support" if ballot.after is None else "ballots.election_support_further"
    return {
        "seats": ballot.seats, "women": ballot.women, "women_article": rule("ballots.election_women", on=on).article, "relatives": ballot.relatives,
        "on_tie": "vote_again", "spare": int(rule("ballots.election_spare", on=on).value),
        "contest": threshold("ballots.election_contest", ballot, on=on), "turnout": threshold(_of_voters(ballot, "ballots.election_turnout"), ballot, on=on),
        "cover": threshold("ballots.election_cover", ballot, on=on), "support": threshold(support, ballot, on=on),
    }  # fmt: skip


def _of_voters(ballot: Ballot, key: str) -> str:
    """Representatives have thresholds of their own."""
    return f"{key}_representatives" if ballot.votes_by == VotesBy.REPRESENTATIVE else key
