"""The rota: in turn among those who are there, offered and taken by colleagues, never counted against anybody."""

from datetime import date, timedelta

import pytest

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.team.actions import (
    leave_post,
    note_absence,
    offer_duty,
    open_post,
    propose_rota,
    set_duty,
    take_duty,
    take_off_duty,
    take_up_post,
)
from linli.team.models import Duty, Holding
from linli.team.queries import month_of_duties, on_duty

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 6)


@pytest.fixture
def team(cast, now) -> list[int]:
    """Three who hold posts."""
    keys = [cast.keys[name] for name in ("worker", "chair", "mediator")]
    for key in keys:
        post = open_post(
            cast.chair,
            cast.here,
            name=f"岗{key}",
            kind="worker",
            minutes_a_week=2400,
            from_date=date(2026, 1, 1),
            now=now,
        )
        take_up_post(cast.chair, post, key, from_date=date(2026, 1, 1), now=now)
    return sorted(keys)


def proposed(cast, now, **more) -> list[int]:
    propose_rota(cast.chair, cast.here, now=now, **({"from_date": FIRST, "to_date": LAST, "part": "day"} | more))
    return list(Duty.objects.order_by("date").values_list("person", flat=True))


def test_days_are_filled_in_turn(cast, now, team):
    assert proposed(cast, now) == team * 2


def test_days_that_have_somebody_stay_and_count(cast, now, team):
    set_duty(cast.chair, cast.here, team[0], day=FIRST, part="day", now=now)
    set_duty(cast.chair, cast.here, team[0], day=FIRST, part="day", now=now)
    assert proposed(cast, now) == [team[0], team[1], team[2], team[0], team[1], team[2]]


def test_who_is_away_or_has_left_is_not_in_it(cast, now, team):
    note_absence(cast.chair, cast.here, team[1], from_date=FIRST, to_date=LAST + timedelta(days=1), now=now)
    holding = Holding.objects.get(person=team[2])
    leave_post(cast.chair, holding, on=date(2026, 12, 3), now=now)
    assert proposed(cast, now) == [team[0], team[2], team[0], team[0], team[0], team[0]]


def test_nobody_to_be_had_leaves_the_days_open(cast, now):
    assert proposed(cast, now) == []


def test_a_duty_is_offered_and_one_colleague_takes_it(cast, now, team):
    duty = set_duty(cast.chair, cast.here, cast.keys["worker"], day=FIRST, part="day", now=now)
    with pytest.raises(Refused):
        take_duty(cast.chair, duty, now=now)
    with pytest.raises(Missing):
        offer_duty(cast.chair, duty, is_offered=True, now=now)
    offer_duty(cast.worker, duty, is_offered=True, now=now)
    with pytest.raises(Missing):
        take_duty(cast.other_worker, duty, now=now)
    assert take_duty(cast.chair, duty, now=now).person_id == cast.keys["chair"]
    with pytest.raises(Refused):
        take_duty(cast.worker, duty, now=now)


def test_nobody_is_on_duty_twice_at_once(cast, now, team):
    mine = set_duty(cast.chair, cast.here, cast.keys["worker"], day=FIRST, part="day", now=now)
    set_duty(cast.chair, cast.here, cast.keys["chair"], day=FIRST, part="day", now=now)
    offer_duty(cast.worker, mine, is_offered=True, now=now)
    with pytest.raises(Refused):
        take_duty(cast.chair, mine, now=now)


def test_only_the_chair_sets_it(cast, now, team):
    duty = set_duty(cast.chair, cast.here, cast.keys["worker"], day=FIRST, part="night", now=now)
    for who in (cast.worker, cast.other_worker, cast.coordinator):
        with pytest.raises(NotYours):
            set_duty(who, cast.here, cast.keys["worker"], day=FIRST, part="day", now=now)
        with pytest.raises(NotYours):
            take_off_duty(who, duty, now=now)
    take_off_duty(cast.chair, duty, now=now)
    assert not Duty.objects.exists()
    with pytest.raises(Missing):
        set_duty(cast.chair, cast.here, cast.keys["other_worker"], day=FIRST, part="day", now=now)


@pytest.mark.parametrize(
    "given", [{"part": "noon"}, {"to_date": FIRST - timedelta(days=1)}, {"to_date": FIRST + timedelta(days=63)}]
)
def test_nonsense_is_refused(cast, now, team, given):
    with pytest.raises(Invalid):
        proposed(cast, now, **given)


def test_a_month_is_read_by_those_who_work_there(cast, now, team):
    proposed(cast, now)
    weeks = month_of_duties(cast.worker, cast.here, FIRST)
    days = [day for week in weeks for day in week]
    assert all(len(week) == 7 for week in weeks)
    assert [len(day.duties) for day in days if FIRST <= day.day <= LAST] == [1] * 6
    assert [day.is_working for day in days if FIRST <= day.day <= LAST] == [True] * 4 + [False] * 2
    assert on_duty(cast.other_worker, cast.here, on=FIRST) == []
    with pytest.raises(Missing):
        month_of_duties(cast.resident, cast.here, FIRST)


def test_the_story_on_the_pages(cast, now, team, visit):
    chair, worker, at = visit("chair"), visit("worker"), "/desk/team/rota/?month=2026-12-01"
    given = {"do": "propose", "from_date": "2026-12-01", "to_date": "2026-12-06", "part": "day"}
    assert chair.post(at, given).url == at
    mine = Duty.objects.filter(person=cast.keys["worker"]).first()
    assert worker.post(at, {"do": "offer", "duty": str(mine.pk)}).url == at
    page = chair.get(at).content.decode()
    assert "Take it" in page
    assert chair.post(at, {"do": "take", "duty": str(mine.pk)}).url == at
    mine.refresh_from_db()
    assert mine.person_id == cast.keys["chair"]
    assert (
        worker.post(
            at, {"do": "set", "person": str(cast.keys["worker"]), "day": "2026-12-09", "part": "day"}
        ).status_code
        == 403
    )
