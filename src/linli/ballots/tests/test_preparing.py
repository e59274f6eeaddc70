"""From the question to the open ballot: the roll by its rule, posted as long as the law asks, objections ruled upon."""

from datetime import timedelta

import pytest
from tests.days import ON_TIME, TOO_LATE, moments

from linli.ballots.actions import (
    add_to_roll,
    build_roll,
    call_off,
    complete_roll,
    draft_ballot,
    object_to_roll,
    open_ballot,
    post_roll,
    rule_on_objection,
    set_options,
    strike_off,
)
from linli.ballots.opening import roll_code_of
from linli.ballots.queries.results import checks_of
from linli.ballots.rules import rule_of
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.places.actions.rules import set_rule

from .conftest import POSTED, VOTERS, VOTING, name_of


def names(ballot) -> list[str]:
    return list(ballot.roll.filter(struck_why="").values_list("name", flat=True))


def test_everybody_of_age_stands_on_the_roll_by_their_address(steps):
    steps.people()
    assert names(steps.drafted()) == [name_of(place) for place in range(VOTERS)]


def test_a_household_votes_by_its_head(steps):
    steps.people()
    assert names(steps.drafted(votes_by="household")) == [name_of(place) for place in range(0, VOTERS, 2)]


def test_who_is_of_age_on_the_first_day_of_voting_stands_on_the_roll_and_who_cannot_be_reckoned_is_told(
    steps, cast, now
):
    eighteen = now.date().replace(year=now.year - 18)
    steps.resident("那天十八", home="1栋1", birth_date=eighteen.isoformat())
    steps.resident("次日十八", home="1栋2", birth_date=(eighteen + timedelta(days=1)).isoformat())
    steps.resident("大约十八", home="1栋3", birth_date=f"{now.year - 18}")
    steps.resident("早就成年", home="1栋4", birth_date="1961")
    ballot = steps.drafted()
    assert names(ballot) == ["那天十八", "早就成年"]
    assert build_roll(cast.worker, ballot, now=now - POSTED).unknown == ("大约十八",)


def test_a_vote_that_begins_later_first_takes_in_who_has_come_of_age_since(steps, cast, now):
    eighteen = now.date().replace(year=now.year - 18)
    steps.people(2)
    steps.resident("次日十八", home="9栋2", birth_date=(eighteen + timedelta(days=1)).isoformat())
    ballot, later = steps.posted(), now + timedelta(days=1)
    with pytest.raises(Refused, match="1"):
        open_ballot(cast.chair, ballot, closes_at=later + VOTING, now=later)
    assert complete_roll(cast.worker, ballot, now=now) == []
    assert [one.name for one in complete_roll(cast.worker, ballot, now=later)] == ["次日十八"]
    assert complete_roll(cast.worker, ballot, now=later) == []
    assert open_ballot(cast.chair, ballot, closes_at=later + VOTING, now=later).ballot.roll.count() == 3


def test_a_roll_that_was_written_for_a_later_day_does_not_open_before_it(steps, cast, now):
    steps.people(2)
    ballot = steps.drafted()
    with pytest.raises(Invalid):
        build_roll(cast.worker, ballot, voting_date=now.date() - timedelta(days=1), now=now - POSTED)
    build_roll(cast.worker, ballot, voting_date=now.date() + timedelta(days=1), now=now - POSTED)
    post_roll(cast.chair, ballot, now=now - POSTED)
    with pytest.raises(Refused):
        open_ballot(cast.chair, ballot, closes_at=now + VOTING, now=now)


def test_a_charter_may_post_the_roll_of_a_vote_that_is_no_election_for_fewer_days(steps, cast, now):
    steps.people(2)
    set_rule(
        cast.chair,
        cast.here.division,
        key="ballots.roll_posted_days_others",
        value=5,
        source="演示：居民会议章程",
        article="第九条",
        confirmed_by="居民会议",
        from_date=(now - POSTED).date(),
        now=now - POSTED,
    )
    ballot, early = steps.posted(), now - POSTED + timedelta(days=5)
    with pytest.raises(Refused, match="5"):
        open_ballot(cast.chair, ballot, closes_at=early + VOTING, now=early - timedelta(days=1))
    assert open_ballot(cast.chair, ballot, closes_at=early + VOTING, now=early).ballot.state == "open"


def test_without_voters_or_options_nothing_is_posted(steps, cast, now):
    with pytest.raises(Refused, match="名单上还没有人"):
        steps.posted()
    steps.people()
    bare = draft_ballot(cast.worker, cast.here, question="选谁？", kind="most", votes_by="person", now=now)
    build_roll(cast.worker, bare, now=now)
    with pytest.raises(Refused, match="请先写好选项"):
        post_roll(cast.worker, bare, now=now)


@pytest.mark.parametrize("labels", [["甲"], ["甲", "甲"], ["甲", " "]])
def test_options_that_make_no_sense_are_refused(steps, cast, now, labels):
    steps.people(2)
    with pytest.raises(Invalid):
        set_options(cast.worker, steps.drafted(), labels, now=now)


@pytest.mark.parametrize(
    "wrong", [{"kind": "dice"}, {"votes_by": "dog"}, {"seats": 0}, {"marks": 0}, {"question": " "}]
)
def test_a_ballot_that_makes_no_sense_is_refused(cast, now, wrong):
    given = {"question": "选谁？", "kind": "most", "votes_by": "person"} | wrong
    with pytest.raises(Invalid):
        draft_ballot(cast.worker, cast.here, now=now, **given)


def test_it_opens_when_the_roll_was_posted_as_long_as_the_law_asks(steps, cast, now):
    steps.people(2)
    ballot = steps.posted()
    with pytest.raises(Refused, match="20 天"):
        open_ballot(cast.chair, ballot, closes_at=now + VOTING, now=now - timedelta(days=1))
    found = open_ballot(cast.chair, ballot, closes_at=now + VOTING, now=now)
    assert found.ballot.state == "open"
    assert len(found.slips) == 3
    assert found.ballot.rule["quorum"]["article"] == "第二十七条"
    assert found.ballot.roll_code == roll_code_of(ballot)


@pytest.mark.parametrize("after", [timedelta(0), timedelta(days=61)])
def test_it_ends_after_it_began_and_within_sixty_days(steps, cast, now, after):
    steps.people(2)
    with pytest.raises(Invalid):
        open_ballot(cast.chair, steps.posted(), closes_at=now + after, now=now)


def test_an_objection_is_ruled_upon_before_it_opens(steps, cast, now):
    steps.people(2)
    ballot, then = steps.posted(), now - POSTED + timedelta(days=4)
    objection = object_to_roll(cast.worker, ballot, text="我家新搬来的没写上", raised_by="演示街坊", now=then)
    assert objection.due_date == then.date() + timedelta(days=3)
    with pytest.raises(Refused, match="异议"):
        open_ballot(cast.chair, ballot, closes_at=now + VOTING, now=now)
    rule_on_objection(cast.chair, objection, is_upheld=True, ruling="查明已常住，补上", now=then)
    with pytest.raises(Refused, match="已经"):
        rule_on_objection(cast.chair, objection, is_upheld=False, ruling="改了", now=then)
    added = add_to_roll(cast.worker, ballot, name="演示新邻", home="2栋202", now=then)
    assert added.number == 3
    assert open_ballot(cast.chair, ballot, closes_at=now + VOTING, now=now).ballot.state == "open"


def test_objections_end_with_the_fifth_day_after_the_posting(steps, cast):
    steps.people(2)
    ballot = steps.posted()
    at = moments(ballot.posted_date + timedelta(days=5))
    for moment in ON_TIME:
        object_to_roll(cast.worker, ballot, text="没写上", raised_by="演示街坊", now=at[moment])
    with pytest.raises(Refused, match="5 天"):
        object_to_roll(cast.worker, ballot, text="晚了", raised_by="演示街坊", now=at[TOO_LATE])


def test_who_is_struck_off_stays_on_the_roll_with_the_reason_and_changes_its_fingerprint(steps, cast, now):
    steps.people(2)
    ballot = steps.posted()
    before = roll_code_of(ballot)
    strike_off(cast.worker, ballot.roll.first(), why="已迁出", now=now)
    assert names(ballot) == [name_of(1)]
    assert ballot.roll.count() == 2
    assert roll_code_of(ballot) != before


def test_nothing_of_an_open_ballot_changes(steps, cast, now):
    steps.people(2)
    ballot, _slips = steps.opened()
    for change in (
        lambda: set_options(cast.worker, ballot, ["丁", "戊"], now=now),
        lambda: build_roll(cast.worker, ballot, now=now),
        lambda: add_to_roll(cast.worker, ballot, name="后来", now=now),
        lambda: strike_off(cast.worker, ballot.roll.first(), why="x", now=now),
        lambda: open_ballot(cast.chair, ballot, closes_at=now + VOTING, now=now),
    ):
        with pytest.raises(Refused, match="现在还不能"):
            change()


def test_those_of_the_community_run_it_and_nobody_else(steps, cast, now):
    steps.people(2)
    draft = steps.drafted()
    with pytest.raises(Missing):
        post_roll(cast.other_worker, draft, now=now)
    posted = post_roll(cast.worker, draft, now=now)
    for by in (cast.resident, cast.other_worker, cast.coordinator):
        with pytest.raises(NotYours):
            call_off(by, posted, why="x", now=now)


def test_a_ballot_that_is_called_off_says_why(steps, cast, now):
    steps.people(2)
    ballot, _slips = steps.opened()
    steps.vote(ballot.roll.first(), "o1")
    off = call_off(cast.chair, ballot, why="选票印错", now=now)
    assert (off.state, off.called_off_why, off.sealed.count()) == ("called_off", "选票印错", 0)


def test_a_charter_that_asks_for_two_thirds_stands_in_the_rule_of_the_ballot(steps):
    set_rule(
        steps.cast.chair,
        steps.cast.here.division,
        key="ballots.quorum",
        value={"share": "2/3", "over": False},
        source="演示：居民会议章程",
        article="第八条",
        confirmed_by="居民会议",
        from_date=steps.now.date(),
        now=steps.now,
    )
    ballot = steps.drafted(kind="yes_no", options=())
    quorum = rule_of(ballot, on=steps.now.date())["quorum"]
    assert quorum == {"share": "2/3", "over": False, "of": "roll", "source": "演示：居民会议章程", "article": "第八条"}
    assert checks_of(ballot, on=steps.now.date())[0].law == "演示：居民会议章程 第八条"
