"""Every public instance, counted by us and by pabutools: plain equal shares, equal shares with raises, greedy."""

from pathlib import Path

import pytest

from linli.ballots.counting.budgets import scores
from linli.ballots.counting.equal_shares import COST, NONE, ONE, UNIT, Method, count_equal_shares
from linli.ballots.counting.greedy import count_greedy
from linli.ballots.counting.pabulib import APPROVAL, Instance, read_pabulib

pytest.importorskip("pabutools", reason="pabutools is not installed: script/oracles installs it beside")
FILES = sorted((Path(__file__).parents[3] / "shared" / "data" / "pabulib").glob("*.pb"))
if not FILES:
    pytest.skip("the public instances are not here (../shared/data/pabulib)", allow_module_level=True)

from pabutools.election import (  # noqa: E402
    Additive_Cardinal_Sat,
    AdditiveSatisfaction,
    ApprovalMultiProfile,
    CardinalMultiProfile,
    Cost_Sat,
    FrozenApprovalBallot,
    FrozenCardinalBallot,
    Project,
)
from pabutools.election import Instance as TheirInstance  # noqa: E402
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares  # noqa: E402

pytestmark = [pytest.mark.oracle, pytest.mark.once, pytest.mark.data]
PATIENCE = 3_000_000
"""Counts × different ballots × projects: beyond it the oracle takes minutes to hours for its raises."""
STOPS_EARLIER = {
    "Switzerland_Zurich_D10",
    "Switzerland_Zurich_SN",
    "US_Stanford_Dataset_Programing_for_July_2024_-_Participatory_Budget_El_Nido_vote_rankings",
}
"""pabutools ends its raises with the first outcome to which nothing more can be added; ours with the last one that is not too dear."""


class PointsTimesCost(AdditiveSatisfaction):
    """Their greedy asks for satisfaction per unit of money; ours goes by points alone."""

    def __init__(self, instance, profile, ballot):
        super().__init__(instance, profile, ballot, self._worth)

    @staticmethod
    def _worth(_instance, _profile, ballot, project, _precomputed):
        return project.cost * (ballot.get(project, 0) if isinstance(ballot, dict) else int(project in ballot))


def theirs(instance: Instance):
    """The same election as pabutools knows it."""
    projects = {key: Project(key, cost) for key, cost in instance.budget.costs.items()}
    election = TheirInstance(projects.values(), budget_limit=instance.budget.limit)
    if is_of_approvals(instance):
        profile = ApprovalMultiProfile(instance=election)
        for points, number in instance.tally.groups:
            profile[FrozenApprovalBallot(projects[key] for key, _one in points)] += number
        return election, profile, Cost_Sat
    profile = CardinalMultiProfile(instance=election)
    for points, number in instance.tally.groups:
        profile[FrozenCardinalBallot({projects[key]: worth for key, worth in points})] += number
    return election, profile, Additive_Cardinal_Sat


def is_of_approvals(instance: Instance) -> bool:
    return instance.meta["vote_type"] in APPROVAL


def names(projects) -> set[str]:
    return {project.name for project in projects}


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request) -> Path:
    return request.param


def test_plain_equal_shares_buy_the_same(file):
    instance = read_pabulib(file)
    election, profile, satisfaction = theirs(instance)
    method = Method(COST if is_of_approvals(instance) else ONE, NONE, spends_rest=False)
    found = count_equal_shares(instance.tally, instance.budget, method)
    assert set(found.winners) == names(method_of_equal_shares(election, profile, sat_class=satisfaction))


def test_raised_equal_shares_buy_the_same(file):
    instance = read_pabulib(file)
    method = Method(COST if is_of_approvals(instance) else ONE, UNIT, step=instance.unit, spends_rest=False)
    found = count_equal_shares(instance.tally, instance.budget, method)
    if found.counts * len(instance.tally.groups) * len(instance.projects) > PATIENCE:
        pytest.skip(f"the oracle would need {found.counts} counts of {len(instance.tally.groups)} different ballots")
    election, profile, satisfaction = theirs(instance)
    expected = names(
        method_of_equal_shares(election, profile, sat_class=satisfaction, voter_budget_increment=instance.unit)
    )
    if file.stem in STOPS_EARLIER:
        left = instance.budget.limit - instance.budget.spent(tuple(expected))
        assert all(cost > left for key, cost in instance.budget.costs.items() if key not in expected)
    else:
        assert set(found.winners) == expected


def test_greedy_buys_the_same(file):
    instance = read_pabulib(file)
    election, profile, _satisfaction = theirs(instance)
    points = scores(instance.tally, instance.budget.paper)
    expected = names(greedy_utilitarian_welfare(election, profile, sat_class=PointsTimesCost))
    found = count_greedy(instance.tally, instance.budget)
    assert set(found.winners) == {project for project in expected if points[project]}
