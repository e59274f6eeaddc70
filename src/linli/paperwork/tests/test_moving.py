"""Rows put into a list: formulas and areas mean the same afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.paperwork.layouts.moving import Move, within_the_sheet

LIST = Move("表 1", first=5, last=14, more=10)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(C5:C14)", "SUM(C5:C24)"),
        ("SUM($C$5:$C$14)", "SUM($C$5:$C$24)"),
        ("C15*2", "C25*2"),
        ("C14", "C14"),
        ("SUM(C5:C13)", "SUM(C5:C13)"),
        ("SUM(C15:C20)", "SUM(C25:C30)"),
        ("SUM(A:A)", "SUM(A:A)"),
        ("SUM(5:14)", "SUM(5:24)"),
        ("SUM('表 1'!C5:C14)", "SUM('表 1'!C5:C24)"),
        ("SUM(别的!C5:C14)", "SUM(别的!C5:C14)"),
        ('IF(C15="C15:C14",1,C3)', 'IF(C25="C15:C14",1,C3)'),
        ("VLOOKUP(B3,$B$5:$F$14,2,0)", "VLOOKUP(B3,$B$5:$F$24,2,0)"),
        ("合计金额+C15", "合计金额+C25"),
        ("[1]表!C15", "[1]表!C15"),
        ("LOG10(C15)", "LOG10(C25)"),
        ("B$3:$D$14", "B$3:$D$24"),
    ],
)
def test_a_formula_elsewhere_follows(before: str, after: str) -> None:
    assert LIST.formula(before, on="表 1") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(C14:E14)", "SUM(C14:E14)"),
        ("SUM(C$5:C14)", "SUM(C$5:C14)"),
        ("C14/C$15", "C14/C$25"),
        ("RANK(C14,$C$5:$C$14)", "RANK(C14,$C$5:$C$24)"),
    ],
)
def test_a_formula_of_the_last_row_still_speaks_of_its_row(before: str, after: str) -> None:
    assert LIST.formula(before, on="表 1", row=14) == after


def test_a_list_of_one_row_grows_its_total() -> None:
    assert Move("表", 5, 5, 3).formula("SUM(C5:C5)", on="表") == "SUM(C5:C8)"


def test_a_formula_that_cannot_be_read_stays() -> None:
    assert LIST.formula('SUM("C15', on="表 1") == 'SUM("C15'


rows = st.integers(1, 60)


@given(rows, rows, rows, rows, st.integers(1, 9))
def test_an_area_keeps_its_rows_and_takes_all_new_ones_or_none(a: int, b: int, c: int, d: int, more: int) -> None:
    (first, last), (top, bottom) = sorted((a, b)), sorted((c, d))
    move = Move("表", first, last, more)
    new_top, left, new_bottom, right = move.area((top, 2, bottom, 3))
    assert (left, right) == (2, 3)
    assert (new_bottom - new_top) - (bottom - top) in {0, more}
    assert new_top == top + more * (top > last)
    assert (new_bottom - new_top > bottom - top) == (top <= last <= bottom)


@given(rows, rows, st.integers(1, 9))
def test_a_formula_and_an_area_move_alike(a: int, b: int, more: int) -> None:
    top, bottom = sorted((a, b))
    move = Move("表", 20, 30, more)
    new_top, _left, new_bottom, _right = move.area((top, 3, bottom, 3))
    assert move.formula(f"C{top}:C{bottom}", on="表") == f"C{new_top}:C{new_bottom}"


OPEN = Move("表", first=3, last=2, more=6, used=2)
"""Headings in row 2, and below them nothing."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C3:C1048576", "C3:C1048576"),
        ("$C$3:$C$1048576", "$C$3:$C$1048576"),
        ("B2:B1048576", "B2:B1048576"),
        ("C:C", "C:C"),
        ("3:1048576", "3:1048576"),
        ("C3:C500", "C3:C506"),
        ("C4:C1048576", "C10:C1048576"),
        ("C1048576", "C1048576"),
        ("C3:D3", "C9:D9"),
        ("表!C3:C1048576", "表!C3:C1048576"),
        ("别的!C3:C1048570", "别的!C3:C1048570"),
        ("C1048575:C1048576", "C1048576:C1048576"),
    ],
)
def test_whole_columns_stay_within_the_sheet_and_hold_the_new_rows(before: str, after: str) -> None:
    assert OPEN.formula(f"COUNTA({before})", on="表") == f"COUNTA({after})"


def test_a_rule_for_totals_and_signatures_below_goes_down_with_them() -> None:
    with_totals = Move("表", first=3, last=2, more=6, used=4)
    assert with_totals.area((3, 1, 4, 4)) == (9, 1, 10, 4)
    assert with_totals.area((3, 1, 1_048_576, 1)) == (3, 1, 1_048_576, 1)


@given(st.integers(1, 1_048_576), st.integers(1, 1_048_576), st.integers(1, 40), st.integers(1, 500))
def test_nothing_is_moved_beyond_the_last_row(one: int, other: int, last: int, more: int) -> None:
    top, bottom = sorted((one, other))
    for first in (max(1, last - 3), last + 1):
        moved_top, _left, moved_bottom, _right = Move("表", first, last, more).area((top, 1, bottom, 1))
        assert 1 <= moved_top <= moved_bottom <= 1_048_576


def test_a_formula_copied_further_down_ends_with_the_sheet() -> None:
    assert within_the_sheet('=COUNTA(B4:B1048582)+LEN("1048582")') == '=COUNTA(B4:B1048576)+LEN("1048582")'
