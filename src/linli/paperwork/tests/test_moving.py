"""Rows put into a list: formulas and areas mean the same afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.paperwork.layouts.moving import Move

LIST = Move("表 1", first=5, last=14, more=10)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(C5:C14)", "SUM(C5:C24)"), ("SUM($C$5:$C$14)", "SUM($C$5:$C$24)"), ("C15*2", "C25*2"), ("C14", "C14"),
        ("SUM(C5:C13)", "SUM(C5:C13)"), ("SUM(C15:C20)", "SUM(C25:C30)"), ("SUM(A:A)", "SUM(A:A)"), ("SUM(5:14)", "SUM(5:24)"),
        ("SUM('表 1'!C5:C14)", "SUM('表 1'!C5:C24)"), ("SUM(别的!C5:C14)", "SUM(别的!C5:C14)"),
        ('IF(C15="C15:C14",1,C3)', 'IF(C25="C15:C14",1,C3)'), ("VLOOKUP(B3,$B$5:$F$14,2,0)", "VLOOKUP(B3,$B$5:$F$24,2,0)"),
        ("合计金额+C15", "合计金额+C25"), ("[1]表!C15", "[1]表!C15"), ("LOG10(C15)", "LOG10(C25)"), ("B$3:$D$14", "B$3:$D$24"),
    ],
)  # fmt: skip
def test_a_formula_elsewhere_follows(before: str, after: str) -> None:
    assert LIST.formula(before, on="表 1") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(C14:E14)", "SUM(C14:E14)"), ("SUM(C$5:C14)", "SUM(C$5:C14)"), ("C14/C$15", "C14/C$25"),
        ("RANK(C14,$C$5:$C$14)", "RANK(C14,$C$5:$C$24)"),
    ],
)  # fmt: skip
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
