"""Meetings of the home community: one whose minutes are posted, one that is called, and one that is demanded."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.meetings import actions
from linli.meetings.models import Meeting
from linli.meetings.queries.minutes import draft_of
from linli.meetings.queries.posting import without_details
from linli.places.actions.rules import set_rule

from .persons import Persons
from .places import Places

DAY = timedelta(days=1)
INVITED = ("木棉阿姨", "榕树叔", "白兰婆婆", "红棉老师", "黄槐师傅", "樟树阿公", "含笑姨", "石栗哥")


def hold_meetings(places: Places, persons: Persons, *, now: datetime) -> None:
    """Everything as people would have done it, on the days on which they would have."""
    _chartered(places, persons, now - 60 * DAY)
    _posted(places, persons, now - 40 * DAY)
    _called(places, persons, now - 3 * DAY)
    _demanded(places, persons, now - 2 * DAY)


def _chartered(places: Places, persons: Persons, then: datetime) -> None:
    """The community's charter asks for more notice than the law."""
    set_rule(
        persons.actor("chair", then),
        places.home.division,
        key="meetings.notice_days_residents",
        value=15,
        source="广重社区居民会议章程（演示）",
        article="第八条",
        confirmed_by="居民会议（演示）",
        from_date=localdate(then),
        now=then,
    )


def _draft(
    places: Places, persons: Persons, then: datetime, *, title: str, agenda: tuple[str, ...], starts_at: datetime
) -> Meeting:
    worker = persons.actor("worker", then)
    meeting = actions.draft_meeting(
        worker,
        places.home,
        kind="council",
        counts="invited",
        title=title,
        place="一楼活动室",
        starts_at=starts_at,
        head="主任·大椿",
        keeper="社工·小榕",
        agenda=agenda,
        now=then,
    )
    for name in INVITED:
        actions.add_seat(worker, meeting, name=name, now=then)
    return actions.call_meeting(persons.actor("chair", then), meeting, now=then)


def _posted(places: Places, persons: Persons, then: datetime) -> None:
    day = (then + 5 * DAY).replace(hour=19, minute=30)
    meeting = _draft(
        places,
        persons,
        then,
        title="议事会：二街楼道的旧家具（演示）",
        agenda=("旧家具怎么清", "以后大件放哪里"),
        starts_at=day,
    )
    worker, chair = persons.actor("worker", day), persons.actor("chair", day)
    actions.let_in(worker, meeting, [1, 2, 3, 5, 6, 8], is_here=True, now=day)
    actions.open_meeting(chair, meeting, now=day)
    clearing, place = meeting.items.all()
    actions.note_item(worker, clearing, notes="先贴一周通知，自己的自己搬；没人认的由物业清走。", now=day)
    motion = actions.move(
        worker, meeting, text="贴通知一周，到期由物业清走。", moved_by="榕树叔", item=clearing, now=day
    )
    actions.count_hands(worker, motion, yes=5, no=0, abstain=1, now=day)
    actions.note_item(worker, place, notes="二街口空地可以放，要定日子收。", now=day)
    step = actions.agree_step(
        worker,
        meeting,
        text="定大件投放点和收运日子",
        owner="居委会、物业",
        due_date=localdate(day + 20 * DAY),
        now=day,
    )
    actions.close_meeting(chair, meeting, now=day + timedelta(hours=2))
    meeting.refresh_from_db()
    _signed(meeting, persons, day + DAY)
    actions.finish_step(
        persons.actor("worker", day + 18 * DAY),
        step,
        note="二街口，每周三、周六收。",
        is_given_up=False,
        now=day + 18 * DAY,
    )


def _signed(meeting: Meeting, persons: Persons, then: datetime) -> None:
    worker, chair = persons.actor("worker", then), persons.actor("chair", then)
    actions.write_minutes(worker, meeting, text=draft_of(meeting, on=localdate(then)), now=then)
    actions.sign_minutes(chair, meeting, role="head", now=then)
    actions.sign_minutes(worker, meeting, role="keeper", now=then)
    meeting.refresh_from_db()
    actions.post_minutes(chair, meeting, text=without_details(meeting), now=then)


def _called(places: Places, persons: Persons, then: datetime) -> None:
    agenda = ("充电桩装几个、装哪里", "晚上几点断电", "电费怎么公开")
    _draft(
        places,
        persons,
        then,
        title="议事会：电动车充电桩（演示）",
        agenda=agenda,
        starts_at=(then + 10 * DAY).replace(hour=19, minute=30),
    )


def _demanded(places: Places, persons: Persons, then: datetime) -> None:
    """One household of those that are needed."""
    actions.begin_demand(
        persons.actor("resident", then),
        places.home,
        kind="residents",
        subject="停车位怎么分（演示）",
        why="车多位少，常常为停车吵。想一起定个办法，也请物业到场说明。",
        now=then,
    )
