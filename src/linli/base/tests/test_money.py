"""Amounts: whole fen, as people type and read them, and in the capital figures of vouchers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.errors import Invalid
from linli.base.money import DIGITS, LARGEST_FEN, capitals, read_yuan, yuan

pytestmark = pytest.mark.once
AMOUNTS = st.integers(-LARGEST_FEN, LARGEST_FEN)
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1200", 120000),
        ("1,200.5", 120050),
        ("１２００元", 120000),
        ("¥ 0.01", 1),
        ("￥1，234，567.89元", 123456789),
        ("-3.20", -320),
    ],
)
def test_what_people_type_is_read(typed, fen):
    assert read_yuan(typed) == fen


@pytest.mark.parametrize("typed", ["", "abc", "1.234", "12,34", "1e3", "1 2", "十元", "--1", "9" * 20])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(Invalid):
        read_yuan(typed)


@given(AMOUNTS)
def test_what_is_shown_is_read_back(fen):
    assert read_yuan(yuan(fen)) == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (15, "壹角伍分"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (16800000, "壹拾陆万捌仟元整"),
        (1000000001, "壹仟万元零壹分"),
        (-120000, "负壹仟贰佰元整"),
        (10_0000_0000_00, "壹拾亿元整"),
    ],
)
def test_vouchers_write_capital_figures(fen, words):
    assert capitals(fen) == words


@given(AMOUNTS)
def test_capital_figures_say_the_amount_and_no_other(fen):
    assert _spoken(capitals(fen)) == fen


def _spoken(words: str) -> int:
    """What somebody understands who hears the words, sign by sign."""
    sign = -1 if words.startswith("负") else 1
    yuan_part, _sign, small = words.lstrip("负").rpartition("元")
    total = group = digit = 0
    for letter in yuan_part:
        if letter in DIGITS:
            digit = DIGITS.index(letter)
        elif letter in UNITS:
            group, digit = group + digit * UNITS[letter], 0
        elif letter == "万":
            group, digit = (group + digit) * 10_000, 0
        else:
            total, group, digit = (total + group + digit) * 100_000_000, 0, 0
    fen = (total + group + digit) * 100
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in small:
            fen += DIGITS.index(small[small.index(unit) - 1]) * worth
    return sign * fen
