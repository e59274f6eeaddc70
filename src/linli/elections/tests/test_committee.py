"""What article 8 asks of the committee as a whole: over further votes, posts voted on apart, and those who sit on it already."""

from datetime import timedelta

import pytest
from tests.verifying import stands_up

from linli.ballots.actions import close_ballot, open_ballot, open_box
from linli.ballots.models import Ballot
from linli.ballots.queries.ballots import published_file
from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, Refused
from linli.elections.actions import (
    call_election,
    draft_again,
    draft_further,
    give_proxy,
    hand_over,
    join_committee,
    leave_committee,
    leave_seat,
    list_candidates,
    relate,
    seat_member,
    take_proxy_back,
)
from linli.elections.models import Election, Seat
from linli.elections.queries.elections import ballots_of, elected_of, handover_of
from linli.elections.queries.seats import sitting
from linli.meetings.actions import build_seats, call_meeting, draft_meeting
from linli.meetings.queries.quorum import quorum_of
from linli.people.actions import give_role
from linli.people.models import Person

from .conftest import VOTING


def standing(way, *numbers, related=(), women=0, seats=2, **more) -> Election:
    """An election with these nominees, of whom some are near relatives, their candidates published."""
    election = way.posted(seats=seats, women=women, **more)
    join_committee(way.cast.chair, election, name="演示委员", is_head=True, now=way.now)
    named = {number: way.named(election, number) for number in numbers}
    for one, other in related:
        relate(way.cast.worker, named[one], named[other], now=way.now)
    return list_candidates(way.cast.chair, election, is_free_of_relatives=True, now=way.now)


def test_whose_relative_is_elected_does_not_stand_in_the_further_vote(way, tmp_path):
    election = standing(way, 1, 2, 3, related=[(1, 2)])
    first = way.voted(election.ballot, *[("o1", "o2")] * 6, *[("o1", "o3")] * 4, *[("o1",)] * 4)
    assert (first.result["elected"], first.result["further"]["candidates"]) == (["o1"], ["o3"])
    assert stands_up(published_file(first), tmp_path)
    further = draft_further(way.cast.chair, first, now=way.now + VOTING)
    assert list(further.options.values_list("label", flat=True)) == ["演示丙"]
    counted = way.voted(further, *[("o3",)] * 13, at=way.now + timedelta(days=2))
    assert elected_of([first, counted]) == ["演示甲", "演示丙"]
    assert stands_up(published_file(counted), tmp_path)


def test_two_relatives_whom_neither_was_elected_both_stand_again_and_one_is_elected(way, tmp_path):
    election = standing(way, 1, 2, 3, related=[(1, 2)])
    first = way.voted(election.ballot, *[("o1", "o3")] * 6, *[("o2", "o3")] * 5, ("o3",), ("o3",))
    assert (first.result["elected"], first.result["further"]["candidates"]) == (["o3"], ["o1", "o2"])
    further = draft_further(way.cast.chair, first, now=way.now + VOTING)
    assert further.relatives == [["o1", "o2"]]


def test_of_three_relatives_the_two_others_are_out_once_one_is_elected(way):
    election = standing(way, 1, 2, 3, 4, related=[(1, 2), (1, 3), (2, 3)])
    first = way.voted(election.ballot, *[("o1", "o2")] * 6, *[("o1", "o3")] * 4, *[("o1", "o4")] * 3)
    assert (first.result["elected"], first.result["further"]["candidates"]) == (["o1"], ["o4"])


def test_a_place_for_which_nobody_may_stand_is_not_voted_on_again(way):
    election = standing(way, 1, 2, 3, related=[(1, 2), (1, 3)])
    first = way.voted(election.ballot, *[("o1", "o2")] * 7, *[("o1", "o3")] * 6)
    assert first.result["further"]["candidates"] == []
    with pytest.raises(Invalid):
        draft_further(way.cast.chair, first, now=way.now + VOTING)
    assert hand_over(way.cast.chair, election, note="", now=way.now + VOTING).handed_over_date


@pytest.fixture
def apart(way):
    """The head and two members are voted on apart; 甲 stands for head, 戊 for member, and they are near relatives."""
    head = standing(way, 1, 2, seats=1, post="主任")
    members = way.posted(seats=2, women=0, post="委员")
    join_committee(way.cast.chair, members, name="演示委员", is_head=True, now=way.now)
    named = [way.named(members, number) for number in (5, 6, 7)]
    relate(way.cast.worker, named[0], head.nominees.get(number=1), now=way.now)
    return head, list_candidates(way.cast.chair, members, is_free_of_relatives=True, now=way.now)


def test_of_relatives_who_stand_for_two_posts_one_sits(way, apart, tmp_path):
    head, members = apart
    assert way.voted(head.ballot, *[("o1",)] * 13).result["elected"] == ["o1"]
    found = way.voted(members.ballot, *[("o1", "o2")] * 13)
    assert found.result["elected"] == ["o2"]
    assert [one["label"] for one in found.rule["beside"]] == ["演示甲"]
    assert stands_up(published_file(found), tmp_path)


def test_who_was_not_elected_head_keeps_no_relative_out(way, apart, tmp_path):
    head, members = apart
    way.voted(head.ballot, *[("o2",)] * 13)
    found = way.voted(members.ballot, *[("o1", "o2")] * 13)
    assert (sorted(found.result["elected"]), found.seated) == (["o1", "o2"], [])
    assert stands_up(published_file(found), tmp_path)


def test_of_two_votes_at_one_time_the_one_that_opened_first_is_counted_first(way, apart):
    first, second = (
        open_ballot(way.cast.chair, one.ballot, closes_at=way.now + VOTING, now=way.now + timedelta(minutes=after))
        for after, one in enumerate(apart)
    )
    closed = [close_ballot(way.cast.chair, one.ballot, now=way.now + VOTING) for one in (first, second)]
    with pytest.raises(Refused, match="第八条"):
        open_box(way.cast.chair, closed[1], second.slips, now=way.now + VOTING)
    open_box(way.cast.chair, closed[0], first.slips, now=way.now + VOTING)
    assert open_box(way.cast.chair, closed[1], second.slips, now=way.now + VOTING).state == "counted"


def test_who_is_elected_to_one_post_takes_no_second_one(way):
    head = standing(way, 1, 2, seats=1, post="主任")
    members = standing(way, 1, 6, 7, seats=2, post="委员")
    way.voted(head.ballot, *[("o1",)] * 13)
    assert way.voted(members.ballot, *[("o1", "o2")] * 13).result["elected"] == ["o2"]


def by_election(way, **more) -> Election:
    election = way.posted(kind="by_election", why="演示：有人辞职", seats=1, **({"women": 0} | more))
    join_committee(way.cast.chair, election, name="演示委员", is_head=True, now=way.now)
    return election


def test_a_relative_of_a_sitting_member_does_not_stand_in_a_by_election(way):
    seat = seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=True, now=way.now)
    election = by_election(way)
    one, _other, _third = (way.named(election, number) for number in (1, 2, 3))
    relate(way.cast.worker, one, seat, now=way.now)
    with pytest.raises(Refused, match="演示老委员"):
        list_candidates(way.cast.chair, election, is_free_of_relatives=True, now=way.now)


def test_a_relative_of_a_member_who_left_may_stand(way):
    seat = seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=True, now=way.now)
    seat_member(way.cast.chair, way.cast.here, name="演示女委员", is_woman=True, now=way.now)
    election = by_election(way)
    one, _other = (way.named(election, number) for number in (1, 2))
    relate(way.cast.worker, one, seat, now=way.now)
    leave_seat(way.cast.chair, seat, why="演示：辞职", now=way.now)
    assert list_candidates(way.cast.chair, election, is_free_of_relatives=True, now=way.now).listed_date
    with pytest.raises(Refused):
        leave_seat(way.cast.chair, seat, why="演示：再辞一次", now=way.now)


def test_who_comes_to_sit_after_the_candidates_were_published_keeps_their_relative_out(way, tmp_path):
    seat_member(way.cast.chair, way.cast.here, name="演示女委员", is_woman=True, now=way.now)
    first, second = by_election(way), by_election(way)
    named = [way.named(first, 1), way.named(first, 2), way.named(second, 3), way.named(second, 4)]
    relate(way.cast.worker, named[2], named[0], now=way.now)
    for one in (first, second):
        list_candidates(way.cast.chair, one, is_free_of_relatives=True, now=way.now)
    way.voted(first.ballot, *[("o1",)] * 13)
    found = way.voted(second.ballot, *[("o1",)] * 13)
    assert (found.result["elected"], found.result["further"]["candidates"]) == ([], ["o2"])
    assert stands_up(published_file(found), tmp_path)


def test_relatives_are_of_one_committee(way):
    here, elsewhere = by_election(way), standing(way, 5, 6, 7)
    with pytest.raises(Missing):
        relate(way.cast.worker, way.named(here, 1), elsewhere.nominees.first(), now=way.now)


def test_the_last_vote_for_a_committee_of_five_holds_a_place_for_a_woman_where_no_other_does(way):
    way.posted(seats=1, women=0, post="主任")
    given = {"kind": "full", "title": "演示：委员", "votes_by": "person", "post": "委员", "now": way.now}
    assert call_election(way.cast.chair, way.cast.here, seats=3, women=0, **given).ballot.women == 0
    with pytest.raises(Invalid, match="第八条"):
        call_election(way.cast.chair, way.cast.here, seats=4, women=0, **(given | {"post": "副主任"}))
    assert (
        call_election(way.cast.chair, way.cast.here, seats=4, women=1, **(given | {"post": "副主任"})).ballot.women == 1
    )


def test_a_by_election_to_a_committee_without_a_woman_holds_the_place_for_one(way):
    seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=False, now=way.now)
    with pytest.raises(Invalid, match="第八条"):
        by_election(way)
    assert by_election(way, women=1).ballot.women == 1


def test_who_is_elected_sits_until_a_new_committee_is_elected(way):
    old = seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=True, now=way.now)
    election = standing(way, 1, 2, 3)
    way.voted(election.ballot, *[("o1", "o2")] * 13)
    assert [seat.name for seat in sitting(way.cast.here)] == ["演示甲", "演示乙"]
    assert Seat.objects.get(pk=old.pk).left_why


def test_nobody_sits_twice_or_from_a_day_to_come(way):
    seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=True, now=way.now)
    with pytest.raises(Invalid):
        seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=True, now=way.now)
    with pytest.raises(Invalid):
        seat_member(
            way.cast.chair, way.cast.here, name="演示新", is_woman=True, since=way.now.date() + VOTING, now=way.now
        )


def test_a_failed_election_is_held_again_on_the_same_roll_and_by_the_same_rule(way):
    election = standing(way, 1, 2, 3)
    failed = way.voted(election.ballot, *[("o1", "o2")] * 12)
    assert failed.result["valid"] is False
    assert handover_of(election, failed, today=way.now.date()) is None
    with pytest.raises(Refused):
        hand_over(way.cast.chair, election, note="", now=way.now + VOTING)
    again = draft_again(way.cast.chair, failed, now=way.now + VOTING)
    with pytest.raises(Invalid):
        draft_again(way.cast.chair, failed, now=way.now + VOTING)
    counted = way.voted(again, *[("o1", "o2")] * 13, at=way.now + timedelta(days=2))
    assert (counted.rule["support"]["share"], sorted(counted.result["elected"])) == ("1/2", ["o1", "o2"])
    with pytest.raises(Invalid):
        draft_again(way.cast.chair, counted, now=way.now + timedelta(days=4))
    assert hand_over(way.cast.chair, election, note="", now=way.now + timedelta(days=4)).handed_over_date


def test_nothing_is_handed_over_while_a_place_is_open_to_a_further_vote(way):
    election = standing(way, 1, 2, 3)
    first = way.voted(election.ballot, *[("o1", "o2")] * 6, *[("o1", "o3")] * 7)
    assert elected_of([first]) == ["演示甲", "演示丙"]
    other = standing(way, 5, 6, 7, post="委员")
    first = way.voted(other.ballot, *[("o1", "o2")] * 6, *[("o1", "o3")] * 6, ("o1",))
    assert handover_of(other, first, today=way.now.date()) is None
    with pytest.raises(Refused, match="另行选举"):
        hand_over(way.cast.chair, other, note="", now=way.now + VOTING)


def test_proxies_and_the_election_committee_live_through_the_further_vote(way):
    election = standing(way, 1, 2, 3)
    first = way.voted(election.ballot, *[("o1", "o2")] * 6, *[("o1", "o3")] * 6, ("o1",))
    joined = join_committee(way.cast.chair, election, name="演示接替", now=way.now + VOTING)
    further = draft_further(way.cast.chair, first, now=way.now + VOTING)
    given = give_proxy(way.cast.worker, election, giver=20, holder=21, now=way.now + VOTING)
    opened = open_ballot(
        way.cast.chair, further, closes_at=way.now + timedelta(days=3), now=way.now + timedelta(days=2)
    )
    give_proxy(way.cast.worker, election, giver=22, holder=21, now=way.now + timedelta(days=2))
    with pytest.raises(Refused, match="候选人"):
        give_proxy(way.cast.worker, election, giver=23, holder=2, now=way.now + timedelta(days=2))
    take_proxy_back(way.cast.worker, given, now=way.now + timedelta(days=2))
    leave_committee(way.cast.chair, joined, why="演示：出差", now=way.now + timedelta(days=2))
    assert (opened.ballot.roll.get(number=22).letters, ballots_of(election)[0].roll.get(number=22).letters) == (1, 0)
    assert list(election.proxies.values_list("giver", flat=True)) == [22]


def test_a_member_is_recalled_in_the_way_they_were_elected_and_leaves_when_it_carries(way):
    election = standing(way, 1, 2, 3)
    way.voted(election.ballot, *[("o1", "o2")] * 13)
    given = {"kind": "recall", "title": "演示：罢免", "about": "演示甲", "why": "演示：长期不到岗", "now": way.now}
    with pytest.raises(Invalid, match="第二十条"):
        call_election(way.cast.chair, way.cast.here, votes_by="representative", **given)
    assert Ballot.objects.filter(question="演示：罢免").count() == 0


def test_the_committee_belongs_to_the_assembly_and_its_quorum_is_of_both(way):
    for who in ("resident", "neighbour", "volunteer", "mediator", "worker", "coordinator", "auditor", "street_officer"):
        person = Person.objects.get(pk=way.cast.keys[who])
        give_role(HOUSE, person, kind="representative", division=way.cast.here.division, now=way.now)
    seat_member(way.cast.chair, way.cast.here, name="演示老委员", is_woman=True, now=way.now)
    seat_member(
        way.cast.chair,
        way.cast.here,
        name=Person.objects.get(pk=way.cast.keys["worker"]).name,
        is_woman=True,
        now=way.now,
    )
    meeting = draft_meeting(
        way.cast.worker,
        way.cast.here,
        kind="representatives",
        counts="representative",
        title="演示：代表会议",
        place="活动室",
        starts_at=way.now + timedelta(days=11),
        head="演示",
        keeper="演示",
        agenda=["演示"],
        now=way.now,
    )
    assert build_seats(way.cast.worker, meeting, now=way.now).number == 10
    assert quorum_of(call_meeting(way.cast.chair, meeting, now=way.now), on=way.now.date()).needed == 7
