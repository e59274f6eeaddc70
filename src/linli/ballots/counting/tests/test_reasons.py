"""Why each project was bought or not, in whole units of money."""

import pytest
from hypothesis import given

from ..budgets import Budget, approvals
from ..equal_shares import COST, NONE, Method, count_equal_shares
from ..greedy import count_greedy
from ..reasons import of_equal_shares, of_greedy
from .ballots import OPTIONS, PAPER, budgets, cast, points, points_tally

BALLOTS = approvals(cast("5 ab", "3 bc", "2 c"))
BUDGET = Budget(PAPER, {"a": 30, "b": 60, "c": 45, "d": 20, "e": 1}, 100)


def equal_shares(*, spends_rest: bool) -> dict:
    return of_equal_shares(count_equal_shares(BALLOTS, BUDGET, Method(COST, NONE, spends_rest=spends_rest)), BUDGET)


def test_a_project_that_shares_paid_says_what_its_supporters_had_and_what_each_gave():
    """Ten each; eight pay seven and a half for b."""
    found = equal_shares(spends_rest=True)["b"]
    assert (found["why"], found["held"], found["cost"]) == ("shares", 80, 60)
    assert (found["supporters"], found["payment"], found["poor"]) == (8, 7, 0)


@pytest.mark.parametrize(("spends_rest", "why", "rest"), [(True, "rest", 40), (False, "not_enough", None)])
def test_what_its_supporters_cannot_pay_may_be_bought_from_the_rest(spends_rest, why, rest):
    """Five supporters of a have two and a half left each."""
    found = equal_shares(spends_rest=spends_rest)["a"]
    assert (found["why"], found["held"], found["cost"], found["supporters"], found["rest"]) == (why, 12, 30, 5, rest)


@pytest.mark.parametrize(("project", "why"), [("c", "too_dear"), ("d", "no_points")])
def test_what_is_not_bought_says_why(project, why):
    assert equal_shares(spends_rest=True)[project]["why"] == why


def test_by_votes_each_says_what_was_left_at_its_turn():
    found = of_greedy(count_greedy(BALLOTS, BUDGET))
    assert {project: (one["why"], one["held"]) for project, one in found.items()} == {
        "b": ("bought", 100),
        "a": ("bought", 40),
        "c": ("too_dear", 10),
        "d": ("no_points", 10),
        "e": ("no_points", 10),
    }


@given(points, budgets)
def test_every_project_has_a_reason_and_what_was_bought_could_be_paid(ballots, budget):
    counted = count_equal_shares(points_tally(ballots), budget, Method())
    found = of_equal_shares(counted, budget)
    assert sorted(found) == list(OPTIONS)
    assert {project for project, one in found.items() if one["why"] in {"shares", "rest"}} == set(counted.winners)
    assert all(found[project]["held"] >= budget.costs[project] for project in counted.final.winners)
