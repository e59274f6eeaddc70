import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..ballots import Tally, Tie, WrongBallotError, group
from ..plurality import count_answer, count_most
from .ballots import HALF, OPTIONS, PAPER, THIRD, cast, choices, law, tally


def answers(yes, no, abstain=0, invalid=0):
    return Tally(((("yes",), yes), (("no",), no), ((), abstain)), (("unclear", invalid),))


@pytest.mark.parametrize(
    ("of", "yes", "no", "abstain", "invalid", "is_carried"),
    [
        ("decided", 6, 5, 40, 9, True),
        ("valid", 6, 5, 1, 9, False),
        ("valid", 7, 5, 1, 9, True),
        ("cast", 7, 5, 1, 1, False),
        ("cast", 8, 5, 1, 1, True),
        ("decided", 5, 5, 0, 0, False),
        ("decided", 0, 0, 9, 0, False),
    ],
)
def test_what_over_half_is_a_share_of_is_the_rules(of, yes, no, abstain, invalid, is_carried):
    found = count_answer(answers(yes, no, abstain, invalid), roll=100, majority=law("1/2", over=True, of=of))
    assert found.is_carried is is_carried


@pytest.mark.parametrize(("yes", "is_carried"), [(50, False), (51, True)])
def test_without_a_quorum_nothing_is_carried(yes, is_carried):
    found = count_answer(answers(yes, 0), roll=100, majority=HALF, quorum=law("1/2", over=True, of="roll"))
    assert found.is_carried is is_carried
    assert [check.name for check in found.checks] == ["quorum", "majority"]


def test_two_answers_on_one_ballot_are_refused():
    with pytest.raises(WrongBallotError):
        count_answer(Tally(((("yes", "no"), 1),)), roll=1, majority=HALF)


def test_most_marks_win_and_the_published_order_breaks_a_tie():
    found = count_most(cast("3 a", "2 bc", "1 c", "2 d", "1 bd"), PAPER, seats=3, most=2)
    assert found.winners == ("a", "b", "c")
    assert found.ties == (
        Tie("seat", ("a", "b", "c", "d"), "a"),
        Tie("seat", ("a", "b", "c", "d"), "b"),
        Tie("seat", ("a", "b", "c", "d"), "c"),
    )
    assert [(line.option, line.votes, line.why) for line in found.standings][2:] == [
        ("c", 3, "tie_order"),
        ("d", 3, "lost_tie"),
        ("e", 0, "no_votes"),
    ]


def test_equal_votes_away_from_the_last_place_are_no_tie():
    assert count_most(cast("2 a", "2 b", "1 c"), PAPER, seats=2).ties == ()


def test_nobody_is_chosen_by_nobody():
    assert count_most(Tally(()), PAPER, seats=2).winners == ()
    assert count_most(cast("4 "), PAPER, seats=2).blank == 4


def test_too_few_votes_leave_a_place_empty():
    found = count_most(cast("3 a", "2 b", "4 "), PAPER, seats=2, needed=THIRD)
    assert found.winners == ("a",)
    assert found.standings[1].why == "below_threshold"


def test_more_marks_than_allowed_are_refused():
    with pytest.raises(WrongBallotError):
        count_most(cast("1 abc"), PAPER, seats=1, most=2)


@given(choices, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(ballots, random):
    shuffled = random.sample(ballots, len(ballots))
    assert count_most(tally(ballots), PAPER, seats=2) == count_most(tally(shuffled), PAPER, seats=2)


@given(choices, st.sampled_from(OPTIONS))
def test_a_further_mark_never_costs_a_winner_the_place(ballots, option):
    before = count_most(tally(ballots), PAPER, seats=2).winners
    after = count_most(tally([*ballots, (option,)]), PAPER, seats=2).winners
    assert option in after or option not in before


def test_grouping_a_hundred_thousand_ballots_keeps_their_number():
    found = group([("a",), ("b",)] * 50_000, lambda _choice: None)
    assert found.groups == ((("a",), 50_000), (("b",), 50_000))
