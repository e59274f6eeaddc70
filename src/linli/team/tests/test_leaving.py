"""Posts and duties of somebody who is gone: the chair hears of them, and what was in their hands is listed."""

from datetime import date, timedelta

import pytest

from linli.base.actors import HOUSE
from linli.notices.models import Notice
from linli.people.actions import end_role, erase_me, open_account, resume_account, suspend_account
from linli.people.models import Account, Person, Role
from linli.people.queries import persons_holding
from linli.team.actions import leave_post, open_post, set_duty, take_up_post
from linli.team.models import Duty, Handover, Holding

BEGAN = date(2026, 1, 1)


@pytest.fixture
def holding(cast, now) -> Holding:
    return held_by(cast, "worker", now)


def held_by(cast, who, now, *, from_date=BEGAN) -> Holding:
    post = open_post(
        cast.chair, cast.here, name=f"岗位{who}", kind="worker", minutes_a_week=2400, from_date=BEGAN, now=now
    )
    return take_up_post(cast.chair, post, cast.keys[who], from_date=from_date, now=now)


def told(who: int, kind: str) -> list[str]:
    return list(Notice.objects.filter(person=who, kind=kind).values_list("path", flat=True))


def suspend(cast, who, now) -> None:
    account = open_account(
        HOUSE, Person.objects.get(pk=cast.keys[who]), username=who, password="eight quiet lanterns", now=now
    )
    for _time in range(2):
        suspend_account(cast.administrator, account, reason="离职", now=now)


def test_the_post_of_who_erased_themselves_is_free_and_the_chair_lists_what_they_had(cast, holding, now):
    other = held_by(cast, "mediator", now)
    erase_me(cast.worker, now=now)
    holding.refresh_from_db()
    other.refresh_from_db()
    assert (holding.to_date, other.to_date) == (now.date(), None)
    assert Handover.objects.get().holding == holding
    assert told(cast.keys["chair"], "team.post.alone") == [f"/desk/team/{holding.post_id}/"]
    take_up_post(cast.chair, holding.post, cast.keys["mediator"], from_date=now.date(), now=now)


def test_a_post_that_was_to_be_taken_up_later_is_never_begun(cast, now):
    later = held_by(cast, "worker", now, from_date=now.date() + timedelta(days=9))
    erase_me(cast.worker, now=now)
    later.refresh_from_db()
    assert later.to_date == later.from_date


def test_who_has_left_on_a_day_to_come_keeps_the_one_list(cast, holding, now):
    leave_post(cast.chair, holding, on=now.date() + timedelta(days=30), now=now)
    erase_me(cast.worker, now=now)
    holding.refresh_from_db()
    assert holding.to_date == now.date()
    assert Handover.objects.count() == 1


def test_a_post_that_was_left_before_is_nobodys_concern(cast, holding, now):
    leave_post(cast.chair, holding, on=now.date(), now=now)
    erase_me(cast.worker, now=now)
    assert told(cast.keys["chair"], "team.post.alone") == []


def test_whose_account_is_suspended_keeps_the_post_and_the_chair_is_told_once(cast, holding, now):
    suspend(cast, "worker", now)
    holding.refresh_from_db()
    assert holding.to_date is None
    assert len(told(cast.keys["chair"], "team.post.alone")) == 1


def test_whose_last_role_among_the_staff_ended_has_a_post_without_one_and_the_chair_is_told(cast, holding, now):
    Role.objects.create(person_id=cast.keys["worker"], kind="mediator", division=cast.here.division, from_date=BEGAN)
    end_role(cast.chair, Role.objects.get(person=cast.keys["worker"], kind="community_worker"), now=now)
    assert told(cast.keys["chair"], "team.post.alone") == []
    end_role(cast.chair, Role.objects.get(person=cast.keys["worker"], kind="mediator"), now=now)
    end_role(cast.chair, Role.objects.get(person=cast.keys["worker"], kind="mediator"), now=now)
    assert len(told(cast.keys["chair"], "team.post.alone")) == 1


def test_where_no_chair_is_the_street_hears_of_it(cast, holding, now):
    Role.objects.filter(person=cast.keys["chair"]).delete()
    erase_me(cast.worker, now=now)
    assert len(told(cast.keys["street_officer"], "team.post.alone")) == 1


def test_duties_from_today_on_are_free_again_and_those_before_stay(cast, now):
    for days in (-1, 0, 1):
        set_duty(cast.chair, cast.here, cast.keys["worker"], day=now.date() + timedelta(days=days), part="day", now=now)
    erase_me(cast.worker, now=now)
    assert [duty.date for duty in Duty.objects.all()] == [now.date() - timedelta(days=1)]
    assert len(told(cast.keys["chair"], "team.duty.free")) == 1


def test_whose_account_is_suspended_is_told_nothing_until_it_is_opened_again(cast, now):
    suspend(cast, "worker", now)
    assert cast.keys["worker"] not in persons_holding({"community_worker"}, cast.here, on=now.date())
    resume_account(cast.administrator, Account.objects.get(person=cast.keys["worker"]), now=now)
    assert cast.keys["worker"] in persons_holding({"community_worker"}, cast.here, on=now.date())


def test_the_pages_of_a_team_name_somebody_whose_data_are_erased(cast, holding, visit, now):
    erase_me(cast.worker, now=now)
    for path in ("/desk/team/", f"/desk/team/handover/{Handover.objects.get().pk}/"):
        assert "资料已删除的人" in visit("chair", language="zh-hans").get(path).content.decode()
