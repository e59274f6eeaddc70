"""Which rule a ballot is counted by: thresholds of law as they hold on the day it opens, each with its article."""

from datetime import date
from typing import Any

from linli.base.rules import rule

from .models import Ballot


def rule_of(ballot: Ballot, *, on: date) -> dict[str, Any]:
    """The rule as it stands in the published file. KeyError where no rule of law holds on that day."""
    found: dict[str, Any] = {"quorum": threshold("ballots.quorum", on=on)}
    if ballot.kind == Ballot.Kind.YES_NO:
        return found | {"majority": threshold("ballots.majority", on=on)}
    if ballot.kind == Ballot.Kind.MOST:
        return found | {"seats": ballot.seats, "most": ballot.marks}
    if ballot.kind == Ballot.Kind.TRANSFERABLE:
        return found | {"seats": ballot.seats}
    return found


def threshold(key: str, *, on: date) -> dict[str, Any]:
    found = rule(key, on=on)
    return found.value | {"source": found.source, "article": found.article}
