"""Shares that the law asks for, as whole numbers of those who count: exact, never a float."""

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from .rules import law_in_words, rule


@dataclass(frozen=True)
class Needed:
    """How many of `whole` are needed, and the rule that says so. `is_over`: more than the share, not just as many."""

    number: int
    whole: int
    share: str
    is_over: bool
    source: str
    article: str
    place: str = ""

    @property
    def law(self) -> str:
        """Where the rule stands: source and article in one; empty for our own defaults."""
        return law_in_words(self.source, self.article)

    def is_met(self, count: int) -> bool:
        return count >= self.number


def needed(key: str, whole: int, *, on: date, community: Any = None) -> Needed:
    """By a rule whose value is {"share": "1/2", "over": true}; of a community, its strictest. KeyError where no rule holds on that day."""
    found = rule(key, on=on, community=community)
    share, is_over = Fraction(found.value["share"]), bool(found.value["over"])
    number = math.floor(share * whole) + 1 if is_over else math.ceil(share * whole)
    return Needed(max(number, 1), whole, found.value["share"], is_over, found.source, found.article, found.place)
