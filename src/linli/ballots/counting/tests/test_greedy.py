from hypothesis import given
from hypothesis import strategies as st

from ..ballots import Paper, Tie
from ..budgets import Budget, approvals, by_rank, scores
from ..greedy import count_greedy
from .ballots import OPTIONS, PAPER, budgets, cast, points, points_tally

BALLOTS = approvals(cast("5 a", "4 b", "3 c", "1 d"))
BUDGET = Budget(PAPER, {"a": 50, "b": 60, "c": 30, "d": 20, "e": 1}, 100)


def test_what_is_too_dear_is_passed_over():
    found = count_greedy(BALLOTS, BUDGET)
    assert found.winners == ("a", "c", "d")
    assert [offer.why for offer in found.offers] == ["bought", "too_dear", "bought", "bought", "no_points"]
    assert found.left == 0


def test_with_a_stop_the_first_that_is_too_dear_ends_the_buying():
    found = count_greedy(BALLOTS, BUDGET, stops=True)
    assert found.winners == ("a",)
    assert [offer.why for offer in found.offers[2:]] == ["after_stop", "after_stop", "no_points"]


def test_fewer_points_than_the_least_are_not_bought():
    assert count_greedy(BALLOTS, BUDGET, least=3).winners == ("a", "c")


def test_equal_points_go_by_the_published_order():
    budget = Budget(Paper(("a", "b"), ("b", "a")), {"a": 10, "b": 10}, 10)
    found = count_greedy(approvals(cast("1 ab")), budget)
    assert found.winners == ("b",)
    assert found.offers[0].tie == Tie("rank", ("b", "a"), "b")


def test_what_was_bought_before_is_not_bought_again():
    assert count_greedy(BALLOTS, BUDGET, already=("c",)).winners == ("a", "d")


def test_ranks_are_worth_one_less_from_place_to_place():
    assert scores(by_rank(cast("1 abc", "1 ba"), 2), PAPER) == {"a": 3, "b": 3, "c": 0, "d": 0, "e": 0}


@given(points, budgets, st.booleans(), st.integers(0, 3))
def test_the_money_lasts_and_each_offer_says_what_was_left(ballots, budget, stops, least):
    found = count_greedy(points_tally(ballots), budget, stops=stops, least=least)
    assert sorted(offer.project for offer in found.offers) == list(OPTIONS)
    left = budget.limit
    for offer in found.offers:
        assert offer.left == left
        left -= offer.cost if offer.is_bought else 0
    assert found.left == left >= 0
