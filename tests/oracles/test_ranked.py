"""Thousands of random elections with ties, counted by us and by pref_voting: instant run-off and the transferable vote."""

from random import Random

import pytest

from linli.ballots.counting.ballots import Paper, choice_of, group
from linli.ballots.counting.irv import count_runoff
from linli.ballots.counting.stv import count_transferable

pytest.importorskip("pref_voting", reason="pref_voting is not installed: script/oracles installs it beside")

from pref_voting.iterative_methods import instant_runoff_tb
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_wig

pytestmark = [pytest.mark.oracle, pytest.mark.once]
ELECTIONS = 2500


def an_election(seed: int):
    """Few ballots over few options, so that there are ties: the ballots, the published order, and places."""
    dice = Random(seed)
    options = "abcdefg"[: dice.randint(2, 7)]
    ballots = [
        tuple(dice.sample(options, dice.randint(1, len(options)))) for _n in range(dice.choice((3, 7, 12, 20, 60)))
    ]
    return ballots, Paper(tuple(options), tuple(dice.sample(options, len(options)))), dice.randint(1, len(options) - 1)


def theirs(ballots, paper: Paper) -> ProfileWithTies:
    """Options are numbered in the published order."""
    number = {option: place for place, option in enumerate(paper.order)}
    ranks = [{number[option]: rank for rank, option in enumerate(ballot, start=1)} for ballot in ballots]
    return ProfileWithTies(ranks, candidates=list(number.values()))


def test_instant_runoff_elects_the_same():
    ties = 0
    for seed in range(ELECTIONS):
        ballots, paper, _seats = an_election(seed)
        found = count_runoff(group(ballots, choice_of(paper.options)), paper)
        ties += any(one.tie for one in found.rounds)
        expected = instant_runoff_tb(theirs(ballots, paper), tie_breaker=list(reversed(range(len(paper.order)))))
        assert [paper.order.index(found.winner)] == expected, seed
    assert ties > ELECTIONS / 4


def test_the_transferable_vote_elects_the_same():
    ties = 0
    for seed in range(ELECTIONS):
        ballots, paper, seats = an_election(seed)
        found = count_transferable(group(ballots, choice_of(paper.options)), paper, seats=seats)
        ties += any(stage.ties for stage in found.stages)
        expected = stv_wig(theirs(ballots, paper), num_seats=seats, quota_rule="droop")
        assert sorted(map(paper.order.index, found.elected)) == expected, seed
    assert ties > ELECTIONS / 4
