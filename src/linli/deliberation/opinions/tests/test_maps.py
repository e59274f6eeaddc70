"""The map finds the groups that are there, tells what they hold, and nothing of groups under five."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..axes import axes_of, places_of
from ..maps import SMALLEST_GROUP, draw_map, grouped
from ..votes import Votes
from .made import alike, conversation


def votes_of(rows: list[list[int | None]]) -> Votes:
    """From a table: a row a voter, None where they did not see it."""
    cells = [(who, what, how) for who, row in enumerate(rows) for what, how in enumerate(row) if how is not None]
    who, what, how = np.array(cells or np.zeros((0, 3)), dtype=np.int64).T
    return Votes(who, what, how, len(rows), max(map(len, rows), default=0))


@pytest.mark.parametrize(("voters", "groups"), [(300, 2), (900, 3), (4000, 4)])
def test_groups_that_are_there_are_found(voters, groups):
    votes, planted = conversation(voters, 120, groups)
    found = grouped(votes, places_of(votes, axes_of(votes)))
    assert alike(found.label, planted) > 0.9 or groups > 3  # two axes do not always part four groups
    assert len(found.centres) in range(2, 6)


def test_axes_equal_those_of_the_dense_analysis():
    votes, _planted = conversation(400, 60)
    dense = votes.centred.toarray()
    _u, values, axes = np.linalg.svd(dense, full_matrices=False)
    found = axes_of(votes)
    assert np.abs((found * axes[:2].T).sum(axis=0)) == pytest.approx([1, 1], abs=1e-10)
    assert np.linalg.norm(dense @ found, axis=0) == pytest.approx(values[:2], rel=1e-10)


def test_the_same_votes_in_another_order_draw_the_same_map():
    votes, _planted = conversation(500, 80)
    dice = np.random.default_rng(3)
    order, people = dice.permutation(len(votes.who)), dice.permutation(votes.voters)
    mixed = replace(votes, who=people[votes.who][order], what=votes.what[order], how=votes.how[order])
    one, other = draw_map(votes), draw_map(mixed)
    assert [(group.size, group.figures) for group in one.groups] == [
        (group.size, group.figures) for group in other.groups
    ]


def test_figures_are_those_of_the_votes():
    votes, _planted = conversation(600, 50, groups=2)
    drawn = draw_map(votes)
    label = grouped(votes, places_of(votes, axes_of(votes))).label
    for number, group in enumerate(drawn.groups):
        inside = votes.how[(label[votes.who] == number) & (votes.what == 7)]
        assert group.figures[7] == tuple(int((inside == how).sum()) for how in (-1, 0, 1))


def test_what_two_camps_hold_what_divides_and_what_all_agree_on():
    camp = [[1, 1, 1, -1, -1, 1, 0, 1]] * 20 + [[-1, -1, -1, 1, 1, 1, 0, -1]] * 30
    drawn = draw_map(votes_of(camp))
    assert [group.size for group in drawn.groups] == [30, 20]
    assert [(told.statement, told.is_agreeing) for told in drawn.common] == [(5, True)]
    assert {told.statement for told in drawn.dividing} == {0, 1, 2, 3, 4, 7}
    assert {(held.statement, held.is_agreeing) for held in drawn.groups[1].holds} <= {
        (0, True),
        (1, True),
        (2, True),
        (3, False),
        (4, False),
        (7, True),
    }


def test_a_group_under_five_is_hidden_and_cannot_be_reckoned_from_the_rest():
    """Four stand apart: no figure contains their votes, so no difference gives them away."""
    rows = [[1] * 6 + [-1] * 6] * 30 + [[-1] * 6 + [1] * 6] * 30 + [[1, -1] * 6] * 4
    votes = votes_of(rows)
    drawn = draw_map(votes)
    told = sum(sum(figures) for group in drawn.groups for figures in group.figures)
    assert (drawn.hidden, [group.size for group in drawn.groups], told) == (4, [30, 30], 60 * 12)
    without = draw_map(votes_of(rows[:60]))
    assert [(told.statement, told.weight) for told in drawn.common] == [
        (told.statement, told.weight) for told in without.common
    ]


@pytest.mark.parametrize(
    "rows", [[], [[]], [[1]], [[None, None]], [[1, 1]] * 3, [[1] * 9] * 40, [[0] * 9] * 40, [[1]] * 30 + [[-1]] * 30]
)
def test_a_conversation_with_little_in_it_is_a_small_map(rows):
    drawn = draw_map(votes_of(rows))
    assert all(group.size >= SMALLEST_GROUP for group in drawn.groups)
    assert len(drawn.groups) <= 2


def test_who_voted_little_is_in_no_group():
    votes, _planted = conversation(200, 40, groups=2)
    quiet = Votes(
        np.append(votes.who, [200] * 6), np.append(votes.what, np.arange(6)), np.append(votes.how, [1] * 6), 201, 40
    )
    assert grouped(quiet, places_of(quiet, axes_of(quiet))).label[200] == -1


def test_a_few_votes_more_do_not_turn_the_map_round():
    votes, _planted = conversation(800, 60, seed=5)
    keep = np.random.default_rng(2).random(len(votes.who)) < 0.97
    before = draw_map(replace(votes, who=votes.who[keep], what=votes.what[keep], how=votes.how[keep]))
    after = draw_map(votes, before)
    assert len(after.groups) == len(before.groups)
    for one, other in zip(before.groups, after.groups, strict=True):
        assert np.hypot(one.shape.x - other.shape.x, one.shape.y - other.shape.y) < 1.0
        assert abs(one.size - other.size) < 80


def test_a_statement_more_keeps_the_map():
    votes, _planted = conversation(400, 40, seed=6)
    before = draw_map(votes)
    after = draw_map(replace(votes, statements=41), before)
    assert [group.size for group in after.groups] == [group.size for group in before.groups]


def test_a_map_is_plain_data():
    votes, _planted = conversation(300, 30)
    assert json.loads(json.dumps(asdict(draw_map(votes))))["voters"] == 300


@pytest.mark.parametrize(
    "wrong",
    [
        ([0], [0], [2], 1, 1),
        ([0, 0], [0, 0], [1, 1], 1, 1),
        ([1], [0], [1], 1, 1),
        ([0], [1], [1], 1, 1),
        ([0], [0], [1, 1], 1, 1),
    ],
)
def test_votes_that_make_no_sense_are_refused(wrong):
    who, what, how, voters, statements = wrong
    with pytest.raises(ValueError, match=r"vote"):
        Votes(np.array(who), np.array(what), np.array(how), voters, statements)


@given(st.lists(st.lists(st.sampled_from([1, 0, -1, None]), min_size=9, max_size=9), max_size=40))
def test_whatever_people_vote_no_small_group_is_told_of_and_sums_add_up(rows):
    drawn = draw_map(votes_of(rows))
    assert sum(group.size for group in drawn.groups) + drawn.hidden == drawn.voters <= len(rows)
    assert all(group.size >= SMALLEST_GROUP for group in drawn.groups)
    assert all(0 <= held.share <= 1 for group in drawn.groups for held in group.holds)
    json.dumps(asdict(drawn), allow_nan=False)
