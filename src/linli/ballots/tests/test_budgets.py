"""A budget's ballot: projects with costs, money shared out exactly, recounted from the file alone."""

import pytest
from tests.verifying import stands_up

from linli.ballots.actions import Standing, build_roll, draft_ballot, open_ballot, post_roll, set_options, set_projects
from linli.ballots.queries.ballots import published_file
from linli.ballots.queries.pages import paper_of
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
            steps.cast.chair, steps.cast.here, question="演示：微实事", kind=kind, votes_by="person", limit=100_000_00, now=before
        )  # fmt: skip
        set_projects(steps.cast.worker, ballot, PROJECTS, now=before)
        build_roll(steps.cast.worker, ballot, now=before)
        return post_roll(steps.cast.chair, ballot, now=before)

    return drafted


@pytest.mark.parametrize(("kind", "winners"), [("equal_shares", {"o1", "o3"}), ("greedy", {"o1", "o2"})])
def test_the_money_goes_where_the_published_method_says(steps, budget, tmp_path, kind, winners):
    """Eight for the handrail, seven of them for lamps too, four for the book corner: the four have a third of the money and can pay for theirs."""
    opened = open_ballot(steps.cast.chair, budget(kind), closes_at=steps.now + VOTING, now=steps.now)
    choices = [("o1", "o2")] * 7 + [("o1",)] + [("o3",)] * 4
    for entry, choice in zip(opened.ballot.roll.all(), choices, strict=True):
        steps.vote(entry, *choice)
    found = steps.counted(opened.ballot, opened.slips)
    assert set(found.result["winners"]) == winners
    assert stands_up(published_file(found), tmp_path)


def test_a_paper_names_the_cost(budget):
    assert paper_of(budget("greedy"))[0] == ("o1", "演示：扶手 · 40,000.00 元")


@pytest.mark.parametrize("cost", [None, 0, 100_000_01])
def test_a_project_costs_something_and_no_more_than_there_is(steps, cost):
    ballot = draft_ballot(
        steps.cast.chair, steps.cast.here, question="演示：微实事", kind="greedy", votes_by="person", limit=100_000_00, now=steps.now
    )  # fmt: skip
    with pytest.raises(Invalid, match="演示：扶手"):
        set_projects(steps.cast.worker, ballot, [Standing("演示：扶手", cost=cost), PROJECTS[1]], now=steps.now)


def test_projects_are_not_typed_in_as_plain_options(steps):
    ballot = draft_ballot(
        steps.cast.chair, steps.cast.here, question="演示：微实事", kind="greedy", votes_by="person", limit=100_000_00, now=steps.now
    )  # fmt: skip
    with pytest.raises(Invalid):
        set_options(steps.cast.worker, ballot, ["甲", "乙"], now=steps.now)


@pytest.mark.parametrize("more", [{"kind": "greedy"}, {"kind": "most", "limit": 1}])
def test_money_is_shared_out_by_a_budget_alone(steps, more):
    with pytest.raises(Invalid):
        draft_ballot(
            steps.cast.chair, steps.cast.here, question="演示：微实事", votes_by="person", now=steps.now, **more
        )
