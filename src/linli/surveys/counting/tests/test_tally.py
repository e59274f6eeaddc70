"""Counting: by hand, and what of it is published."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.surveys.counting.hiding import FEWEST
from linli.surveys.counting.published import is_exact, protected, question, questions, table
from linli.surveys.counting.tally import Asked, Band, Counted, bands, cross, tally

USES = Asked(1, 2, is_single=True)
WHY_NOT = Asked(2, 3, is_single=False, asked_if=1, if_options=frozenset({2}))
AGE = Asked(3, 0, is_single=True)
SHEETS = [{"1": [1], "3": 70}] * 30 + [{"1": [2], "2": [1, 3]}] * 8 + [{"1": [2]}] * 2 + [{"3": 82}]


def test_a_question_is_counted_of_those_who_were_asked():
    uses, why_not, age = tally([USES, WHY_NOT, AGE], SHEETS)
    assert (uses.asked, uses.answered, uses.counts) == (41, 40, (30, 10))
    assert (why_not.asked, why_not.answered, why_not.counts) == (10, 8, (8, 0, 8))
    assert (age.asked, age.answered, age.median) == (41, 31, 70)


def test_two_questions_are_set_against_each_other():
    assert cross(USES, Asked(4, 2, is_single=True), [{"1": [1], "4": [2]}, {"1": [1], "4": [2]}, {"1": [2]}]) == [
        [0, 2],
        [0, 0],
    ]


def test_what_follows_from_a_hidden_answer_is_hidden_with_it():
    sheets = [{"1": [1]}] * 57 + [{"1": [2], "2": [1]}] * 3 + [{"1": [2], "2": [2]}] * 6 + [{"1": [1]}]
    shown = questions([USES, WHY_NOT], tally([USES, WHY_NOT], sheets))
    assert shown[1]["counts"] == [(1, 4), (6, 6), (0, 0)]
    few = questions([USES, WHY_NOT], tally([USES, WHY_NOT], sheets[:60]))
    assert few[0]["counts"] == [(56, 59), (1, 4)]
    assert few[1] == {"key": 2, "is_hidden": True}


def test_a_question_that_fewer_than_five_answered_is_hidden_whole():
    assert questions([USES], tally([USES], [{"1": [1]}] * 4)) == [{"key": 1, "is_hidden": True}]


def test_bands_are_round_and_few_and_nobody_stands_alone_in_one():
    assert bands([18, 22, 35, 41, 44, 67]) == [
        Band(10, 19, 1),
        Band(20, 29, 1),
        Band(30, 39, 1),
        Band(40, 49, 2),
        Band(50, 59, 0),
        Band(60, 69, 1),
    ]
    assert all(band.count >= FEWEST for band in bands([18] * 4 + [30] * 9 + [31, 55, 99], fewest=FEWEST))
    assert bands([3, 4], fewest=FEWEST) == []


@given(st.lists(st.integers(0, 999_999_999), min_size=1, max_size=60))
def test_bands_hold_every_number_once(numbers):
    found = bands(sorted(numbers), fewest=FEWEST)
    assert not found or sum(band.count for band in found) == len(numbers)
    assert all(low.high < high.low for low, high in pairwise(found))


def test_in_a_published_table_what_few_chose_stands_together():
    other = Asked(4, 2, is_single=True)
    first = Asked(5, 4, is_single=True)
    sheets = (
        [{"5": [1], "4": [1]}] * 20
        + [{"5": [2], "4": [2]}] * 20
        + [{"5": [3], "4": [1]}] * 2
        + [{"5": [4], "4": [2]}] * 9
    )
    told = {one["key"]: one for one in questions([first, other], tally([first, other], sheets))}
    made = table(first, other, sheets, told)
    assert made["rows"] == [[1], [2], [3, 4]]
    assert made["row_totals"] == [20, 20, 11]
    assert table(first, WHY_NOT, sheets, told | {2: {"key": 2, "is_hidden": True}}) is None


def test_a_table_that_cannot_be_made_safe_shows_its_totals_alone():
    assert protected([[3, 0], [0, 9]], [[0], [1]], [[0], [1]])["cells"] == [[None, None], [None, None]]


def test_two_hidden_options_are_not_told_apart_by_a_table_in_which_a_third_kept_them_hidden():
    first, other = Asked(5, 4, is_single=True), Asked(4, 2, is_single=True)
    sheets = (
        [{"5": [1], "4": [1]}] * 4
        + [{"5": [2], "4": [2]}] * 4
        + [{"5": [3], "4": [1]}] * 9
        + [{"5": [4], "4": [2]}] * 20
    )
    told = {one["key"]: one for one in questions([first, other], tally([first, other], sheets))}
    assert told[5]["counts"] == [(1, 4), (1, 4), (9, 15), (20, 20)]
    assert table(first, other, sheets, told)["rows"] == [[1, 2, 3], [4]]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=60))
def test_what_a_question_hides_no_table_shows_by_itself(pairs):
    first, other = Asked(1, 4, is_single=True), Asked(2, 3, is_single=True)
    sheets = [{"1": [one], "2": [two]} for one, two in pairs]
    told = {one["key"]: one for one in questions([first, other], tally([first, other], sheets))}
    made = table(first, other, sheets, told) or {"rows": [], "columns": []}
    for key, groups in ((1, made["rows"]), (2, made["columns"])):
        assert [group for group in groups if len(group) == 1 and not is_exact(told[key]["counts"][group[0] - 1])] == []


@pytest.mark.parametrize(("asked", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_that_few_were_asked_and_none_answered_is_hidden_too(asked, is_hidden):
    assert ("is_hidden" in question(USES, Counted(1, asked, 0, (0, 0)), None)) == is_hidden
