"""The committee's election as a ballot: papers at the booth count, the rest is asked beside, and what stays open is voted on again."""

from datetime import timedelta

import pytest
from tests.verifying import stands_up

from linli.ballots.actions import (
    Listed,
    Standing,
    build_roll,
    draft_ballot,
    draft_further,
    mark_for_paper,
    open_ballot,
    open_box,
    post_roll,
    set_candidates,
    set_options,
    write_roll,
)
from linli.ballots.models import SealedBallot
from linli.ballots.queries.ballots import consulted, published_file, turnout
from linli.ballots.queries.results import left_open
from linli.base.errors import Invalid, Refused

from .conftest import POSTED, VOTING

CANDIDATES = [
    Standing("演示候选甲"),
    Standing("演示候选乙"),
    Standing("演示候选丙", is_woman=True),
    Standing("演示候选丁", is_woman=True),
]


@pytest.fixture
def election(steps):
    """Twelve may vote for two of four; a place is held for a woman."""
    steps.people()
    before = steps.now - POSTED
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：居委会换届",
        kind="election",
        votes_by="person",
        seats=2,
        women=1,
        now=before,
    )
    build_roll(steps.cast.worker, ballot, now=before)
    post_roll(steps.cast.chair, ballot, now=before)
    set_candidates(steps.cast.worker, ballot, CANDIDATES, now=steps.now)
    opened = open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)
    return opened.ballot, opened.slips


def finished(steps, slips, ballot, *choices):
    steps.on_paper(ballot, *choices)
    return open_box(steps.cast.chair, ballot, slips, now=steps.now + VOTING)


def test_papers_elect_and_what_was_answered_on_the_web_stands_beside(steps, election, tmp_path):
    ballot, slips = election
    for entry in ballot.roll.filter(number__gt=9):
        steps.vote(entry, "o4")
    found = finished(steps, slips, ballot, *[("o1", "o3")] * 6, *[("o1", "o2")] * 2)
    assert found.result["elected"] == ["o1", "o3"]
    assert (found.consulted["result"]["votes"]["o4"], sum(found.result["votes"].values())) == (3, 16)
    for is_consultative in (False, True):
        assert stands_up(published_file(found, is_consultative=is_consultative), tmp_path)


def test_who_answered_on_the_web_may_still_vote_at_the_booth_and_not_the_other_way_round(steps, election):
    ballot, _slips = election
    first, second, *_rest = ballot.roll.all()
    steps.vote(first, "o1")
    mark_for_paper(steps.cast.worker, first, way="paper", now=steps.now)
    mark_for_paper(steps.cast.worker, second, way="paper", now=steps.now)
    for entry in (first, second):
        with pytest.raises(Refused, match="已经"):
            steps.vote(entry, "o2")
    assert (turnout(ballot), consulted(ballot), SealedBallot.objects.count()) == ({"paper": 2}, {"web": 1}, 1)


def test_a_paper_by_letter_does_not_count(steps, election):
    with pytest.raises(Refused, match="当场投入"):
        mark_for_paper(steps.cast.worker, election[0].roll.first(), way="letter", now=steps.now)


def test_without_half_of_the_roll_nobody_is_elected(steps, election):
    ballot, slips = election
    found = finished(steps, slips, ballot, *[("o1", "o3")] * 6)
    assert (found.result["valid"], found.result["elected"]) == (False, [])


def test_a_place_left_open_is_voted_on_again_with_the_same_roll_and_a_third_is_enough(steps, election):
    ballot, slips = election
    found = finished(steps, slips, ballot, *[("o1", "o3")] * 4, *[("o1", "o4")] * 4)
    assert found.result["elected"] == ["o1"]
    assert left_open(found) == ["演示候选丙", "演示候选丁"]
    further = draft_further(steps.cast.chair, found, now=steps.now + VOTING)
    assert (further.round, further.seats, further.women, further.roll.count()) == (2, 1, 1, 12)
    assert not turnout(further)
    later = steps.now + VOTING
    opened = open_ballot(steps.cast.chair, further, closes_at=later + timedelta(days=1), now=later)
    assert opened.ballot.rule["support"]["share"] == "1/3"


def test_there_is_one_further_vote(steps, election):
    ballot, slips = election
    found = finished(steps, slips, ballot, *[("o1", "o3")] * 4, *[("o1", "o4")] * 4)
    draft_further(steps.cast.chair, found, now=steps.now + VOTING)
    with pytest.raises(Invalid, match="另行"):
        draft_further(steps.cast.chair, found, now=steps.now + VOTING)


def test_as_many_candidates_as_seats_is_no_election(steps):
    steps.people()
    before = steps.now - POSTED
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：居委会换届",
        kind="election",
        votes_by="person",
        seats=4,
        now=before,
    )
    build_roll(steps.cast.worker, ballot, now=before)
    post_roll(steps.cast.chair, ballot, now=before)
    set_candidates(steps.cast.worker, ballot, CANDIDATES, now=steps.now)
    with pytest.raises(Refused, match="第十八条"):
        open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)


def test_candidates_do_not_change_once_people_vote(steps, election):
    with pytest.raises(Refused, match="投票中"):
        set_candidates(steps.cast.worker, election[0], CANDIDATES[:3], now=steps.now)


def test_of_two_relatives_one_is_elected(steps):
    steps.people()
    before = steps.now - POSTED
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：居委会换届",
        kind="election",
        votes_by="person",
        seats=2,
        now=before,
    )
    build_roll(steps.cast.worker, ballot, now=before)
    post_roll(steps.cast.chair, ballot, now=before)
    set_candidates(steps.cast.worker, ballot, CANDIDATES[:3], relatives=[(0, 1)], now=steps.now)
    opened = open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)
    found = finished(steps, opened.slips, opened.ballot, *[("o1", "o2")] * 6, *[("o1", "o3")] * 3)
    assert found.result["elected"] == ["o1"]


def test_representatives_stand_on_a_list_and_two_thirds_have_to_come(steps):
    before = steps.now - POSTED
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：代表会议",
        kind="yes_no",
        votes_by="representative",
        now=before,
    )
    write_roll(steps.cast.worker, ballot, [Listed(f"演示代表{sign}") for sign in "甲乙丙"], now=before)
    post_roll(steps.cast.chair, ballot, now=before)
    opened = open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)
    for entry in opened.ballot.roll.filter(number__lt=3):
        steps.vote(entry, "yes")
    found = steps.counted(opened.ballot, opened.slips)
    assert (found.rule["quorum"]["share"], found.result["checks"]["quorum"]) == ("2/3", True)


def test_candidates_are_not_typed_in_as_plain_options(steps, election):
    with pytest.raises(Refused, match="投票中"):
        set_options(steps.cast.worker, election[0], ["甲", "乙"], now=steps.now)


def test_the_same_line_twice_is_two_votes_only_if_it_is_said_so(steps):
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：代表会议",
        kind="yes_no",
        votes_by="representative",
        now=steps.now,
    )
    listed = [Listed("演示甲", "1号"), Listed("演示乙", "2号"), Listed("演示甲", "1号")]
    with pytest.raises(Invalid, match="演示甲 1号"):
        write_roll(steps.cast.worker, ballot, listed, now=steps.now)
    assert len(write_roll(steps.cast.worker, ballot, listed, are_others=True, now=steps.now)) == 3
