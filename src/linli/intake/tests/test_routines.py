"""What comes back is written down once, counts in the load, and stands on the page of the office that asks for it."""

from datetime import date, timedelta

import pytest

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.intake.actions.deciding import admit_application
from linli.intake.actions.routines import end_routine, write_down_routine
from linli.intake.queries.load import load_of, monday_of
from linli.intake.queries.offices import office_figures
from linli.intake.queries.routines import routines
from linli.team.actions import open_post, take_up_post

from .given import submitted

MONDAY = date(2026, 11, 23)


def written(cast, now, **more):
    given = {
        "kind": "meeting",
        "title": "每周例会",
        "minutes_each_time": 60,
        "people": 5,
        "frequency": "weekly",
        "from_date": MONDAY - timedelta(days=30),
    } | more
    return write_down_routine(cast.worker, cast.here, now=now, **given)


def test_each_kind_counts_in_its_own_column_of_the_load(cast, now):
    post = open_post(
        cast.chair,
        cast.here,
        name="社工",
        kind="worker",
        minutes_a_week=2400,
        from_date=MONDAY - timedelta(days=30),
        now=now,
    )
    take_up_post(cast.chair, post, cast.worker.person_id, from_date=MONDAY - timedelta(days=30), now=now)
    written(cast, now)
    written(cast, now, kind="round", title="安全巡查", minutes_each_time=90, people=2, frequency="daily")
    written(
        cast,
        now,
        kind="platform",
        title="演示平台",
        office=cast.works,
        minutes_each_time=52,
        people=1,
        frequency="monthly",
    )
    written(
        cast,
        now,
        kind="chat_group",
        title="演示工作群",
        office=cast.works,
        minutes_each_time=10,
        people=1,
        frequency="daily",
    )
    week = load_of([cast.here.pk, cast.there.pk], MONDAY)[cast.here.pk]
    assert (week.meetings, week.rounds, week.besides) == (300, 900, 12 + 50)
    assert week.asked == 300 + 900 + 62
    assert week.share == 1262 / 2400
    assert load_of([cast.here.pk, cast.there.pk], MONDAY)[cast.there.pk].asked == 0


def test_what_belongs_to_a_task_is_counted_with_it(cast, now):
    task = admit_application(cast.coordinator, submitted(cast, now), duty_list="assistance", reasons="同意", now=now)
    written(cast, now, kind="platform", title="任务平台", application=task)
    assert load_of([cast.here.pk], MONDAY)[cast.here.pk].besides == 0
    (besides,) = office_figures(task.applicant, on=now.date()).besides
    assert (besides.titles, besides.minutes_a_week, besides.communities) == (["任务平台"], 0, 1)
    asked = submitted(cast, now)
    with pytest.raises(Refused):
        written(cast, now, application=asked)


def test_an_office_is_shown_with_what_it_asks_for(cast, now):
    for title in ("群甲", "群乙", "群甲"):
        written(cast, now, kind="chat_group", title=title, office=cast.works)
    written(
        cast,
        now,
        kind="inspection",
        title="季度督查",
        office=cast.works,
        frequency="quarterly",
        minutes_each_time=240,
        people=3,
    )
    inspection, groups = office_figures(cast.works, on=now.date()).besides
    assert (inspection.titles, inspection.minutes_a_week) == (["季度督查"], 56)
    assert groups.titles == ["群乙", "群甲"]


def test_it_ends_and_counts_no_more(cast, now):
    routine = written(cast, now)
    ended = end_routine(cast.worker, routine, now=now)
    assert ended.to_date == now.date()
    assert end_routine(cast.worker, routine, now=now + timedelta(days=3)).to_date == now.date()
    assert routines(cast.worker, cast.here, on=now.date()) == []
    assert load_of([cast.here.pk], monday_of(now.date()))[cast.here.pk].meetings == 0
    assert load_of([cast.here.pk], MONDAY - timedelta(days=7))[cast.here.pk].meetings == 300


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("kind", {"kind": "dance"}),
        ("office", {"kind": "inspection"}),
        ("minutes_each_time", {"minutes_each_time": 0}),
        ("minutes_each_time", {"minutes_each_time": 1441}),
        ("people", {"people": 0}),
        ("to_date", {"frequency": "once"}),
        ("to_date", {"to_date": MONDAY - timedelta(days=40)}),
        ("title", {"title": " "}),
    ],
)
def test_nonsense_is_refused_with_the_field_it_is_about(cast, now, field, given):
    with pytest.raises(Invalid) as wrong:
        written(cast, now, **given)
    assert wrong.value.field == field


def test_others_write_nothing_down_and_end_nothing(cast, now):
    routine = written(cast, now)
    for who in (cast.other_worker, cast.coordinator, cast.department_officer, cast.resident):
        with pytest.raises(NotYours):
            write_down_routine(
                who,
                cast.here,
                kind="round",
                title="x",
                minutes_each_time=5,
                people=1,
                frequency="daily",
                from_date=MONDAY,
                now=now,
            )
        with pytest.raises(Missing):
            end_routine(who, routine, now=now)


def test_the_story_on_the_pages(cast, now, visit):
    worker = visit("worker")
    given = {
        "kind": "inspection",
        "title": "季度督查",
        "office": "",
        "application": "",
        "minutes_each_time": "60",
        "people": "2",
        "frequency": "weekly",
        "from_date": "2026-11-01",
        "to_date": "",
    }
    assert "Say which office inspects." in worker.post("/desk/routines/", given).content.decode()
    assert worker.post("/desk/routines/", given | {"office": str(cast.works.pk)}).url == "/desk/routines/"
    assert "季度督查" in worker.get("/desk/routines/").content.decode()
    assert "季度督查" in visit(None).get(f"/offices/{cast.works.pk}/").content.decode()
    (routine,) = routines(cast.worker, cast.here, on=now.date())
    assert worker.post("/desk/routines/", {"do": "end", "routine": str(routine.pk)}).url == "/desk/routines/"
    assert "季度督查" not in worker.get("/desk/routines/").content.decode()
