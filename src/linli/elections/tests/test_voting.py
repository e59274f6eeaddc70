"""Proxies, further votes, recall and handover (Organic Law art. 19, 20, 25)."""

from datetime import timedelta

import pytest

from linli.ballots.actions import mark_for_paper, open_ballot
from linli.ballots.codes import LETTER, voting_code
from linli.ballots.queries.ballots import entry_by_code
from linli.base.actors import ANYONE
from linli.base.errors import Invalid, Missing, Refused
from linli.elections.actions import (
    answer_recall,
    draft_further,
    give_proxy,
    hand_over,
    sign_recall,
    take_proxy_back,
)
from linli.elections.models import Election
from linli.elections.queries.elections import ballots_of, elected_of, handover_of, last_ballot, proxies_of
from linli.facts.models import Fact

from .conftest import VOTING


def proxy(way, election, giver, holder):
    return give_proxy(way.cast.worker, election, giver=giver, holder=holder, now=way.now)


def test_who_gives_their_vote_away_has_a_code_that_opens_nothing(way):
    election = way.listed()
    code = voting_code(election.ballot.roll.get(number=10), LETTER)
    assert entry_by_code(code)[0].number == 10
    given = proxy(way, election, 10, 11)
    with pytest.raises(Missing):
        entry_by_code(code)
    assert [line.giver for line in proxies_of(election, in_full=False)] == ["10 演＊癸"]
    take_proxy_back(way.cast.worker, given, now=way.now)
    assert not election.proxies.exists()


@pytest.mark.parametrize(
    ("before", "giver", "holder", "said"),
    [
        ([(10, 20), (11, 20), (12, 20)], 13, 20, "不能超过 3"),
        ([], 10, 1, "候选人"),
        ([(10, 20)], 10, 21, "已经委托"),
        ([(10, 20)], 20, 21, "不能再转委托"),
        ([(10, 20)], 21, 10, "已经委托"),
    ],
)
def test_a_proxy_that_the_law_does_not_allow_is_refused(way, before, giver, holder, said):
    election = way.listed()
    for pair in before:
        proxy(way, election, *pair)
    with pytest.raises(Refused, match=said):
        proxy(way, election, giver, holder)


@pytest.mark.parametrize(("giver", "holder"), [(10, 10), (10, 99)])
def test_a_proxy_is_between_two_of_the_roll(way, giver, holder):
    election = way.listed()
    with pytest.raises(Invalid):
        proxy(way, election, giver, holder)


def test_representatives_vote_themselves(way):
    election = way.listed(votes_by="representative")
    with pytest.raises(Refused, match="亲自"):
        proxy(way, election, 10, 11)


def test_a_proxy_whose_paper_was_given_out_is_not_taken_back(way):
    election = way.listed()
    given = proxy(way, election, 10, 11)
    open_ballot(way.cast.chair, election.ballot, closes_at=way.now + VOTING, now=way.now)
    mark_for_paper(way.cast.worker, election.ballot.roll.get(number=10), way="paper", now=way.now)
    with pytest.raises(Refused, match="已经投过票"):
        take_proxy_back(way.cast.worker, given, now=way.now)


def test_who_was_elected_in_both_votes_and_by_when_they_hand_over(way):
    """Fourteen take part; 甲 has over half; of the women neither has, and the further vote fills the held place."""
    election = way.listed()
    first = way.voted(election.ballot, *[("o1", "o2")] * 6, *[("o1", "o4")] * 7, *[("o3",)] * 1)
    assert elected_of([first]) == ["演示甲"]
    later = way.now + timedelta(days=2)
    further = draft_further(way.cast.chair, first, now=later)
    with pytest.raises(Refused, match="还没有可以交接"):
        hand_over(way.cast.chair, election, note="", now=later)
    way.voted(further, *[("o4",)] * 8, *[("o2",)] * 6, at=later)
    election = Election.objects.get(pk=election.pk)
    assert elected_of(ballots_of(election)) == ["演示甲", "演示丁"]
    today = (later + VOTING).date()
    assert handover_of(election, last_ballot(election), today=today).due == today + timedelta(days=10)
    hand_over(way.cast.chair, election, note="公章、账册", now=later + timedelta(days=4))
    assert Fact.objects.get(kind="elections.committee.handed_over").value == 3
    with pytest.raises(Refused, match="已经交接"):
        hand_over(way.cast.chair, election, note="", now=later + timedelta(days=5))


def test_a_further_vote_needs_no_new_list_of_candidates(way):
    election = way.listed()
    first = way.voted(election.ballot, *[("o1", "o2")] * 7, *[("o1", "o4")] * 7)
    further = draft_further(way.cast.chair, first, now=way.now + VOTING)
    opened = open_ballot(way.cast.chair, further, closes_at=way.now + timedelta(days=3), now=way.now + VOTING)
    assert opened.ballot.state == "open"


@pytest.fixture
def recall(way):
    return way.posted(kind="recall", about="演示委员", why="演示：长期不到岗")


def test_a_tenth_of_the_voters_has_to_sign_before_a_recall_is_voted_on(way, recall):
    assert sign_recall(way.cast.worker, recall, [1, 2, 2], now=way.now) == 2
    with pytest.raises(Refused, match="3 位选民签名"):
        open_ballot(way.cast.chair, recall.ballot, closes_at=way.now + VOTING, now=way.now)
    sign_recall(way.cast.worker, recall, [2, 3], now=way.now)
    answer_recall(way.cast.worker, recall, answer="演示：因病请假", now=way.now)
    found = way.voted(recall.ballot, *[("yes",)] * 8, *[("no",)] * 5)
    assert (found.result["carried"], found.rule["ways"]) == (True, ["paper"])


def test_of_representatives_a_third_has_to_sign(way):
    recall = way.posted(kind="recall", about="演示委员", why="演示", votes_by="representative")
    sign_recall(way.cast.worker, recall, range(1, 8), now=way.now)
    with pytest.raises(Refused, match="8 位"):
        open_ballot(way.cast.chair, recall.ballot, closes_at=way.now + VOTING, now=way.now)


def test_who_does_not_stand_on_the_roll_does_not_sign(way, recall):
    with pytest.raises(Invalid, match="77"):
        sign_recall(way.cast.worker, recall, [1, 77], now=way.now)
    assert not recall.backings.exists()


def test_nobody_stands_in_a_recall(way, recall):
    with pytest.raises(Refused, match="不提名"):
        way.named(recall, 1)


def test_an_answer_on_the_web_is_asked_beside_in_an_election(way):
    from linli.ballots.actions import cast_ballot

    election = way.listed()
    open_ballot(way.cast.chair, election.ballot, closes_at=way.now + VOTING, now=way.now)
    entry = election.ballot.roll.first()
    cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, ["o1"], now=way.now)
    entry.refresh_from_db()
    assert (entry.channel, entry.consulted) == ("", "web")
