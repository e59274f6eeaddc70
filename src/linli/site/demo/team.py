"""The home community's team: posts, a rota for this month and the next, two trainings, and one who left and hands over."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.base.actors import Actor
from linli.team.actions import (
    add_handover_line,
    hold_training,
    leave_post,
    offer_duty,
    open_post,
    pass_handover_line,
    plan_training,
    propose_rota,
    take_up_post,
)
from linli.team.models import Duty, Handover, Holding

from .persons import Persons
from .places import Places

POSTS = (
    ("主任岗", "Chair", "elected", "chair"),
    ("民政岗", "Civil affairs", "worker", "worker"),
    ("环境岗", "Environment", "worker", "worker2"),
    ("文书岗", "Papers", "worker", "mediator"),
)
TRAINED = ("chair", "worker", "worker2")


def man_the_posts(places: Places, persons: Persons, *, now: datetime) -> None:
    """Posts since more than a year; somebody left four days ago, so the list of what they hand over is still open."""
    chair = persons.actor("chair", now)
    holdings = {account: _post(chair, places, persons, row, now) for row in POSTS for account in [row[3]]}
    _trainings(chair, places, persons, now)
    _handover(chair, holdings["mediator"], persons, now)
    _rota(chair, places, persons, now)


def _post(chair: Actor, places: Places, persons: Persons, row: tuple[str, str, str, str], now: datetime) -> Holding:
    name, name_en, kind, account = row
    since = localdate(now) - timedelta(days=380)
    post = open_post(
        chair,
        places.home,
        name=name,
        name_en=name_en,
        kind=kind,
        minutes_a_week=2400,
        paid_by="演示街道",
        from_date=since,
        now=now,
    )
    return take_up_post(chair, post, persons.by_account[account], from_date=since, now=now)


def _trainings(chair: Actor, places: Places, persons: Persons, now: datetime) -> None:
    today = localdate(now)
    held = plan_training(
        chair,
        places.home,
        title="心肺复苏和除颤仪（演示）",
        kind="safety",
        day=today - timedelta(days=33),
        minutes=180,
        by_whom="演示医院",
        place="居委会二楼",
        now=now,
    )
    hold_training(chair, held, people=[persons.by_account[account] for account in TRAINED], now=now)
    plan_training(
        chair,
        places.home,
        title="新《居民委员会组织法》半日学习（演示）",
        kind="law",
        day=today + timedelta(days=16),
        minutes=240,
        by_whom="演示街道司法所",
        place="街道会议室",
        now=now,
    )


def _handover(chair: Actor, holding: Holding, persons: Persons, now: datetime) -> None:
    leave_post(chair, holding, on=localdate(now) - timedelta(days=4), now=now)
    handover = Handover.objects.get(holding=holding)
    for kind, text in (
        ("key", "资料室钥匙两把"),
        ("file", "二〇二五年会议纪要一册"),
        ("group", "广重街坊便民群（群主）"),
    ):
        line = add_handover_line(chair, handover, kind=kind, text=text, now=now)
        if kind == "key":
            pass_handover_line(chair, line, persons.by_account["worker"], now=now)


def _rota(chair: Actor, places: Places, persons: Persons, now: datetime) -> None:
    first = localdate(now).replace(day=1)
    propose_rota(chair, places.home, from_date=first, to_date=first + timedelta(days=58), part="day", now=now)
    mine = Duty.objects.filter(person=persons.by_account["worker2"], date__gt=localdate(now)).first()
    if mine:
        offer_duty(persons.actor("worker2", now), mine, is_offered=True, now=now)
