from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..ballots import Paper, Tally, Tie, WrongBallotError
from ..irv import count_runoff
from ..stv import count_transferable
from .ballots import OPTIONS, PAPER, cast, choices, tally

TENNESSEE = ("42 abcd", "26 bcda", "15 cdba", "17 dcba")
"""Memphis, Nashville, Chattanooga, Knoxville: the example of the article "Instant-runoff voting" of Wikipedia."""

FOOD = ("4 a", "2 ba", "8 cd", "4 ce", "1 d", "1 e")
"""Oranges, pears, chocolate, strawberries, sweets: three of five, the example of "Single transferable vote" of Wikipedia until 2021."""


def test_the_capital_of_tennessee_is_knoxville():
    found = count_runoff(cast(*TENNESSEE), Paper(("a", "b", "c", "d"), ("a", "b", "c", "d")))
    assert found.winner == "d"
    assert [one.excluded for one in found.rounds] == ["c", "b", None]
    assert [dict(one.votes) for one in found.rounds] == [
        {"a": 42, "b": 26, "c": 15, "d": 17},
        {"a": 42, "b": 26, "d": 32},
        {"a": 42, "d": 58},
    ]


def test_a_ballot_that_ranks_none_of_those_still_in_counts_no_more():
    found = count_runoff(cast("4 a", "3 b", "2 c"), PAPER)
    assert found.winner == "a"
    assert [one.exhausted for one in found.rounds] == [0, 0, 0, 2]


def test_whoever_stands_last_in_the_published_order_is_excluded_in_a_tie():
    found = count_runoff(cast("1 a", "1 b"), Paper(("a", "b"), ("b", "a")))
    assert found.winner == "b"
    assert found.rounds[0].tie == Tie("exclusion", ("b", "a"), "a")


@pytest.mark.parametrize("ballots", [[], [()] * 7])
def test_no_ballot_or_blank_ballots_choose_nobody(ballots):
    assert count_runoff(tally(ballots), PAPER).winner is None
    assert count_transferable(tally(ballots), PAPER, seats=2).elected == ()


def test_three_dishes_for_twenty_guests():
    found = count_transferable(cast(*FOOD), PAPER, seats=3)
    assert (found.quota, found.elected) == (6, ("c", "a", "d"))
    first, second, third, fourth = found.stages
    assert (first.elected, first.passed_on) == (("c",), (("c", Fraction(6)),))
    assert (dict(second.votes), second.excluded) == ({"a": 4, "b": 2, "d": 5, "e": 3}, "b")
    assert third.elected == ("a",)
    assert fourth.excluded == "e"
    assert found.by_remaining == ("d",)


def test_surpluses_stay_fractions():
    found = count_transferable(cast("5 ab", "2 ac", "1 b", "1 c", "1 d"), PAPER, seats=2)
    assert found.quota == 4
    assert dict(found.stages[1].votes) == {"b": Fraction(1) + Fraction(15, 7), "c": 1 + Fraction(6, 7), "d": 1, "e": 0}


def test_what_ranks_nobody_further_is_spent_and_lost():
    found = count_transferable(cast("9 a", "2 b", "1 c"), PAPER, seats=2)
    assert found.stages[1].spent == 4


def test_equal_surpluses_pass_on_in_the_published_order():
    found = count_transferable(cast("4 ac", "4 bc", "1 d"), PAPER, seats=3)
    assert found.stages[0].ties == (Tie("surplus", ("a", "b"), "a"),)


def test_a_place_for_each_option_elects_all():
    assert sorted(count_transferable(cast("1 abc"), PAPER, seats=7).elected) == list(OPTIONS)


@pytest.mark.parametrize("choice", [("x",), ("a", "a")])
def test_wrong_rankings_are_refused(choice):
    with pytest.raises(WrongBallotError):
        count_runoff(Tally(((choice, 1),)), PAPER)
    with pytest.raises(WrongBallotError):
        count_transferable(Tally(((choice, 1),)), PAPER, seats=1)


def test_there_must_be_a_place():
    with pytest.raises(ValueError, match="place"):
        count_transferable(cast("1 a"), PAPER, seats=0)


@given(choices, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(ballots, random):
    shuffled = random.sample(ballots, len(ballots))
    assert count_runoff(tally(ballots), PAPER) == count_runoff(tally(shuffled), PAPER)
    assert count_transferable(tally(ballots), PAPER, seats=2) == count_transferable(tally(shuffled), PAPER, seats=2)


@given(choices)
def test_over_half_of_the_first_choices_win_at_once(ballots):
    pushed = [*ballots, *([("e", "a")] * (len(ballots) + 1))]
    found = count_runoff(tally(pushed), PAPER)
    assert (found.winner, len(found.rounds)) == ("e", 1)


@given(choices, st.integers(1, 5))
def test_no_vote_is_made_and_none_is_lost(ballots, seats):
    """In every stage: votes of those in, quotas kept by the elected, and what is spent make all ballots cast."""
    found = count_transferable(tally(ballots), PAPER, seats=seats)
    elected = 0
    for stage in found.stages:
        assert sum(votes for _option, votes in stage.votes) + elected * found.quota + stage.spent == len(ballots)
        elected += len(stage.elected)


@given(choices, st.integers(1, 4))
def test_as_many_are_elected_as_there_are_places(ballots, seats):
    assert len(count_transferable(tally([*ballots, ("a",)]), PAPER, seats=seats).elected) == seats


@given(st.integers(1, 4), st.lists(st.permutations(OPTIONS).map(tuple), min_size=1, max_size=15))
def test_a_solid_quota_gets_its_places(seats, ballots):
    """Proportionality for solid coalitions with whole Droop quotas: supporters of a and b alone fill what their number is worth."""
    solid = [*ballots, *([("a", "b"), ("b", "a")] * len(ballots))]
    found = count_transferable(tally(solid), PAPER, seats=seats)
    worth = min(2, sum(set(one[:2]) == {"a", "b"} for one in solid) // found.quota)
    assert len({"a", "b"} & set(found.elected)) >= worth
