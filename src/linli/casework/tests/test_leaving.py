"""An officer who answered for an office is gone: the office owes its part all the same."""

from datetime import timedelta

import pytest

from linli.base.actors import HOUSE
from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import report_case
from linli.casework.actions.whistles import accept_call, blow_whistle, finish_call, report_call
from linli.casework.models import Wall, WhistleCall
from linli.notices.models import Notice
from linli.people.actions import add_person, end_role, erase_me, give_role
from linli.people.models import Role
from linli.people.queries import actor_of

LEFT = "casework.whistle.left"


@pytest.fixture
def second(cast, now) -> int:
    person = add_person(HOUSE, name="城管局同事", community=None, now=now)
    give_role(HOUSE, person, kind="department_officer", organisation=cast.works, now=now)
    return person.pk


def called(cast, now, office) -> WhistleCall:
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯不亮", now=now).case
    accept_case(cast.worker, case, now=now)
    return blow_whistle(cast.worker, case, organisations=[office], text="请来", now=now).calls.get()


def told(key: int) -> int:
    return Notice.objects.filter(person=key, kind=LEFT).count()


def test_colleagues_of_the_office_and_the_lead_hear_that_somebody_else_has_to_do_it(cast, second, now):
    call = accept_call(cast.department_officer, called(cast, now, cast.works), now=now)
    erase_me(cast.department_officer, now=now)
    call.refresh_from_db()
    assert (call.state, call.answered_by_id) == ("accepted", None)
    assert told(second) == told(cast.keys["worker"]) == 1
    assert told(cast.keys["department_officer"]) == told(cast.keys["resident"]) == 0
    report_call(actor_of(second, now=now), call, who="王师傅", what="换灯", by_date=now.date(), now=now)
    assert WhistleCall.objects.get().answered_by_id == second


def test_a_colleague_whom_a_wall_keeps_from_the_request_hears_nothing_of_it(cast, second, now):
    call = accept_call(cast.department_officer, called(cast, now, cast.works), now=now)
    Wall.objects.create(case=call.whistle.case, person_id=second)
    erase_me(cast.department_officer, now=now)
    assert (told(second), told(cast.keys["worker"])) == (0, 1)


def test_a_part_that_is_done_is_owed_by_nobody(cast, second, now):
    call = accept_call(cast.department_officer, called(cast, now, cast.works), now=now)
    finish_call(cast.department_officer, call, what="换好了", now=now)
    erase_me(cast.department_officer, now=now)
    assert told(second) == 0
    assert WhistleCall.objects.get().answered_by_id == cast.keys["department_officer"]


def test_a_contact_whose_role_for_the_property_manager_ended_leaves_it_to_the_lead(cast, now):
    call = accept_call(cast.unit_contact, called(cast, now, cast.manager), now=now)
    Role.objects.filter(person=cast.keys["unit_contact"]).update(from_date=now.date() - timedelta(days=1))
    role = Role.objects.get(person=cast.keys["unit_contact"])
    end_role(cast.chair, role, now=now)
    end_role(cast.chair, role, now=now)
    call.refresh_from_db()
    assert (call.answered_by, told(cast.keys["worker"])) == (None, 1)


def test_an_officer_whose_role_for_a_department_ended_leaves_it_to_the_colleagues(cast, second, now):
    call = accept_call(cast.department_officer, called(cast, now, cast.works), now=now)
    mine = accept_call(actor_of(second, now=now), called(cast, now, cast.works), now=now)
    end_role(cast.administrator, Role.objects.get(person=cast.keys["department_officer"]), now=now)
    call.refresh_from_db()
    mine.refresh_from_db()
    assert (call.answered_by, mine.answered_by_id) == (None, second)
    assert told(second) == told(cast.keys["worker"]) == 1
