"""The one known cast: a street with two communities and the people of a story, set up by actions."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from linli.base.actors import HOUSE, Actor
from linli.base.working_time import CHINA
from linli.casework.actions.setup import add_category
from linli.people.actions import add_person, confirm_known, give_role
from linli.people.models import Person
from linli.people.queries import actor_of
from linli.places.actions.divisions import import_divisions, open_community
from linli.places.actions.tree import add_building, add_doors, add_organisation, seed_calendar
from linli.places.models import Division, Door

from .remembered import Remembered

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)  # a Monday

DIVISIONS = [
    ("440000000000", "广东省", "province", ""),
    ("440100000000", "广州市", "city", "440000000000"),
    ("440105000000", "海珠区", "county", "440100000000"),
    ("440105010000", "南石头街道", "street", "440105000000"),
    ("440105010112", "甲社区居委会", "community", "440105010000"),
    ("440105010113", "乙社区居委会", "community", "440105010000"),
]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def cast(db) -> SimpleNamespace:
    return CAST.bring()


@pytest.fixture
def real_cast(transactional_db) -> SimpleNamespace:
    """The same cast in committed rows, for tests with several connections."""
    return CAST.bring()


def set_up_cast() -> SimpleNamespace:
    rows = [
        (i, dict(zip(("code", "name", "level", "parent"), row, strict=True)))
        for i, row in enumerate(DIVISIONS, start=2)
    ]
    import_divisions(HOUSE, rows, source="test", now=NOW)
    by_code = {d.code: d for d in Division.objects.all()}
    here = open_community(HOUSE, by_code["440105010112"], slug="jia", name_en="Jia", now=NOW)
    there = open_community(HOUSE, by_code["440105010113"], slug="yi", name_en="Yi", now=NOW)
    street, county = by_code["440105010000"], by_code["440105000000"]
    seed_calendar(HOUSE, [2025, 2026, 2027, 2028], now=NOW)

    office = add_organisation(HOUSE, kind="street_office", name="南石头街道办事处", division=street, now=NOW)
    works = add_organisation(HOUSE, kind="department", name="区城管局", division=county, parent=None, now=NOW)
    manager = add_organisation(
        HOUSE, kind="property_manager", name="某物业", division=here.division, community=here, now=NOW
    )
    building = add_building(
        HOUSE, here, name="3栋", road="广重一街", floors=8, has_lift=False, latitude=23.08, longitude=113.26, now=NOW
    )
    add_doors(HOUSE, building, doors=[("801", 8), ("802", 8)], now=NOW)

    def person(name: str, community=here, **role) -> int:
        made = add_person(HOUSE, name=name, community=community, telephone="", now=NOW)
        if role:
            give_role(HOUSE, made, now=NOW, **role)
        return made.pk

    keys = {
        "resident": person("居民甲"),
        "neighbour": person("邻居乙"),
        "volunteer": person("志愿者丙", kind="volunteer", division=here.division),
        "worker": person("社工丁", kind="community_worker", division=here.division),
        "chair": person("主任戊", kind="committee_chair", division=here.division),
        "mediator": person("调解员己", kind="mediator", division=here.division),
        "stranger": person("外社区居民", there),
        "other_worker": person("外社区社工", there, kind="community_worker", division=there.division),
        "street_officer": person("街道干部", None, kind="street_officer", organisation=office),
        "department_officer": person("城管局干部", None, kind="department_officer", organisation=works),
        "unit_contact": person("物业经理", kind="unit_contact", organisation=manager),
        "coordinator": person("区协调员", None, kind="district_coordinator", division=county),
        "auditor": person("审计员", None, kind="auditor", division=county),
        "administrator": person("管理员", None, kind="administrator", division=by_code["440000000000"]),
    }
    for name in ("resident", "neighbour", "stranger"):  # known by no role: somebody of the committee has seen them
        confirm_known(HOUSE, Person.objects.get(pk=keys[name]), now=NOW)
    keys["newcomer"] = person("新来的辛")  # says that they live here; nobody has confirmed it
    light = add_category(
        HOUSE,
        key="street_light",
        name="路灯",
        name_en="Street light",
        good="environment",
        words=["灯不亮", "街灯坏了"],
        now=NOW,
    )
    help_ = add_category(
        HOUSE, key="carry", name="帮忙搬抬", name_en="Carrying", good="services", needs_hands=True, now=NOW
    )
    secret = add_category(
        HOUSE,
        key="violence",
        name="家庭暴力",
        name_en="Violence at home",
        good="safety",
        seen_by=["committee_chair", "mediator"],
        is_confidential=True,
        now=NOW,
    )
    return SimpleNamespace(
        here=here,
        there=there,
        street=street,
        county=county,
        office=office,
        works=works,
        manager=manager,
        building=building,
        door=Door.objects.get(building=building, label="801"),
        light=light,
        carry=help_,
        secret=secret,
        keys=keys,
        **{name: actor_of(key, now=NOW) for name, key in keys.items()},
        anyone=Actor(),
    )


CAST = Remembered(set_up_cast)
