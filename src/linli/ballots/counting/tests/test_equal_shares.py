from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..ballots import Paper, Tally, Tie, WrongBallotError
from ..budgets import Budget, approvals
from ..equal_shares import BREAKPOINT, COST, NONE, ONE, UNIT, Method, count_equal_shares
from .ballots import OPTIONS, PAPER, budgets, cast, points, points_tally

PLAIN = Method(COST, NONE, spends_rest=False)


def a_budget(limit: int, *costs: int) -> Budget:
    return Budget(PAPER, dict(zip(OPTIONS, costs, strict=True)), limit)


def test_a_third_of_the_voters_decide_over_a_third_of_the_money():
    """Greedy gives everything to the larger part of town; equal shares gives the smaller its share."""
    ballots, budget = approvals(cast("6 abc", "3 de")), a_budget(90, 30, 30, 30, 30, 30)
    assert set(count_equal_shares(ballots, budget, PLAIN).winners) == {"a", "b", "d"}


def test_supporters_pay_alike_and_who_has_less_pays_all_they_have():
    """Ten each. b: seven each of four. a: three, which is all they have, of two, and six of the third."""
    ballots, budget = approvals(cast("2 ab", "2 b", "1 a")), a_budget(50, 12, 28, 99, 99, 99)
    first, second = count_equal_shares(ballots, budget, PLAIN).plain.purchases
    assert (first.project, first.rho, first.payment, first.payers, first.poor) == ("b", Fraction(1, 4), 7, 4, 0)
    assert (second.project, second.rho, second.payment, second.payers, second.poor) == ("a", Fraction(1, 2), 6, 3, 2)


def test_who_has_nothing_left_does_not_count_among_those_who_paid():
    """Ten each. Two care most for b and pay all they have; of the five for a the other three pay."""
    ballots = points_tally([(("a", 1), ("b", 3))] * 2 + [(("a", 1),)] * 3)
    first, second = count_equal_shares(ballots, a_budget(50, 24, 20, 99, 99, 99), PLAIN).plain.purchases
    assert (first.project, first.had, first.payers) == ("b", 20, 2)
    assert (second.project, second.had, second.payers, second.poor) == ("a", 30, 3, 0)


def test_a_tie_goes_by_the_published_order():
    budget = Budget(Paper(("a", "b"), ("b", "a")), {"a": 10, "b": 10}, 10)
    found = count_equal_shares(Tally(((((("a", 1), ("b", 1))), 2),)), budget, PLAIN)
    assert found.winners == ("b",)
    assert found.plain.purchases[0].tie == Tie("purchase", ("b", "a"), "b")


def test_payments_that_do_not_divide_are_never_rounded():
    found = count_equal_shares(approvals(cast("3 a", "4 b")), a_budget(70, 20, 33, 0, 0, 0), PLAIN).plain
    assert {purchase.payment for purchase in found.purchases} == {Fraction(20, 3), Fraction(33, 4)}


def test_raises_spend_what_plain_counting_leaves():
    ballots, budget = approvals(cast("5 a", "4 b", "1 c")), a_budget(100, 60, 50, 40, 0, 0)
    assert count_equal_shares(ballots, budget, PLAIN).winners == ()
    assert count_equal_shares(ballots, budget, Method(COST, UNIT, spends_rest=False)).winners == ("a",)


def test_what_is_left_buys_by_points():
    ballots, budget = approvals(cast("5 a", "4 b", "1 c")), a_budget(100, 60, 50, 40, 0, 0)
    assert count_equal_shares(ballots, budget, Method(COST, UNIT)).winners == ("a", "c")


def test_nobody_votes_and_nothing_is_bought():
    assert count_equal_shares(points_tally([]), a_budget(100, 1, 1, 1, 1, 1), Method()).winners == ()


def test_a_project_nobody_knows_is_refused():
    with pytest.raises(WrongBallotError):
        count_equal_shares(Tally((((("x", 1),), 1),)), a_budget(10, 1, 1, 1, 1, 1), PLAIN)


@pytest.mark.parametrize("wrong", [{"worth": "x"}, {"raises": "x"}, {"step": 0}])
def test_a_method_that_is_not_known_is_refused(wrong):
    with pytest.raises(ValueError, match="not known"):
        Method(**wrong)


methods = st.builds(
    Method, st.sampled_from([COST, ONE]), st.sampled_from([NONE, UNIT, BREAKPOINT]), st.integers(1, 3), st.booleans()
)


@given(points, budgets, methods)
def test_never_more_than_there_is_and_nothing_twice(ballots, budget, method):
    found = count_equal_shares(points_tally(ballots), budget, method)
    assert budget.spent(found.winners) <= budget.limit
    assert len(set(found.winners)) == len(found.winners)


@given(points, budgets, st.sampled_from([COST, ONE]))
def test_what_is_paid_is_what_it_costs(ballots, budget, worth):
    """Rich and poor supporters together pay each project to the last part of a fen, and nobody pays more than their share."""
    tally = points_tally(ballots)
    found = count_equal_shares(tally, budget, Method(worth, NONE, spends_rest=False)).plain
    money = [found.share] * len(tally.groups)
    for purchase in found.purchases:
        paid = Fraction(0)
        for place, (ballot, number) in enumerate(tally.groups):
            part = min(money[place], dict(ballot).get(purchase.project, 0) * purchase.payment)
            money[place] -= part
            paid += part * number
        assert paid == budget.costs[purchase.project]
    assert min(money, default=0) >= 0


@given(points, budgets, st.integers(1, 3))
def test_leaping_over_equal_shares_finds_what_single_steps_find(ballots, budget, step):
    """`unit` leaps; counting each raise by itself must end with the same."""
    tally, method = points_tally(ballots), Method(COST, UNIT, step, spends_rest=False)
    found = count_equal_shares(tally, budget, method)
    plain = Method(COST, NONE, spends_rest=False)
    voters, share, last = max(tally.valid, 1), Fraction(budget.limit, max(tally.valid, 1)), None
    while True:
        richer = Budget(budget.paper, budget.costs, 0)
        object.__setattr__(richer, "limit", share * voters)
        now = count_equal_shares(tally, richer, plain).plain
        if last is not None and budget.spent(now.winners) > budget.limit:
            break
        last = now
        if not any(miss.voters for miss in now.missed):
            break
        share += step
    assert found.final.winners == last.winners


@given(points, budgets, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(ballots, budget, random):
    shuffled = random.sample(ballots, len(ballots))
    assert count_equal_shares(points_tally(ballots), budget, Method()) == count_equal_shares(
        points_tally(shuffled), budget, Method()
    )


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 30))
def test_a_group_that_agrees_gets_its_share(insiders, outsiders, cost):
    """Whoever agrees on a project that their shares together pay for gets it, whatever the others want."""
    tally = points_tally([(("a", 1),)] * insiders + [(("b", 1), ("c", 1), ("d", 1), ("e", 1))] * outsiders)
    limit = -(-cost * (insiders + outsiders) // insiders)
    assert "a" in count_equal_shares(tally, a_budget(limit, cost, 7, 5, 11, 3), PLAIN).winners
