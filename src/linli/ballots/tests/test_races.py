"""Several at the same moment: each is counted once, and who was told that they voted lies in the box."""

import pytest
from tests.races import at_once, needs_postgresql

from linli.ballots.actions import close_ballot, open_box
from linli.ballots.models import SealedBallot
from linli.ballots.queries.ballots import turnout

from .conftest import VOTERS, VOTING, Steps

pytestmark = needs_postgresql


@pytest.fixture
def voting(real_cast, now):
    steps = Steps(real_cast, now)
    steps.people()
    return steps, *steps.opened()


def test_of_several_with_one_code_one_votes(voting):
    steps, ballot, _slips = voting
    entry = ballot.roll.first()
    assert at_once(6, lambda _place: steps.vote(entry, "o1")) == ["Refused"] * 5 + ["done"]
    assert (turnout(ballot), SealedBallot.objects.count()) == ({"web": 1}, 1)


def test_everybody_at_once_and_nobody_is_lost(voting, now):
    steps, ballot, slips = voting
    roll = list(ballot.roll.all())
    assert at_once(VOTERS, lambda place: steps.vote(roll[place], "o2")) == ["done"] * VOTERS
    found = open_box(steps.cast.chair, steps.closed(ballot), slips, now=now + VOTING)
    assert found.result["votes"]["o2"] == VOTERS


def test_who_votes_while_it_closes_is_in_or_is_told_that_it_is_over(voting, now):
    steps, ballot, slips = voting
    roll = list(ballot.roll.all())

    def one(place: int):
        if place == 3:
            close_ballot(steps.cast.worker, ballot, now=now + VOTING)
        else:
            steps.vote(roll[place], "o3")

    told = at_once(8, one)
    found = open_box(steps.cast.chair, ballot, slips, now=now + VOTING)
    assert found.result["votes"]["o3"] == told.count("done") - 1
