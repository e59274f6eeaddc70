"""The thresholds are those of the Organic Law of Urban Residents' Committees in force since 2026-01-01, art. 8, 18 and 19."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..ballots import Tally, Tie, WrongBallotError
from ..election import BY_ORDER, Contest, Rule, count_election
from .ballots import HALF, OPTIONS, PAPER, THIRD, cast, choices, law, tally

FIRST = Rule(
    contest=law("1", over=True, of="seats"),
    turnout=law("1/2", over=True, of="roll"),
    cover=law("1", of="cast"),
    support=HALF,
    women=1,
    women_article="8",
)
CONTEST = Contest(PAPER, seats=3, roll=19, marked=10, women=frozenset("de"))


def why(found):
    return {candidate.option: candidate.why for candidate in found.candidates}


def test_over_half_of_the_ballots_cast_elect_and_the_rest_stays_open():
    found = count_election(cast("6 abd", "1 c", "3 "), CONTEST, FIRST)
    assert found.is_valid
    assert found.elected == ("a", "b", "d")
    assert found.further is None
    assert why(found) == {
        "a": "most_votes",
        "b": "most_votes",
        "d": "most_votes",
        "c": "below_support",
        "e": "below_support",
    }


def test_exactly_half_of_the_ballots_is_not_over_half():
    found = count_election(cast("5 abd", "5 c"), CONTEST, FIRST)
    assert found.elected == ()
    assert found.further.places == 3


def test_invalid_ballots_are_cast_and_raise_what_is_needed():
    ballots = Tally(cast("6 abd", "4 c").groups, (("unclear", 2),))
    assert count_election(ballots, replace(CONTEST, marked=12), FIRST).elected == ()


@pytest.mark.parametrize(
    ("contest", "failing"),
    [
        (replace(CONTEST, roll=20), "turnout"),
        (replace(CONTEST, marked=9), "cover"),
        (replace(CONTEST, seats=5), "contest"),
    ],
)
def test_a_vote_that_fails_a_check_elects_nobody(contest, failing):
    found = count_election(cast("10 abd"), contest, FIRST)
    assert [check.name for check in found.checks if not check.is_met] == [failing]
    assert (found.is_valid, found.elected, found.further) == (False, (), None)
    assert set(why(found).values()) == {"not_valid"}


def test_the_woman_with_most_votes_takes_the_place_held_for_women():
    found = count_election(
        cast("6 abc", "1 dab", "3 dbc", "2 d"), replace(CONTEST, marked=12), replace(FIRST, support=THIRD)
    )
    assert found.elected == ("b", "c", "d")
    assert why(found) == {
        "b": "most_votes",
        "c": "most_votes",
        "d": "held_for_women",
        "a": "no_place_left",
        "e": "below_support",
    }


def test_a_place_held_for_women_stays_open_when_no_woman_has_the_votes():
    found = count_election(cast("6 abc", "4 d"), CONTEST, FIRST)
    assert found.elected == ()
    assert why(found)["a"] == "vote_again"
    assert (found.further.places, found.further.for_women) == (3, 1)
    assert set(found.further.candidates) == {"a", "b", "c", "d", "e"}


def test_no_place_is_held_where_the_votes_elect_a_woman_anyway():
    found = count_election(cast("9 abd", "1 abc"), CONTEST, FIRST)
    assert "held_for_women" not in why(found).values()


def test_equal_votes_for_the_last_place_are_voted_on_again():
    found = count_election(cast("4 dab", "4 dac", "2 dbc"), CONTEST, FIRST)
    assert found.elected == ("d", "a")
    assert (found.further.places, found.further.candidates) == (1, ("b", "c"))
    assert (why(found)["b"], why(found)["c"]) == ("vote_again", "vote_again")


def test_or_go_by_the_published_order_where_the_rule_says_so():
    found = count_election(cast("4 dab", "4 dac", "2 dbc"), CONTEST, replace(FIRST, on_tie=BY_ORDER))
    assert found.elected == ("d", "a", "b")
    assert found.ties == (Tie("seat", ("b", "c"), "b"),)
    assert (why(found)["b"], why(found)["c"]) == ("tie_order", "lost_tie")


def test_of_near_relatives_the_one_with_more_votes_is_elected():
    contest = replace(CONTEST, relatives=(frozenset("ab"),))
    found = count_election(cast("8 abd", "2 acd", "6 c"), replace(contest, marked=16), replace(FIRST, support=THIRD))
    assert found.elected == ("a", "d", "c")
    assert why(found)["b"] == "near_relative"


def test_a_further_vote_needs_a_third_and_takes_one_more_than_places():
    first = count_election(cast("7 da", "3 bc", "1 b", "1 e"), replace(CONTEST, marked=12), FIRST)
    assert first.elected == ("a", "d")
    assert first.further.candidates == ("b", "c")
    further = Contest(PAPER, seats=1, roll=19, marked=12)
    second = count_election(cast("4 b", "3 c", "5 "), further, replace(FIRST, support=THIRD, women=0))
    assert second.elected == ("b",)


def test_more_marks_than_seats_are_refused():
    with pytest.raises(WrongBallotError):
        count_election(cast("1 abcd"), CONTEST, FIRST)


def test_women_and_relatives_must_be_candidates():
    with pytest.raises(ValueError, match="candidate"):
        Contest(PAPER, seats=1, roll=1, marked=1, women=frozenset("x"))


rules = st.builds(
    lambda support, women, on_tie: replace(
        FIRST, turnout=law("0", of="roll"), support=support, women=women, on_tie=on_tie
    ),
    st.sampled_from([HALF, THIRD]),
    st.integers(0, 2),
    st.sampled_from(["order", "vote_again"]),
)


@given(choices, rules, st.frozensets(st.sampled_from(OPTIONS)), st.randoms())
def test_whatever_the_ballots_the_law_holds(ballots, rule, women, random):
    marked = [one[:3] for one in ballots]
    contest = Contest(PAPER, 3, 20, len(marked), women, (frozenset("ab"),))
    found = count_election(tally(marked), contest, rule)
    assert len(found.elected) <= 3
    assert not {"a", "b"} <= set(found.elected)
    places_left_for_women = found.further.for_women if found.further else 0
    assert (
        not found.is_valid
        or len(women & set(found.elected)) + places_left_for_women + len(found.ties) >= min(rule.women, len(women))
        or rule.women > len(women)
        or found.further
    )
    assert all(check.is_met for check in found.support[: len(found.elected)] if found.elected == contest.paper.options)
    assert count_election(tally(random.sample(marked, len(marked))), contest, rule) == found
