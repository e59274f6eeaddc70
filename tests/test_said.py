"""Of the tests that SQLite heard, enough are chosen to say every statement again, and no more."""

from tests.said import _choose, _number


def test_every_statement_is_said_and_whoever_says_nothing_of_their_own_rests():
    told = {"both": (1.0, [1, 2]), "one": (1.0, [1]), "other": (1.0, [3]), "nothing": (1.0, [])}
    assert _choose(told) == {"both", "other"}


def test_the_quicker_of_two_who_say_the_same_is_chosen():
    assert _choose({"slow": (9.0, [1]), "quick": (0.1, [1])}) == {"quick"}


def test_lists_of_any_length_are_one_statement_and_other_columns_are_another():
    assert _number("SELECT a FROM t WHERE k IN (%s, %s)") == _number("SELECT a FROM t WHERE k IN (%s, %s, %s)")
    assert _number("SELECT a FROM t WHERE k = %s") != _number("SELECT b FROM t WHERE k = %s")
