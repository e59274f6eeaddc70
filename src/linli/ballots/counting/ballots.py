"""What is counted: a paper, ballots grouped with how many there are of each, thresholds of law as data, ties and their rule."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Generic, TypeVar

Choice = tuple[str, ...]
"""Options marked, or ranked with the best first. Empty: a blank ballot, which is cast and valid and chooses nothing."""
Points = tuple[tuple[str, int], ...]
"""Options with the points given to each."""
Ballot = TypeVar("Ballot")


class WrongBallotError(ValueError):
    """A ballot that may not be counted. `reason` is a word: unknown_option, option_twice, rank_twice, too_many, too_few, wrong_points."""

    def __init__(self, reason: str, ballot: object) -> None:
        super().__init__(f"{reason}: {ballot!r}")
        self.reason = reason


@dataclass(frozen=True)
class Paper:
    """What stands on the ballot paper. `order` is the published tie order: all options, whoever should win a tie first."""

    options: tuple[str, ...]
    order: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.options)) != len(self.options):
            raise ValueError("an option stands twice on the paper")
        if sorted(self.order) != sorted(self.options):
            raise ValueError("the tie order must name every option once")

    def in_order(self, among: Iterable[str]) -> tuple[str, ...]:
        """Those options as the published order has them: the first wins a tie."""
        asked = set(among)
        return tuple(option for option in self.order if option in asked)


def order_by_seed(options: Iterable[str], seed: str) -> tuple[str, ...]:
    """The tie order that a seed published beforehand gives: by SHA-256 of seed, line feed and option, the smallest first."""
    return tuple(sorted(options, key=lambda option: (sha256(f"{seed}\n{option}".encode()).digest(), option)))


@dataclass(frozen=True)
class Tally(Generic[Ballot]):
    """Equal ballots grouped with their number, and the invalid ones by reason."""

    groups: tuple[tuple[Ballot, int], ...]
    invalid: tuple[tuple[str, int], ...] = ()

    @property
    def valid(self) -> int:
        return sum(number for _ballot, number in self.groups)

    @property
    def cast(self) -> int:
        return self.valid + sum(number for _reason, number in self.invalid)


def group(ballots: Iterable[Ballot], check: Callable[[Ballot], None]) -> Tally[Ballot]:
    """Group equal ballots; each different one is checked once, and the wrong ones are counted by reason."""
    good: dict[Ballot, int] = {}
    bad: Counter[str] = Counter()
    for ballot, number in Counter(ballots).items():
        try:
            check(ballot)
        except WrongBallotError as wrong:
            bad[wrong.reason] += number
        else:
            good[ballot] = number
    return Tally(tuple(good.items()), tuple(sorted(bad.items())))


def choice_of(options: Collection[str], *, most: int | None = None, least: int = 0) -> Callable[[Choice], None]:
    """A check of marks or rankings: known options, none twice, not more than `most`; blank is always allowed."""
    known = frozenset(options)
    limit = len(known) if most is None else most

    def check(choice: Choice) -> None:
        if not known.issuperset(choice):
            raise WrongBallotError("unknown_option", choice)
        if len(set(choice)) != len(choice):
            raise WrongBallotError("option_twice", choice)
        if len(choice) > limit:
            raise WrongBallotError("too_many", choice)
        if choice and len(choice) < least:
            raise WrongBallotError("too_few", choice)

    return check


def points_of(
    options: Collection[str], *, most_each: int | None = None, most: int | None = None
) -> Callable[[Points], None]:
    """A check of points: known options, none twice, no negative points, not more than allowed for one and together."""
    marks = choice_of(options)

    def check(points: Points) -> None:
        marks(tuple(option for option, _number in points))
        given = [number for _option, number in points]
        if any(number < 0 or (most_each is not None and number > most_each) for number in given):
            raise WrongBallotError("wrong_points", points)
        if most is not None and sum(given) > most:
            raise WrongBallotError("too_many", points)

    return check


def ranking(ranks: Mapping[str, int]) -> Choice:
    """A paper with numbers beside the options: the smallest first, a number left out is closed up. Refuses one number twice."""
    if len(set(ranks.values())) != len(ranks):
        raise WrongBallotError("rank_twice", dict(ranks))
    return tuple(sorted(ranks, key=ranks.__getitem__))


def all_checked(tally: Tally[Ballot], check: Callable[[Ballot], None]) -> None:
    """Raise WrongBallotError if a tally made by other hands holds what may not be counted, ValueError for a negative number."""
    for ballot, number in tally.groups:
        check(ballot)
        if number < 0:
            raise ValueError("fewer than no ballots")


@dataclass(frozen=True)
class Threshold:
    """A share that must be reached, with its source. `of`: what it is a share of; `is_over`: more than it, else at least."""

    share: Fraction
    is_over: bool
    of: str
    source: str
    article: str

    def is_met(self, part: int, whole: int) -> bool:
        """False where there is nothing to take a share of."""
        need, have = self.share.numerator * whole, self.share.denominator * part
        return whole > 0 and (have > need if self.is_over else have >= need)


@dataclass(frozen=True)
class Check:
    """A threshold held against the figures: `name` says which, so that a page can say it in words."""

    name: str
    threshold: Threshold
    part: int
    whole: int

    @property
    def is_met(self) -> bool:
        return self.threshold.is_met(self.part, self.whole)


@dataclass(frozen=True)
class Tie:
    """Equal options, and the one that the published order picked. `over`: seat, exclusion, surplus, purchase or rank."""

    over: str
    between: tuple[str, ...]
    picked: str
