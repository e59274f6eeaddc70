"""Single transferable vote: the weighted inclusive Gregory method with the whole Droop quota, in fractions.

Quota = floor(valid ballots / (seats + 1)) + 1, fixed for the whole count; a blank ballot counts for it. A stage:
1. Whoever of those still in has the quota is elected.
2. The surpluses of those elected in this stage pass on, the largest first: each of their ballots, at its value × surplus / votes, goes
   to the next of those still in whom it ranks; where it ranks none, that part is spent. Whoever now reaches the quota is elected
   in the next stage, and may receive from every surplus of this one.
3. If nobody was elected, the one with fewest votes is excluded and their ballots pass on at the value they have.
Where as many are in as places are open, they are elected. Ties: of equal surpluses the one first in the published order passes on
first; of equally few votes, the last in it is excluded. No rounding anywhere. Source: Tideman, "The Single Transferable Vote",
Journal of Economic Perspectives 9 (1995); the statutory Scottish count (SSI 2007/42) is this with values cut to five decimals and
with a check for the quota after every single transfer.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from .ballots import Choice, Paper, Tally, Tie, all_checked, choice_of

Papers = dict[Choice, Fraction]
"""What each candidate holds: what is left of a ranking from that candidate on, and its value over all such ballots."""


@dataclass(frozen=True)
class Stage:
    """Votes at its beginning of those still in. `passed_on`: whose surplus moved, how much, in order. `spent`: lost so far."""

    votes: tuple[tuple[str, Fraction], ...]
    elected: tuple[str, ...]
    passed_on: tuple[tuple[str, Fraction], ...]
    excluded: str | None
    spent: Fraction
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Transferable:
    """`elected` in the order of election. `by_remaining` of them filled the last places without reaching the quota."""

    quota: int
    stages: tuple[Stage, ...]
    elected: tuple[str, ...]
    by_remaining: tuple[str, ...]
    invalid: int


def count_transferable(tally: Tally[Choice], paper: Paper, *, seats: int) -> Transferable:
    """Count by the rule above. Nobody is elected where no ballot ranks anybody. Raises WrongBallotError, ValueError for no seats."""
    if seats < 1:
        raise ValueError("there must be a place to fill")
    all_checked(tally, choice_of(paper.options))
    quota, invalid = tally.valid // (seats + 1) + 1, tally.cast - tally.valid
    if not any(choice for choice, number in tally.groups if number):
        return Transferable(quota, (), (), (), invalid)
    count = _Count(tally, paper)
    elected: list[str] = []
    stages: list[Stage] = []
    while count.left and len(elected) < seats:
        if len(count.left) <= seats - len(elected):
            last = paper.in_order(count.left)
            last = tuple(sorted(last, key=lambda option: -count.votes(option)))
            return Transferable(quota, tuple(stages), (*elected, *last), last, invalid)
        stages.append(count.stage(quota, places=seats - len(elected)))
        elected.extend(stages[-1].elected)
    return Transferable(quota, tuple(stages), tuple(elected), (), invalid)


class _Count:
    def __init__(self, tally: Tally[Choice], paper: Paper) -> None:
        self.paper, self.left, self.spent = paper, list(paper.options), Fraction(0)
        self.held: dict[str, Papers] = {option: defaultdict(Fraction) for option in paper.options}
        for choice, number in tally.groups:
            self._give(choice, Fraction(number))

    def votes(self, option: str) -> Fraction:
        return sum(self.held[option].values(), Fraction(0))

    def stage(self, quota: int, places: int) -> Stage:
        votes = {option: self.votes(option) for option in self.left}
        told, spent = tuple(votes.items()), self.spent
        in_order = self.paper.in_order(self.left)
        winners = sorted((o for o in in_order if votes[o] >= quota), key=lambda option: -votes[option])
        if not winners:
            fewest = min(votes.values())
            lowest = tuple(option for option in in_order if votes[option] == fewest)
            self._exclude(lowest[-1])
            ties = (Tie("exclusion", lowest, lowest[-1]),) if len(lowest) > 1 else ()
            return Stage(told, (), (), lowest[-1], spent, ties)
        self.left = [option for option in self.left if option not in winners]
        over = [option for option in winners if votes[option] > quota] if len(winners) < places else []
        for option in over:
            self._pass_on(option, (votes[option] - quota) / votes[option])
        return Stage(
            told, tuple(winners), tuple((o, votes[o] - quota) for o in over), None, spent, tuple(_equal(over, votes))
        )

    def _pass_on(self, option: str, part: Fraction) -> None:
        for choice, value in self.held[option].items():
            self._give(choice[1:], value * part)
            self.held[option][choice] = value * (1 - part)

    def _exclude(self, option: str) -> None:
        self.left.remove(option)
        for choice, value in self.held.pop(option).items():
            self._give(choice[1:], value)

    def _give(self, choice: Choice, value: Fraction) -> None:
        still = frozenset(self.left)
        for place, option in enumerate(choice):
            if option in still:
                self.held[option][choice[place:]] += value
                return
        self.spent += value


def _equal(over: list[str], votes: dict[str, Fraction]) -> list[Tie]:
    """Equal surpluses: the published order said whose passed on first."""
    levels: dict[Fraction, list[str]] = defaultdict(list)
    for option in over:
        levels[votes[option]].append(option)
    return [Tie("surplus", tuple(level), level[0]) for level in levels.values() if len(level) > 1]
