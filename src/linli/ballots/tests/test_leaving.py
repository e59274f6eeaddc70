"""Somebody who holds a slip of the box's key, or asked for a code, is gone while a vote runs."""

import pytest

from linli.ballots.actions import ask_tablet_code, close_ballot, make_tablet_code, open_ballot, open_box
from linli.ballots.models import CodeAsked, HeldSlip
from linli.ballots.queries.keys import holders_of, slip_of
from linli.base.actors import HOUSE
from linli.base.errors import Refused
from linli.notices.models import Notice
from linli.people.actions import end_role, erase_me, open_account, suspend_account
from linli.people.models import Person, Role

from .conftest import VOTING

HOLDERS = ("chair", "worker", "mediator")


@pytest.fixture
def ballot(steps):
    steps.people(4)
    posted = steps.posted(kind="yes_no")
    keys = [steps.cast.keys[who] for who in HOLDERS]
    return open_ballot(steps.cast.chair, posted, closes_at=steps.now + VOTING, holders=keys, now=steps.now).ballot


def told(steps, who: str, kind: str = "ballots.slip.holder_gone") -> list[str]:
    return list(Notice.objects.filter(person=steps.cast.keys[who], kind=kind).values_list("path", flat=True))


def suspend(steps, who: str) -> None:
    person = Person.objects.get(pk=steps.cast.keys[who])
    account = open_account(HOUSE, person, username=who, password="eight quiet lanterns", now=steps.now)
    suspend_account(steps.cast.administrator, account, reason="离职", now=steps.now)


def test_a_holder_who_erases_themselves_is_told_of_to_the_chair_and_to_the_other_holders(steps, ballot):
    erase_me(steps.cast.mediator, now=steps.now)
    assert told(steps, "chair") == [f"/desk/ballots/{ballot.pk}/"]
    assert told(steps, "worker") == [f"/ballots/{ballot.pk}/watch/"]
    assert told(steps, "resident") == told(steps, "street_officer") == []


def test_whose_last_role_here_ended_is_told_of_once(steps, ballot):
    Role.objects.create(
        person_id=steps.cast.keys["mediator"],
        kind="volunteer",
        division=steps.cast.here.division,
        from_date="2026-01-01",
    )
    end_role(steps.cast.chair, Role.objects.get(person=steps.cast.keys["mediator"], kind="mediator"), now=steps.now)
    assert told(steps, "chair") == []
    last = Role.objects.get(person=steps.cast.keys["mediator"], kind="volunteer")
    end_role(steps.cast.chair, last, now=steps.now)
    end_role(steps.cast.chair, last, now=steps.now)
    assert len(told(steps, "chair")) == len(told(steps, "worker")) == 1


def test_where_the_chair_held_one_and_is_suspended_the_street_and_the_holders_hear_of_it(steps, ballot):
    suspend(steps, "chair")
    assert len(told(steps, "street_officer")) == len(told(steps, "worker")) == len(told(steps, "mediator")) == 1
    assert told(steps, "chair") == []


def test_the_other_slips_still_open_the_box(steps, ballot):
    slips = [slip_of(by, ballot) for by in (steps.cast.chair, steps.cast.worker)]
    erase_me(steps.cast.mediator, now=steps.now)
    assert HeldSlip.objects.count() == 3
    closed = close_ballot(steps.cast.chair, ballot, now=steps.now + VOTING)
    assert open_box(steps.cast.chair, closed, slips, now=steps.now + VOTING).state == "counted"


def test_nothing_is_said_of_a_box_that_was_opened(steps, ballot):
    slips = [slip_of(by, ballot) for by in (steps.cast.chair, steps.cast.worker)]
    closed = close_ballot(steps.cast.chair, ballot, now=steps.now + VOTING)
    open_box(steps.cast.chair, closed, slips, now=steps.now + VOTING)
    erase_me(steps.cast.mediator, now=steps.now + VOTING)
    assert told(steps, "chair") == []


def test_the_page_of_a_vote_says_who_is_gone_and_what_can_be_done(steps, ballot, visit):
    page = visit("worker").get(f"/desk/ballots/{ballot.pk}/").content.decode()
    assert 'id="holder-gone"' not in page
    erase_me(steps.cast.mediator, now=steps.now)
    assert [(one.name, one.is_here) for one in holders_of(ballot)][2] == ("", False)
    assert 'id="holder-gone"' in visit("worker").get(f"/desk/ballots/{ballot.pk}/").content.decode()
    close_ballot(steps.cast.chair, ballot, now=steps.now + VOTING)
    assert 'id="holder-gone"' in visit("worker").get(f"/desk/ballots/{ballot.pk}/").content.decode()


def test_a_code_asked_for_by_who_is_gone_no_longer_has_its_first_witness(steps, ballot):
    entry, other = ballot.roll.all()[:2]
    ask_tablet_code(steps.cast.worker, entry, now=steps.now)
    ask_tablet_code(steps.cast.chair, other, now=steps.now)
    suspend(steps, "worker")
    assert [one.by_id for one in CodeAsked.objects.all()] == [steps.cast.keys["chair"]]
    assert told(steps, "chair", "ballots.code.asker_gone") == [f"/desk/ballots/{ballot.pk}/roll/"]
    with pytest.raises(Refused):
        make_tablet_code(steps.cast.chair, entry, now=steps.now)


def test_a_code_asked_for_stays_with_who_still_runs_the_vote(steps, ballot):
    Role.objects.create(
        person_id=steps.cast.keys["worker"], kind="mediator", division=steps.cast.here.division, from_date="2026-01-01"
    )
    ask_tablet_code(steps.cast.worker, ballot.roll.first(), now=steps.now)
    end_role(steps.cast.chair, Role.objects.get(person=steps.cast.keys["worker"], kind="mediator"), now=steps.now)
    assert CodeAsked.objects.count() == 1
    end_role(
        steps.cast.chair, Role.objects.get(person=steps.cast.keys["worker"], kind="community_worker"), now=steps.now
    )
    assert CodeAsked.objects.count() == 0
