"""Which rule a ballot is counted by: thresholds of law as they hold on the day it opens, each with its article.

The legal act decides which, never the form: a recall is answered with yes and no, and is no resolution of a meeting all the same.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from linli.base.rules import Rule, rule

from .models import Ballot, RollEntry

Kind, VotesBy = Ballot.Kind, Ballot.VotesBy
EQUAL_SHARES = {"worth": "cost", "raises": "breakpoint", "step": 1, "spends_rest": True}
BY_POINTS = {"stops": False, "least": 1}


class Act(StrEnum):
    """What a ballot is by law."""

    RESOLUTION = "resolution"
    CHOICE = "choice"
    ELECTION = "election"
    FURTHER = "further"
    RECALL = "recall"
    OWNERS = "owners"
    BUDGET = "budget"


THRESHOLDS: dict[Act, dict[str, str]] = {
    Act.RESOLUTION: {"quorum": "ballots.quorum", "majority": "ballots.majority"},
    Act.CHOICE: {"quorum": "ballots.quorum"},
    Act.ELECTION: {
        "contest": "ballots.election_contest",
        "turnout": "ballots.election_turnout",
        "cover": "ballots.election_cover",
        "support": "ballots.election_support",
    },
    Act.FURTHER: {
        "contest": "ballots.election_contest_further",
        "turnout": "ballots.election_turnout",
        "cover": "ballots.election_cover",
        "support": "ballots.election_support_further",
    },
    Act.RECALL: {"quorum": "ballots.recall_turnout", "majority": "ballots.recall_majority"},
    Act.OWNERS: {"turnout": "ballots.owners_turnout", "consent": "ballots.owners_consent"},
    Act.BUDGET: {},
}
"""The thresholds of each act by their name in the published rule, and the rule they come from: no others are shown or counted by."""
OF_REPRESENTATIVES = frozenset(
    {"ballots.quorum", "ballots.majority", "ballots.election_turnout", "ballots.recall_turnout"}
)
"""Where the law sets representatives a threshold of their own: under the same key with `_representatives`."""
ARTICLE_17 = frozenset({Act.ELECTION, Act.FURTHER, Act.RECALL})
"""Acts of the Organic Law on elections and recalls, whose roll is posted by article 17."""


def act_of(ballot: Ballot) -> Act:
    if ballot.kind == Kind.ELECTION:
        return Act.FURTHER if ballot.is_further else Act.ELECTION
    if ballot.kind == Kind.OWNERS:
        return Act.OWNERS
    if ballot.is_budget:
        return Act.BUDGET
    if ballot.kind == Kind.YES_NO:
        return Act.RECALL if ballot.is_statutory else Act.RESOLUTION
    return Act.CHOICE


def rule_of(ballot: Ballot, *, on: date) -> dict[str, Any]:
    """The rule as it stands in the published file. KeyError where no rule of law holds on that day."""
    ways = {} if set(ways_of(ballot, on=on)) == set(RollEntry.Channel.values) else {"ways": ways_of(ballot, on=on)}
    limits = {name: threshold(key, ballot, on=on) for name, key in keys_of_act(ballot, on=on).items()}
    return _how_counted(ballot, on) | limits | ways


def keys_of_act(ballot: Ballot, *, on: date) -> dict[str, str]:
    """Which rules the thresholds of this ballot are, by their names in the published rule."""
    keys, of_them = THRESHOLDS[act_of(ballot)], ballot.votes_by == VotesBy.REPRESENTATIVE
    if ballot.matter in rule("ballots.owners_heavy_matters", on=on).value:
        keys = keys | {"consent": "ballots.owners_consent_heavy"}
    return {
        name: f"{key}_representatives" if of_them and key in OF_REPRESENTATIVES else key for name, key in keys.items()
    }


def threshold_rule(key: str, ballot: Ballot, *, on: date) -> Rule:
    """The strictest of the law's and those of the places that the ballot's community lies in."""
    return rule(key, on=on, community=ballot.community)


def threshold(key: str, ballot: Ballot, *, on: date) -> dict[str, Any]:
    found = threshold_rule(key, ballot, on=on)
    return found.value | {"source": found.source, "article": found.article}


def ways_of(ballot: Ballot, *, on: date) -> list[str]:
    """The ways of voting that count. On the others people may be asked, and it is said that this is consultative."""
    if not ballot.is_statutory:
        return list(RollEntry.Channel.values)
    found: list[str] = rule("ballots.statutory_ways", on=on).value
    return found


def fixed_ways(ballot: Ballot) -> list[str]:
    """The ways that count, of a ballot whose rule is fixed."""
    return list(ballot.rule.get("ways", RollEntry.Channel.values))


def posted_days(ballot: Ballot, *, on: date) -> int:
    """How long the roll stands posted before the first ballot: by article 17, or by analogy and then as short as the place's own rule."""
    key = "ballots.roll_posted_days" if act_of(ballot) in ARTICLE_17 else "ballots.roll_posted_days_others"
    return int(rule(key, on=on, community=ballot.community).value)


def _how_counted(ballot: Ballot, on: date) -> dict[str, Any]:
    """What the rule says besides thresholds."""
    if ballot.kind == Kind.ELECTION:
        return {
            "seats": ballot.seats,
            "women": ballot.women,
            "women_article": rule("ballots.election_women", on=on).article,
            "relatives": ballot.relatives,
            "on_tie": "vote_again",
            "spare": int(rule("ballots.election_spare", on=on).value),
        }
    if ballot.kind == Kind.OWNERS:
        return {"matter": ballot.matter}
    if ballot.is_budget:
        method = EQUAL_SHARES if ballot.kind == Kind.EQUAL_SHARES else BY_POINTS
        return {"ballot": "approval", "limit": ballot.limit, "most": ballot.marks} | method
    if ballot.kind == Kind.MOST:
        return {"seats": ballot.seats, "most": ballot.marks}
    return {"seats": ballot.seats} if ballot.kind == Kind.TRANSFERABLE else {}
