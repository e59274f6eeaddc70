"""Short ways to ballots, and strategies that make them."""

from collections.abc import Iterable
from fractions import Fraction

from hypothesis import strategies as st

from ..ballots import Choice, Paper, Points, Tally, Threshold, choice_of, group, points_of
from ..budgets import Budget

OPTIONS = ("a", "b", "c", "d", "e")
PAPER = Paper(OPTIONS, OPTIONS)


def law(share: str, *, over: bool = False, of: str = "cast") -> Threshold:
    return Threshold(Fraction(share), over, of, "an invented law", "1")


HALF, THIRD, TWO_THIRDS, THREE_QUARTERS = law("1/2", over=True), law("1/3"), law("2/3", of="roll"), law("3/4")


def cast(*written: str) -> Tally[Choice]:
    """`"3 abc"`: three ballots for a, b, c in that order."""
    return group(_each(written), choice_of(OPTIONS))


def _each(written: Iterable[str]) -> Iterable[Choice]:
    for one in written:
        number, _space, letters = one.partition(" ")
        yield from [tuple(letters)] * int(number)


choices = st.lists(
    st.permutations(OPTIONS).flatmap(lambda o: st.integers(0, 5).map(lambda n: tuple(o[:n]))), max_size=12
)
points = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 3)).map(lambda given: tuple(sorted(given.items()))),
    max_size=10,
)
budgets = st.builds(
    lambda costs, limit: Budget(PAPER, dict(zip(OPTIONS, costs, strict=True)), limit),
    st.lists(st.integers(0, 40), min_size=5, max_size=5),
    st.integers(0, 90),
)


def tally(ballots: Iterable[Choice]) -> Tally[Choice]:
    return group(ballots, choice_of(OPTIONS))


def points_tally(ballots: Iterable[Points]) -> Tally[Points]:
    return group(ballots, points_of(OPTIONS))
