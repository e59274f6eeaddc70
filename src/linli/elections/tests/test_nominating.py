"""Who may stand, who names them, and who sits on the election committee (Organic Law art. 15 and 18)."""

import pytest

from linli.ballots.actions import open_ballot
from linli.base.errors import Invalid, NotYours, Refused
from linli.elections.actions import (
    ask_nominee,
    call_election,
    join_committee,
    leave_committee,
    list_candidates,
    nominate,
    relate,
)

from .conftest import TEN, VOTING


@pytest.fixture
def election(way):
    return way.posted()


def test_ten_voters_name_somebody_together(way, election):
    nominee = way.named(election, 1, backers=TEN)
    assert (nominee.name, nominee.named_by, nominee.backings.count()) == ("演示甲", "voters", 10)


def test_without_voters_it_is_the_party_organisation_that_names(way, election):
    assert way.named(election, 1).named_by == "party"


@pytest.mark.parametrize(
    ("backers", "said"),
    [(range(11, 20), "至少要 10"), ([*TEN, 1], "不能提名自己"), ([*TEN, 99], "99"), ([11] * 10, "至少要 10")],
)
def test_backers_that_do_not_count_are_refused_and_nothing_is_stored(way, election, backers, said):
    with pytest.raises(Invalid, match=said):
        way.named(election, 1, backers=backers)
    assert not election.nominees.exists()


def test_somebody_is_nominated_once(way, election):
    way.named(election, 1)
    with pytest.raises(Refused, match="已经被提名"):
        way.named(election, 1, backers=TEN)


def test_who_sits_on_the_election_committee_leaves_it_before_standing(way, election):
    member = join_committee(way.cast.chair, election, name="演示甲", now=way.now)
    with pytest.raises(Refused, match="第十五条"):
        way.named(election, 1)
    leave_committee(way.cast.chair, member, why="被提名为候选人", now=way.now)
    assert way.named(election, 1).name == "演示甲"


def test_who_is_nominated_does_not_join_the_election_committee(way, election):
    way.named(election, 1)
    with pytest.raises(Invalid, match="第十五条"):
        join_committee(way.cast.chair, election, name="演示甲", now=way.now)


@pytest.mark.parametrize(("name", "is_head"), [("演示委员", False), ("演示另一位", True)])
def test_the_election_committee_has_everybody_once_and_one_head(way, election, name, is_head):
    join_committee(way.cast.chair, election, name="演示委员", is_head=True, now=way.now)
    with pytest.raises(Invalid):
        join_committee(way.cast.chair, election, name=name, is_head=is_head, now=way.now)


def listed(way, election, *, free: bool = True):
    return list_candidates(way.cast.chair, election, is_free_of_relatives=free, now=way.now)


def test_candidates_are_those_who_agreed_with_their_families(way, election):
    join_committee(way.cast.chair, election, name="演示委员", now=way.now)
    one, _other, third = way.named(election, 1), way.named(election, 2, is_woman=True), way.named(election, 3)
    ask_nominee(way.cast.worker, way.named(election, 4), has_agreed=False, now=way.now)
    relate(way.cast.worker, third, one, now=way.now)
    found = listed(way, election)
    assert list(found.ballot.options.values_list("label", "is_woman")) == [
        ("演示甲", False),
        ("演示乙", True),
        ("演示丙", False),
    ]
    found.ballot.refresh_from_db()
    assert found.ballot.relatives == [["o1", "o3"]]


def test_more_candidates_than_seats(way, election):
    join_committee(way.cast.chair, election, name="演示委员", now=way.now)
    for number in (1, 2):
        way.named(election, number, is_woman=True)
    with pytest.raises(Refused, match="第十八条"):
        listed(way, election)


def test_a_woman_where_a_place_is_held_for_one(way, election):
    join_committee(way.cast.chair, election, name="演示委员", now=way.now)
    for number in (1, 2, 3):
        way.named(election, number)
    with pytest.raises(Refused, match="第八条"):
        listed(way, election)


def test_everybody_is_asked_before_the_list_is_published(way, election):
    join_committee(way.cast.chair, election, name="演示委员", now=way.now)
    nominate(way.cast.worker, election, number=1, is_woman=False, now=way.now)
    with pytest.raises(Refused, match="演示甲"):
        listed(way, election)


def test_somebody_says_that_no_relative_sits_on_the_election_committee(way, election):
    join_committee(way.cast.chair, election, name="演示委员", now=way.now)
    for number in (1, 2, 3):
        way.named(election, number, is_woman=True)
    with pytest.raises(Invalid, match="近亲属"):
        listed(way, election, free=False)


def test_there_is_an_election_committee(way, election):
    for number in (1, 2, 3):
        way.named(election, number, is_woman=True)
    with pytest.raises(Refused, match="选举委员会"):
        listed(way, election)


def test_after_the_list_nobody_is_nominated(way):
    with pytest.raises(Refused, match="已经公布"):
        way.named(way.listed(), 9)


def test_people_do_not_vote_before_the_candidates_are_published(way, election):
    with pytest.raises(Refused, match="还没有公布"):
        open_ballot(way.cast.chair, election.ballot, closes_at=way.now + VOTING, now=way.now)


@pytest.mark.parametrize(
    "more",
    [
        {"seats": 10},
        {"seats": 0},
        {"kind": "other"},
        {"votes_by": "owner"},
        {"kind": "by_election"},
        {"kind": "recall", "why": "演示"},
        {"women": 3},
        {"post": "", "seats": 4},
        {"post": "", "seats": 5, "women": 0},
    ],
)
def test_an_election_that_makes_no_sense_is_not_called(way, more):
    with pytest.raises(Invalid):
        way.called(**more)


def test_a_whole_committee_has_five_members_and_a_place_for_a_woman(way):
    ballot = way.called(post="", seats=5, women=1).ballot
    assert (ballot.seats, ballot.women) == (5, 1)


def test_a_worker_of_another_community_calls_none(way):
    with pytest.raises(NotYours):
        call_election(way.cast.other_worker, way.cast.here, kind="full", title="演示", votes_by="person", now=way.now)


@pytest.mark.parametrize(
    ("named_by", "backers", "number"), [("", "", 0), ("party", "11,12", 0), ("voters", "", 0), ("party", "", 1)]
)
def test_silence_on_who_names_somebody_attributes_it_to_nobody(way, visit, named_by, backers, number):
    election = way.posted()
    form = {"do": "nominee", "number": "1", "named_by": named_by, "backers": backers}
    visit("worker").post(f"/desk/elections/{election.pk}/", form)
    assert election.nominees.count() == number
