"""Expenditures whose asker, or whose only decider, is gone."""

import pytest

from linli.base.actors import HOUSE
from linli.funds.actions.spending import approve_expenditure, ask_expenditure, refuse_expenditure
from linli.funds.models import Expenditure
from linli.notices.models import Notice
from linli.people.actions import add_person, end_role, erase_me, give_role, open_account, suspend_account
from linli.people.models import Person, Role

ASKER, DECIDER = "funds.expenditure.asker_gone", "funds.expenditure.decider_gone"


@pytest.fixture
def asked(line, do) -> Expenditure:
    do.receive(line, 100000)
    return do.ask(line, 10000)


def told(cast, who: str, kind: str) -> int:
    return Notice.objects.filter(person=cast.keys[who], kind=kind).count()


def suspend_chair(cast, now) -> None:
    person = Person.objects.get(pk=cast.keys["chair"])
    account = open_account(HOUSE, person, username="chair", password="eight quiet lanterns", now=now)
    suspend_account(cast.administrator, account, reason="停职", now=now)


@pytest.mark.parametrize("is_approved", [False, True])
def test_who_keeps_the_books_hears_that_nobody_follows_it(cast, asked, now, is_approved):
    [approve_expenditure(cast.chair, asked, now=now)] * is_approved
    erase_me(cast.worker, now=now)
    asked.refresh_from_db()
    assert (told(cast, "chair", ASKER), told(cast, "chair", DECIDER)) == (1, 0)
    assert asked.asked_by_id == cast.keys["worker"], "the books keep who asked"


def test_what_is_settled_is_nobodys_concern(cast, asked, now):
    refuse_expenditure(cast.chair, asked, reason="没有预算", now=now)
    erase_me(cast.worker, now=now)
    assert told(cast, "chair", ASKER) == 0


def test_who_still_keeps_the_books_follows_it_on(cast, asked, now):
    Role.objects.create(
        person_id=cast.keys["worker"], kind="mediator", division=cast.here.division, from_date="2026-01-01"
    )
    end_role(cast.chair, Role.objects.get(person=cast.keys["worker"], kind="mediator"), now=now)
    assert told(cast, "chair", ASKER) == 0
    end_role(cast.chair, Role.objects.get(person=cast.keys["worker"], kind="community_worker"), now=now)
    assert told(cast, "chair", ASKER) == 1


def test_without_a_chair_the_street_hears_that_it_waits(cast, asked, now):
    end_role(cast.administrator, Role.objects.get(person=cast.keys["chair"]), now=now)
    assert (told(cast, "street_officer", DECIDER), told(cast, "worker", DECIDER)) == (1, 0)


def test_a_suspended_chair_decides_on_nothing(cast, asked, now):
    suspend_chair(cast, now)
    assert (told(cast, "street_officer", DECIDER), told(cast, "chair", DECIDER)) == (1, 0)


def test_where_another_chair_is_nothing_waits(cast, asked, now):
    second = add_person(HOUSE, name="副主任", community=cast.here, now=now)
    give_role(HOUSE, second, kind="committee_chair", division=cast.here.division, now=now)
    suspend_chair(cast, now)
    assert Notice.objects.filter(kind=DECIDER).count() == 0


def test_what_was_decided_waits_for_no_chair(cast, asked, now):
    approve_expenditure(cast.chair, asked, now=now)
    suspend_chair(cast, now)
    assert told(cast, "street_officer", DECIDER) == 0


def test_what_the_only_chair_asks_for_is_told_to_the_street_as_nobody_here_decides_on_it(cast, line, do, now):
    do.receive(line, 100)
    ask_expenditure(cast.chair, line, amount_fen=10, purpose="买", payee="某店", now=now)
    assert (told(cast, "street_officer", DECIDER), told(cast, "chair", DECIDER)) == (1, 0)
