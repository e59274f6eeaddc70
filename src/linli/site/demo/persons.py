"""Invented people, named after the trees and flowers of the south. Their accounts are for trying out, and marked so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linli.base.actors import HOUSE, Actor
from linli.people.actions import (
    add_person,
    ask_to_be_known,
    confirm_known,
    enrol_demonstration,
    give_role,
    open_account,
)
from linli.people.models import Person
from linli.people.queries import actor_of
from linli.places.models import Door

from .places import Places

PASSWORD = "linli-demo-2026"  # noqa: S105  printed at the start: it opens invented life alone
RESIDENTS = (
    "木棉阿姨",
    "紫荆姐",
    "榕树叔",
    "白兰婆婆",
    "凤凰木仔",
    "鸡蛋花妹",
    "大叶紫薇",
    "簕杜鹃",
    "水石榕伯",
    "红棉老师",
    "黄槐师傅",
    "樟树阿公",
    "含笑姨",
    "九里香",
    "桂花婶",
    "夜来香",
    "石栗哥",
    "人面子",
    "杧果妹",
    "龙眼伯",
)


@dataclass
class Persons:
    residents: list[int]
    by_account: dict[str, int]

    def actor(self, account: str, now: datetime) -> Actor:
        return actor_of(self.by_account[account], now=now)


def add_persons(places: Places, *, now: datetime) -> Persons:
    """They came on the day `now`; who works for the place holds the role since then."""
    home, street = places.home, places.street
    county = places.offices["works"].division
    first_door = Door.objects.filter(building=places.buildings[0]).order_by("pk").first()

    def with_account(username: str, name: str, *, lives_here: bool = True, **role: Any) -> int:
        person = _person(name, places, now, lives_here, door=first_door if username == "lead" else None)
        account = open_account(HOUSE, person, username=username, password=PASSWORD, now=now)
        if role:
            give_role(HOUSE, person, now=now, from_date=localdate(now), **role)
        enrol_demonstration(HOUSE, account, now=now)
        return person.pk

    by_account = {
        "resident": with_account("resident", "街坊·木棉"),
        "volunteer": with_account("volunteer", "志愿者·凤凰", kind="volunteer", division=home.division),
        "lead": with_account("lead", "楼长·白兰", kind="building_lead", division=home.division),
        "worker": with_account("worker", "社工·小榕", kind="community_worker", division=home.division),
        "worker2": with_account("worker2", "社工·小樟", kind="community_worker", division=home.division),
        "mediator": with_account("mediator", "调解员·桂花", kind="mediator", division=home.division),
        "chair": with_account("chair", "主任·大椿", kind="committee_chair", division=home.division),
        "property": with_account("property", "物业·石栗", kind="unit_contact", organisation=places.manager),
        "street": with_account(
            "street", "街道·黄槐", lives_here=False, kind="street_officer", organisation=places.offices["street"]
        ),
        "department": with_account(
            "department", "城管·水杉", lives_here=False, kind="department_officer", organisation=places.offices["works"]
        ),
        "coordinator": with_account(
            "coordinator", "区协调·云杉", lives_here=False, kind="district_coordinator", division=county
        ),
        "auditor": with_account("auditor", "审计·青松", lives_here=False, kind="auditor", division=street),
        "admin": with_account("admin", "管理员·银杏", lives_here=False, kind="administrator", division=_top(county)),
    }
    residents = [_person(name, places, now, True).pk for name in RESIDENTS]
    _one_who_asks(places, now)
    return Persons(residents, by_account)


def _person(name: str, places: Places, now: datetime, lives_here: bool, door: Door | None = None) -> Person:
    home = places.home if lives_here else None
    made = add_person(HOUSE, name=name, community=home, door=door, now=now, is_demonstration=True)
    if lives_here:
        confirm_known(HOUSE, made, now=now)
    return made


def _one_who_asks(places: Places, now: datetime) -> None:
    """A newcomer in the building lead's building, whom nobody has confirmed yet."""
    made = add_person(HOUSE, name="新街坊·海棠", community=places.home, now=now, is_demonstration=True)
    ask_to_be_known(actor_of(made.pk, now=now), building=places.buildings[0], door="502", now=now)


def _top(division: Any) -> Any:
    while division.parent is not None:
        division = division.parent
    return division
