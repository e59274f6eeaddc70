from fractions import Fraction

import pytest

from ..ballots import Paper, Threshold, WrongBallotError, choice_of, group, order_by_seed, points_of, ranking
from .ballots import OPTIONS


def test_equal_ballots_are_grouped_and_wrong_ones_counted_by_reason():
    ballots = [("a",), ("a",), ("b", "a"), (), ("x",), ("a", "a"), ("y",)]
    found = group(ballots, choice_of(OPTIONS))
    assert found.groups == ((("a",), 2), (("b", "a"), 1), ((), 1))
    assert found.invalid == (("option_twice", 1), ("unknown_option", 2))
    assert (found.valid, found.cast) == (4, 7)


@pytest.mark.parametrize(
    ("choice", "reason"),
    [(("x",), "unknown_option"), (("a", "a"), "option_twice"), (("a", "b", "c"), "too_many"), (("a",), "too_few")],
)
def test_a_wrong_choice_says_why(choice, reason):
    with pytest.raises(WrongBallotError) as refused:
        choice_of(OPTIONS, most=2, least=2)(choice)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ((("x", 1),), "unknown_option"),
        ((("a", 1), ("a", 2)), "option_twice"),
        ((("a", -1),), "wrong_points"),
        ((("a", 4),), "wrong_points"),
        ((("a", 3), ("b", 3)), "too_many"),
    ],
)
def test_wrong_points_say_why(points, reason):
    with pytest.raises(WrongBallotError) as refused:
        points_of(OPTIONS, most_each=3, most=5)(points)
    assert refused.value.reason == reason


def test_numbers_beside_options_are_a_ranking_with_gaps_closed():
    assert ranking({"a": 7, "b": 1, "c": 3}) == ("b", "c", "a")


def test_the_same_rank_twice_is_refused():
    with pytest.raises(WrongBallotError) as refused:
        ranking({"a": 1, "b": 1})
    assert refused.value.reason == "rank_twice"


def test_a_seed_gives_one_order_whatever_order_the_options_come_in():
    assert order_by_seed(OPTIONS, "2026-11-23 06 11 19") == order_by_seed(reversed(OPTIONS), "2026-11-23 06 11 19")
    assert len({order_by_seed(OPTIONS, str(number)) for number in range(200)}) > 80


@pytest.mark.parametrize(
    ("options", "order"), [(("a", "b"), ("a",)), (("a", "b"), ("a", "c")), (("a", "a"), ("a", "a"))]
)
def test_a_paper_with_a_wrong_order_is_refused(options, order):
    with pytest.raises(ValueError, match=r"order|twice"):
        Paper(options, order)


@pytest.mark.parametrize(
    ("share", "over", "part", "whole", "is_met"),
    [
        ("1/2", True, 50, 100, False),
        ("1/2", True, 51, 100, True),
        ("2/3", False, 2, 3, True),
        ("2/3", False, 666_666_666_666_666_666, 10**18, False),
        ("0", False, 0, 0, False),
    ],
)
def test_over_and_at_least_are_exact(share, over, part, whole, is_met):
    assert Threshold(Fraction(share), over, "cast", "", "").is_met(part, whole) is is_met
