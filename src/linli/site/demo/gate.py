"""What was asked of the home community from above, invented: one task admitted with change, one that waits, one draft without money."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

import linli.intake
from linli.base.actors import HOUSE, Actor
from linli.base.named_rows import named_rows
from linli.intake.actions.applying import draft_application, submit_application
from linli.intake.actions.carrying_out import finish_step
from linli.intake.actions.deciding import Change, admit_application
from linli.intake.actions.lists import HEADINGS, import_lines
from linli.intake.actions.routines import write_down_routine
from linli.intake.actions.speaking import (
    answer_reported_gap,
    comment_on_application,
    refuse_unnumbered_work,
    report_gap,
)
from linli.intake.models import Application
from linli.intake.queries.applications import open_steps

from .persons import Persons
from .places import Places

WHOLE = {
    "contact": "演示科 020-00000000",
    "basis_law": "演示市容条例（虚构）",
    "basis_article": "第十二条",
    "basis_rank": "local",
    "community_does": "每月同街坊走一遍内街，把堆物和破损记下来，当场能劝的就劝",
    "department_does": "派一名协管员同去，三个工作日内清运",
    "touches": "广重一街至三街，约二百户",
    "minutes_each_time": 180,
    "frequency": "monthly",
    "money_fen": 240000,
    "money_line": "市容专项（演示）",
    "people": "每次派协管员一名",
    "means": "手套、清运车一辆",
    "powers": "可以要求清运队当天到场",
    "assessment": "none",
    "exit": "期满结束，不自动续期",
}


def stand_at_the_gate(places: Places, persons: Persons, *, now: datetime) -> None:
    """The lists, three applications, work refused for want of a number, a gap reported and answered."""
    starter = Path(linli.intake.__file__).parent / "starter.json"
    import_lines(
        HOUSE,
        list(named_rows(starter, HEADINGS)),
        county=None,
        source="民发〔2020〕20号",
        now=now - timedelta(days=390),
    )
    _routines(places, persons, now)
    _admitted(places, persons, now)
    _waiting(places, persons, now)
    draft_application(
        persons.actor("department", now),
        places.offices["works"],
        title="每周上传一次楼道照片",
        kind="ledger",
        now=now - timedelta(days=1),
        community_does="每栋楼每周拍一张照片上传",
        frequency="weekly",
        communities=[places.home.pk],
    )
    _said_no(places, persons, now)


def _routines(places: Places, persons: Persons, now: datetime) -> None:
    worker, since, offices = persons.actor("worker", now), localdate(now) - timedelta(days=200), places.offices
    for kind, title, office, minutes, people, frequency in (
        ("meeting", "每周例会", None, 60, 3, "weekly"),
        ("meeting", "街道工作布置会", offices["street"], 120, 1, "monthly"),
        ("round", "安全巡查", None, 60, 1, "daily"),
        ("inspection", "市容季度检查", offices["works"], 180, 2, "quarterly"),
        ("platform", "演示填报平台", offices["district"], 15, 1, "daily"),
        ("chat_group", "环境卫生工作群", offices["works"], 15, 1, "daily"),
    ):
        write_down_routine(
            worker,
            places.home,
            kind=kind,
            title=title,
            office=office,
            minutes_each_time=minutes,
            people=people,
            frequency=frequency,
            from_date=since,
            now=now,
        )


def _admitted(places: Places, persons: Persons, now: datetime) -> None:
    begun, today = now - timedelta(days=200), localdate(now)
    task = _submitted(
        places,
        persons,
        begun,
        title="内街月度巡查",
        kind="long_term",
        from_date=today - timedelta(days=130),
        to_date=today + timedelta(days=120),
        money_date=today - timedelta(days=100),
        steps=[(f"第{n}次巡查", today + timedelta(days=days)) for n, days in enumerate((-110, -80, -50, -20, 12), 1)],
    )
    comment_on_application(
        persons.actor("chair", begun),
        task,
        places.home,
        text="每月半天太多，建议每次两小时；清运要跟得上。",
        now=begun + timedelta(days=3),
    )
    decided = begun + timedelta(days=9)
    admit_application(
        persons.actor("coordinator", decided),
        task,
        duty_list="assistance",
        reasons="同意社区意见：每次两小时，经费不变。",
        change=Change(minutes_each_time=120),
        now=decided,
    )
    worker = persons.actor("worker2", now)
    for step in open_steps(worker, places.home)[:4]:
        finish_step(
            worker, step.pk, note="劝走杂物三处，清运一车", now=now - timedelta(days=(today - step.due_date).days - 1)
        )


def _waiting(places: Places, persons: Persons, now: datetime) -> None:
    today = localdate(now)
    _submitted(
        places,
        persons,
        now - timedelta(days=4),
        title="垃圾分类入户宣传",
        kind="one_off",
        from_date=today + timedelta(days=70),
        to_date=today + timedelta(days=160),
        money_date=today + timedelta(days=60),
        minutes_each_time=6000,
        frequency="weekly",
        steps=[("第一轮入户", today + timedelta(days=90))],
    )


def _submitted(places: Places, persons: Persons, then: datetime, *, title: str, kind: str, **given: Any) -> Application:
    by: Actor = persons.actor("department", then)
    drafted = draft_application(
        by, places.offices["works"], title=title, kind=kind, now=then, communities=[places.home.pk], **(WHOLE | given)
    )
    return submit_application(by, drafted, now=then)


def _said_no(places: Places, persons: Persons, now: datetime) -> None:
    then = now - timedelta(days=25)
    refuse_unnumbered_work(
        persons.actor("worker", then),
        places.home,
        office=places.offices["water"],
        what="每天在群里报一次各楼水表箱是否上锁",
        way="chat",
        asked_date=localdate(then),
        now=then,
    )
    gap = report_gap(
        persons.actor("worker", then),
        places.home,
        title="楼道充电",
        text="电动车在楼道充电，劝不动也不能拆。",
        lacks="没有执法权；消防部门有",
        now=then,
    )
    answer_reported_gap(
        persons.actor("coordinator", then),
        gap.pk,
        text="消防站每周三下午来一次，由他们执法。",
        now=then + timedelta(days=6),
    )
