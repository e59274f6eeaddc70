"""Nobody reckons a hidden count: another table would have been published just the same. Held against a solver that knows nothing of cycles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from linli.surveys.counting.hiding import FEWEST, hidden_in_row, hidden_in_table, range_of

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))
ROWS = st.lists(COUNTS, min_size=1, max_size=7)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=2, max_size=5)
)


def reach(counts, sums, place) -> tuple[int, int]:
    """The least and the most that this hidden count could be, for who knows the sums and which hidden counts are small.

    The matrix of sums is that of a network, so that the ends are whole numbers.
    """
    bounds = [(1, FEWEST - 1) if count < FEWEST else (FEWEST, None) for count in counts]
    aim = np.zeros(len(counts))
    aim[place] = 1
    matrix, known = np.array(sums, dtype=float), np.array(sums) @ np.array(counts)
    least = linprog(aim, A_eq=matrix, b_eq=known, bounds=bounds)
    most = linprog(-aim, A_eq=matrix, b_eq=known, bounds=[(low, high or 10_000) for low, high in bounds])
    return round(least.fun), round(-most.fun)


@given(ROWS)
def test_no_hidden_count_of_a_list_can_be_reckoned_from_its_sum(counts):
    hidden = hidden_in_row(counts)
    shown = hidden or frozenset()
    unknown = [counts[place] for place in sorted(shown)]
    spans = [reach(unknown, [[1] * len(unknown)], place) for place in range(len(unknown))]
    assert all(low < high for low, high in spans)


@given(TABLES)
def test_no_hidden_count_of_a_table_can_be_reckoned_from_its_totals(cells):
    hidden = sorted(hidden_in_table(cells) or ())
    sums = [[int(r == row) for r, _c in hidden] for row in range(len(cells))]
    sums += [[int(c == column) for _r, c in hidden] for column in range(len(cells[0]))]
    unknown = [cells[r][c] for r, c in hidden]
    spans = [reach(unknown, sums, place) for place in range(len(unknown))]
    assert all(low < high for low, high in spans)


@given(TABLES)
def test_every_small_count_is_hidden_and_nothing_where_none_is_small(cells):
    small = {(r, c) for r, line in enumerate(cells) for c, count in enumerate(line) if 0 < count < FEWEST}
    hidden = hidden_in_table(cells)
    assert hidden is None or small <= hidden
    assert bool(hidden) <= bool(small)


@given(ROWS)
def test_what_is_told_of_a_hidden_count_is_what_anybody_can_reckon(counts):
    hidden = hidden_in_row(counts) or frozenset()
    told = [range_of(counts, hidden, place) for place in range(len(counts))]
    assert all(
        low <= count and (high is None or count <= high) for count, (low, high) in zip(counts, told, strict=True)
    )
    assert all((low == high) == (place not in hidden) for place, (low, high) in enumerate(told))


def test_a_small_count_takes_the_next_smallest_with_it():
    assert hidden_in_row([40, 3, 12, 0]) == {1, 2}


def test_two_small_counts_that_could_change_places_need_no_third():
    assert hidden_in_row([40, 3, 2]) == {1, 2}


def test_two_counts_whose_sum_gives_them_away_take_a_third():
    assert hidden_in_row([40, 4, 4]) == {0, 1, 2}
    assert hidden_in_row([40, 1, 1]) == {0, 1, 2}


def test_where_nothing_can_be_kept_secret_nothing_is_shown():
    assert hidden_in_row([3]) is None
    assert hidden_in_row([3, 0, 0]) is None


@pytest.mark.parametrize(("place", "told"), [(0, (56, 59)), (1, (1, 4))])
def test_of_a_large_count_beside_a_small_one_its_range_is_told(place, told):
    assert range_of([57, 3], frozenset({0, 1}), place) == told


def test_in_a_table_the_cells_that_would_give_a_small_one_away_are_hidden():
    assert hidden_in_table([[3, 20, 30], [25, 9, 40], [11, 50, 60]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}
