"""A budget's ballot: projects with costs, money shared out exactly, recounted from the file alone."""

import pytest
from tests.verifying import stands_up

from linli.ballots.actions import Standing, build_roll, draft_ballot, open_ballot, post_roll, set_options, set_projects
from linli.ballots.queries.ballots import published_file
from linli.ballots.queries.pages import paper_of
from linli.ballots.queries.reasons import reasons_of
from linli.base.errors import Invalid

from .conftest import POSTED, VOTING

PROJECTS = [
    Standing("演示：扶手", cost=40_000_00),
    Standing("演示：路灯", cost=60_000_00),
    Standing("演示：书角", cost=20_000_00),
]


@pytest.fixture
def budget(steps):
    def drafted(kind: str):
        steps.people()
        before = steps.now - POSTED
        ballot = draft_ballot(
            steps.cast.chair,
            steps.cast.here,
            question="演示：微实事",
            kind=kind,
            votes_by="person",
            limit=100_000_00,
            now=before,
        )
        set_projects(steps.cast.worker, ballot, PROJECTS, now=before)
        build_roll(steps.cast.worker, ballot, now=before)
        return post_roll(steps.cast.chair, ballot, now=before)

    return drafted


@pytest.fixture
def counted(steps, budget):
    def vote(kind: str):
        """Eight for the handrail, seven of them for lamps too, four for the book corner."""
        opened = open_ballot(steps.cast.chair, budget(kind), closes_at=steps.now + VOTING, now=steps.now)
        choices = [("o1", "o2")] * 7 + [("o1",)] + [("o3",)] * 4
        for entry, choice in zip(opened.ballot.roll.all(), choices, strict=True):
            steps.vote(entry, *choice)
        return steps.counted(opened.ballot, opened.slips)

    return vote


@pytest.mark.parametrize(("kind", "winners"), [("equal_shares", {"o1", "o3"}), ("greedy", {"o1", "o2"})])
def test_the_money_goes_where_the_published_method_says(counted, tmp_path, kind, winners):
    """The four for the book corner have a third of the money: in equal shares they can pay for it."""
    found = counted(kind)
    assert set(found.result["winners"]) == winners
    assert stands_up(published_file(found), tmp_path)


def test_why_each_project_was_bought_or_not_is_told_in_the_order_bought(counted):
    found = reasons_of(counted("equal_shares"))
    assert [(row.label, row.is_bought, row.votes) for row in found.rows] == [
        ("演示：扶手", True, 8),
        ("演示：书角", True, 4),
        ("演示：路灯", False, 7),
    ]
    assert (found.voters, found.first_share, found.share, found.is_raised) == (12, 833333, 833333, False)
    assert (found.spent, found.left) == (60_000_00, 40_000_00)
    assert (
        found.rows[0].words == "8 位支持者手里共有 66,666.66 元，它要 40,000 元，够了：每人从自己的份额里出 5,000 元。"
    )


def test_by_most_votes_each_says_what_was_left_at_its_turn(counted):
    found = reasons_of(counted("greedy"))
    assert [(row.label, row.held, row.cost, row.is_bought) for row in found.rows] == [
        ("演示：扶手", 100_000_00, 40_000_00, True),
        ("演示：路灯", 60_000_00, 60_000_00, True),
        ("演示：书角", 0, 20_000_00, False),
    ]
    assert found.rows[2].words == "4 票。轮到它时只剩 0 元，它要 20,000 元，不够，跳过。"


def test_a_bar_stays_within_the_picture_and_its_stroke_stands_at_the_cost(counted):
    rows = reasons_of(counted("greedy")).rows
    assert [row.bar.held for row in rows] == [100, 62.5, 0]
    assert [(row.bar.cost, row.bar.mark, row.bar.gap) for row in rows] == [
        (41.7, 40.9, 0),
        (62.5, 61.7, 0),
        (20.8, 20.0, 20.8),
    ]
    assert [row.bar.is_cut for row in rows] == [True, False, False]


def test_there_are_no_reasons_before_the_count_nor_for_other_kinds(budget, steps):
    assert reasons_of(budget("greedy")) is None
    assert reasons_of(steps.drafted(kind="yes_no")) is None


def test_a_paper_names_the_cost(budget):
    assert paper_of(budget("greedy"))[0] == ("o1", "演示：扶手 · 40,000.00 元")


@pytest.mark.parametrize("cost", [None, 0, 100_000_01])
def test_a_project_costs_something_and_no_more_than_there_is(steps, cost):
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：微实事",
        kind="greedy",
        votes_by="person",
        limit=100_000_00,
        now=steps.now,
    )
    with pytest.raises(Invalid, match="演示：扶手"):
        set_projects(steps.cast.worker, ballot, [Standing("演示：扶手", cost=cost), PROJECTS[1]], now=steps.now)


def test_projects_are_not_typed_in_as_plain_options(steps):
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：微实事",
        kind="greedy",
        votes_by="person",
        limit=100_000_00,
        now=steps.now,
    )
    with pytest.raises(Invalid):
        set_options(steps.cast.worker, ballot, ["甲", "乙"], now=steps.now)


@pytest.mark.parametrize("more", [{"kind": "greedy"}, {"kind": "most", "limit": 1}])
def test_money_is_shared_out_by_a_budget_alone(steps, more):
    with pytest.raises(Invalid):
        draft_ballot(
            steps.cast.chair, steps.cast.here, question="演示：微实事", votes_by="person", now=steps.now, **more
        )
