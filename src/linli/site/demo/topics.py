"""Topics of the home community: one looking for support, one in its opinion map, one carried out, reported and closed."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from linli.base.actors import HOUSE, Actor
from linli.deliberation import actions
from linli.deliberation.actions import Intended, Plan
from linli.deliberation.models import Topic
from linli.people.queries import actor_of

from .persons import Persons
from .places import Places

DAY = timedelta(days=1)
STATEMENTS = (
    "充电桩装在小区里，比大家飞线充电安全。",
    "充电桩不要贴着住宅楼的窗户。",
    "晚上十一点以后停止充电。",
    "电费单价要公开，贴在桩旁边。",
    "宁可少几个停车位，也要多装几个充电桩。",
    "谁用谁出钱，不用公共收益补贴。",
    "先装六个，用半年再说。",
    "电动车不能再推上楼。",
)
CAMPS = ((1, 1, -1, 1, 1, -1, 1, 1), (1, 1, 1, 1, -1, 1, 1, 0))
"""How the two sides of the invented neighbourhood stand on these, in their order."""


def discuss_topics(places: Places, persons: Persons, *, now: datetime) -> None:
    """Everything as people would have done it, on the days on which they would have."""
    _looking_for_support(places, persons, now - 4 * DAY)
    _mapped(places, persons, now - 12 * DAY, now)
    _closed(places, persons, now - 120 * DAY)


def _residents(persons: Persons, now: datetime) -> list[Actor]:
    return [actor_of(key, now=now) for key in persons.residents]


def _looking_for_support(places: Places, persons: Persons, then: datetime) -> None:
    people = _residents(persons, then)
    topic = actions.raise_topic(
        people[2],
        places.home,
        title="晚上广场舞的音量（演示）",
        now=then,
        about="天气热，大家开着窗。想商量一个时间和音量，跳舞的和休息的都过得去。",
        wording="每晚八点半结束，音量以三楼听得清话为准。",
    )
    for actor in people[3:9]:
        actions.support_topic(actor, topic, is_wanted=True, now=then)


def _mapped(places: Places, persons: Persons, then: datetime, now: datetime) -> None:
    people, worker, chair = _residents(persons, then), persons.actor("worker", then), persons.actor("chair", then)
    topic = actions.raise_topic(
        people[0],
        places.home,
        title="楼下装电动车充电桩（演示）",
        now=then,
        about="一街有人把电线从窗户拉下来给电动车充电，下雨天很危险。想在小区里装集中充电桩。",
        wording="在一街围墙边装六个充电桩，晚上十一点断电，电费按成本价。",
    )
    for actor in people[1:12]:
        actions.support_topic(actor, topic, is_wanted=True, now=then)
    day = localdate(then)
    plans = [
        Plan("discuss", day, day + 9 * DAY),
        Plan("opinions", day + 9 * DAY, day + 23 * DAY),
        Plan("meeting", day + 24 * DAY, day + 30 * DAY),
    ]
    actions.take_up(chair, topic, plans, now=then)
    first = actions.comment_on_topic(
        people[4], topic, text="我家在一楼，怕夜里充电有声音、有火星。", stance="against", now=then + DAY
    )
    actions.comment_on_topic(people[0], topic, text="所以才想装在围墙边，离住宅远一点。", answers=first, now=then + DAY)
    actions.comment_on_topic(people[7], topic, text="单价多少？能不能按成本收？", stance="question", now=then + 2 * DAY)
    liked = actions.comment_on_topic(
        people[9], topic, text="早该装了，去年三街就着过一次。", stance="for", now=then + 2 * DAY
    )
    for actor in people[10:15]:
        actions.support_comment(actor, liked, is_wanted=True, now=then + 3 * DAY)
    actions.comment_at_desk(
        worker, topic, text="我不会用手机，腿脚不好，赞成装，别占了坡道。", stance="for", now=then + 3 * DAY
    )
    actions.amend(
        people[4],
        topic,
        text="在一街围墙边装四个充电桩，晚上十点断电，电费按成本价并公开。",
        why="先少后多，早点断电，单价写在桩上。",
        now=then + 3 * DAY,
    )
    spam = actions.comment_on_topic(people[15], topic, text="卖二手电池，电话 13800000000", now=then + 4 * DAY)
    actions.hide_words(worker, spam, reason="advert", now=then + 4 * DAY)
    actions.end_stage(worker, topic, outcome="大家都不想再飞线充电；分歧在位置、断电时间和谁出钱。", now=then + 9 * DAY)
    _stand(topic, people, worker, now=then + 10 * DAY)
    actions.draw_map_of(HOUSE, topic, now=now)


def _stand(topic: Topic, people: list[Actor], worker: Actor, *, now: datetime) -> None:
    statements = [actions.state_for_committee(worker, topic, text=text, now=now) for text in STATEMENTS]
    for place, actor in enumerate(people):
        camp = CAMPS[place % 5 > 2]
        for number, statement in enumerate(statements[: 8 - place % 2]):
            actions.take_stand(actor, statement, says=0 if (place + number) % 11 == 0 else camp[number], now=now)


def _closed(places: Places, persons: Persons, then: datetime) -> None:
    worker, chair = persons.actor("worker", then), persons.actor("chair", then)
    topic = actions.raise_for_committee(
        chair,
        places.home,
        title="二街楼道的旧家具（演示）",
        about="楼道堆了旧家具，消防通道不通。清走之前先听听大家怎么说。",
        now=then,
    )
    people = _residents(persons, then)
    actions.take_up(chair, topic, [Plan("discuss", localdate(then), localdate(then + 10 * DAY))], now=then)
    for place, text in enumerate(
        ("那张床板是我的，周末我自己搬。", "清走可以，先贴通知。", "以后能不能有个地方放要丢的大件？")
    ):
        actions.comment_on_topic(
            people[place + 5], topic, text=text, stance=("", "for", "question")[place], now=then + DAY
        )
    later = then + 10 * DAY
    actions.end_stage(worker, topic, outcome="同意清走；贴通知一周，自己先搬。", now=later)
    steps = [
        _step("贴通知，每层一张", "居委会", later, 3),
        _step("清走没人认的家具", "物业", later, 14),
        _step("定一个大件垃圾投放点", "居委会、物业", later, 40),
    ]
    actions.decide_topic(
        chair, topic, outcome="贴通知一周，然后由物业清走；在二街口定一个大件投放点。", steps=steps, now=later
    )
    notes = ("十二层都贴了。", "清走两车，床板由住户自己搬走。", "二街口，每周三、周六收。")
    for step, note, day in zip(topic.steps.all(), notes, (2, 12, 35), strict=True):
        actions.finish_step(worker, step, note=note, is_given_up=False, now=later + day * DAY)
    actions.report_back(
        chair,
        topic,
        report="楼道通了，大件有了去处：二街口，每周三、周六收。谢谢自己动手搬的几家。",
        now=later + 36 * DAY,
    )
    actions.close_topic(chair, topic, now=later + 40 * DAY)


def _step(text: str, owner: str, now: datetime, days: int) -> Any:
    return Intended(text, owner, localdate(now + days * DAY))
