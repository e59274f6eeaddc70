"""Owners' votes: by area and by head, each owner once with the area of all their homes (Civil Code art. 278)."""

import pytest
from tests.verifying import stands_up

from linli.ballots.actions import Listed, draft_ballot, open_ballot, open_box, post_roll, write_roll
from linli.ballots.listing import WrongLineError, listed
from linli.ballots.models import RollEntry
from linli.ballots.queries.ballots import published_file
from linli.base.errors import Invalid, Refused

from .conftest import POSTED, VOTING

LIST = "姓名\t地址\t面积\t业主号\n演示甲\t1号101\t80.5\t7\n演示乙\t1号102\t60\n演示甲\t1号103\t19.50㎡\t7\n\n演示丙\t1号201\t100\n演示丁\t1号202\t40\n"


def test_the_lines_of_one_owner_are_one_voter():
    assert listed(LIST)[:2] == [Listed("演示甲", "1号101、1号103", 10000), Listed("演示乙", "1号102", 6000)]


@pytest.mark.parametrize(
    "line", ["演示甲,1号,很大", "演示甲,1号,0", "演示甲,1号,1.234", "演示甲,1号,50,7\n演示乙,1号,50,7"]
)
def test_a_line_that_is_not_understood_is_named(line):
    with pytest.raises(WrongLineError):
        listed(line)


@pytest.fixture
def owners(steps):
    def opened(matter: int):
        before = steps.now - POSTED
        ballot = draft_ballot(
            steps.cast.chair,
            steps.cast.here,
            question="演示：加装电梯",
            kind="owners",
            votes_by="owner",
            matter=matter,
            now=before,
        )
        write_roll(steps.cast.worker, ballot, listed(LIST), now=before)
        post_roll(steps.cast.chair, ballot, now=before)
        found = open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now)
        return found.ballot, found.slips

    return opened


@pytest.mark.parametrize(("matter", "is_carried"), [(4, True), (7, False)])
def test_over_half_carries_an_ordinary_matter_and_not_a_heavy_one(steps, owners, tmp_path, matter, is_carried):
    """甲 100, 丙 100 and 丁 40 take part: yes by 200 of 240 square metres, and by two of three owners."""
    ballot, slips = owners(matter)
    first, _second, third, fourth = ballot.roll.all()
    for entry, answer in ((first, "yes"), (third, "yes"), (fourth, "no")):
        steps.vote(entry, answer)
    found = steps.counted(ballot, slips)
    assert (found.result["carried"], found.result["area"]["yes"], found.result["owners"]["yes"]) == (
        is_carried,
        20000,
        2,
    )
    assert stands_up(published_file(found), tmp_path)


def test_papers_carry_the_area_and_it_is_that_of_somebody_who_voted(steps, owners):
    ballot, slips = owners(4)
    steps.on_paper(ballot, ("yes",), ("no",), areas=(10000, 6000))
    assert open_box(steps.cast.chair, ballot, slips, now=steps.now + VOTING).result["area"]["yes"] == 10000


def test_an_area_of_nobody_who_voted_is_not_counted(steps, owners):
    ballot, slips = owners(4)
    steps.on_paper(ballot, ("yes",), ("no",), areas=(10000, 99900))
    with pytest.raises(Refused, match="面积"):
        open_box(steps.cast.chair, ballot, slips, now=steps.now + VOTING)


def test_an_area_changed_on_the_roll_does_not_go_unseen(steps, owners):
    ballot, slips = owners(4)
    steps.vote(ballot.roll.first(), "yes")
    RollEntry.objects.filter(pk=ballot.roll.first().pk).update(area=99900)
    with pytest.raises(Refused, match="面积"):
        steps.counted(ballot, slips)


def test_an_owner_without_area_does_not_stand_on_the_roll(steps, owners):
    ballot = draft_ballot(
        steps.cast.chair,
        steps.cast.here,
        question="演示：加装电梯",
        kind="owners",
        votes_by="owner",
        matter=7,
        now=steps.now,
    )
    with pytest.raises(Invalid, match="面积"):
        write_roll(steps.cast.worker, ballot, [Listed("演示甲", "1号101")], now=steps.now)


@pytest.mark.parametrize("more", [{"matter": None}, {"matter": 10}, {"votes_by": "person"}])
def test_owners_decide_a_matter_of_the_law(steps, more):
    given = {"kind": "owners", "votes_by": "owner", "matter": 4} | more
    with pytest.raises(Invalid):
        draft_ballot(steps.cast.chair, steps.cast.here, question="演示：加装电梯", now=steps.now, **given)
