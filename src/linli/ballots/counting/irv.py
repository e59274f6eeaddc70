"""Instant run-off: while nobody has over half of the ballots that still count, whoever has fewest first choices drops out."""

from collections import Counter
from dataclasses import dataclass

from .ballots import Choice, Paper, Tally, Tie, all_checked, choice_of


@dataclass(frozen=True)
class Round:
    """Votes of those still in, by the paper's order; `exhausted` ballots rank none of them. `excluded` drops out afterwards."""

    votes: tuple[tuple[str, int], ...]
    exhausted: int
    excluded: str | None
    tie: Tie | None = None


@dataclass(frozen=True)
class Runoff:
    """`winner` is None where no ballot ranks anybody."""

    rounds: tuple[Round, ...]
    winner: str | None
    invalid: int


def count_runoff(tally: Tally[Choice], paper: Paper) -> Runoff:
    """One at a time is excluded; of several with fewest votes, the one that stands last in the published order.

    A ballot may rank as few as it likes. Raises WrongBallotError for an unknown or repeated option.
    """
    all_checked(tally, choice_of(paper.options))
    left, rounds, invalid = list(paper.options), [], tally.cast - tally.valid
    while True:
        votes, exhausted = first_choices(tally, left)
        told = tuple((option, votes[option]) for option in left)
        leader = max(paper.in_order(left), key=lambda option: votes[option])
        counted = sum(votes.values())
        if 2 * votes[leader] > counted or not counted:
            rounds.append(Round(told, exhausted, None))
            return Runoff(tuple(rounds), leader if counted else None, invalid)
        fewest = min(votes.values())
        lowest = paper.in_order(option for option in left if votes[option] == fewest)
        out = lowest[-1]
        tie = Tie("exclusion", lowest, out) if len(lowest) > 1 else None
        rounds.append(Round(told, exhausted, out, tie))
        left.remove(out)


def first_choices(tally: Tally[Choice], left: list[str]) -> tuple[Counter[str], int]:
    """Each ballot for the best-ranked who is still in; how many rank none of them."""
    votes, exhausted, still = Counter(dict.fromkeys(left, 0)), 0, frozenset(left)
    for choice, number in tally.groups:
        best = next((option for option in choice if option in still), None)
        if best is None:
            exhausted += number
        else:
            votes[best] += number
    return votes, exhausted
