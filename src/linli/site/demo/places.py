"""The four neighbourhoods, their offices, and the address tree of the one that is lived in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linli.base.actors import HOUSE
from linli.places.actions.details import describe_community
from linli.places.actions.divisions import import_divisions, open_community
from linli.places.actions.tree import (
    add_building,
    add_doors,
    add_marker,
    add_organisation,
    confirm_figure,
    seed_calendar,
)
from linli.places.models import Building, Community, Division, Organisation
from linli.places.queries import division_by_code

CONFIRMED_BY = "演示数据"
FIGURES = ("households", "living", "registered", "area_m2")


@dataclass
class Places:
    home: Community
    others: list[Community]
    offices: dict[str, Organisation]
    offices_for: dict[str, str]
    manager: Organisation
    buildings: list[Building]

    @property
    def street(self) -> Division:
        return self.offices["street"].division


def add_places(data: dict[str, Any], divisions: list[dict[str, Any]], *, now: datetime) -> Places:
    import_divisions(HOUSE, list(enumerate(divisions, start=1)), source="国家统计局，2023年", now=now)
    seed_calendar(HOUSE, range(localdate(now).year - 1, localdate(now).year + 4), now=now)
    communities = [_community(row, now) for row in data["communities"]]
    offices = _offices(data["offices"], now)
    home = communities[0]
    add_organisation(
        HOUSE,
        kind="committee",
        name="广重社区居民委员会",
        name_en="Residents' committee of Guangzhong",
        division=home.division,
        community=home,
        telephone=home.committee_telephone,
        now=now,
    )
    manager = add_organisation(
        HOUSE,
        kind="property_manager",
        name="好邻居物业（演示）",
        name_en="Good Neighbour Property (demonstration)",
        division=home.division,
        community=home,
        telephone="020-00000009",
        now=now,
    )
    return Places(home, communities[1:], offices, data["offices_for"], manager, _buildings(home, data["roads"], now))


def _community(row: dict[str, Any], now: datetime) -> Community:
    community = open_community(
        HOUSE,
        division_by_code(row["code"]),
        slug=row["slug"],
        name_en=row["name_en"],
        is_demonstration=True,
        now=now,
    )
    community = describe_community(
        HOUSE,
        community,
        address=row["address"],
        telephone=row["telephone"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        now=now,
    )
    for kind in FIGURES:
        confirm_figure(
            HOUSE,
            community,
            kind=kind,
            value=row[kind],
            as_of=localdate(now),
            confirmed_by=CONFIRMED_BY,
            now=now,
        )
    return community


def _offices(rows: list[dict[str, Any]], now: datetime) -> dict[str, Organisation]:
    offices: dict[str, Organisation] = {}
    for row in rows:
        offices[row["key"]] = add_organisation(
            HOUSE,
            kind=row["kind"],
            name=row["name"],
            name_en=row["name_en"],
            division=division_by_code(row["division"]),
            parent=offices.get(row.get("parent", "")),
            now=now,
        )
    return offices


def _buildings(home: Community, roads: list[list[Any]], now: datetime) -> list[Building]:
    made = []
    latitude, longitude = home.latitude or 0.0, home.longitude or 0.0
    for at, (road, road_en, count) in enumerate(roads):
        for number in range(1, count + 1):
            has_lift = at == 2
            building = add_building(
                HOUSE,
                home,
                name=f"{number}栋",
                name_en=f"Building {number}, {road_en}",
                road=road,
                floors=18 if has_lift else 8,
                has_lift=has_lift,
                latitude=latitude + at * 0.0008,
                longitude=longitude + number * 0.0006,
                position=at * 100 + number,
                now=now,
            )
            add_doors(HOUSE, building, doors=[(f"{f}0{d}", f) for f in range(1, 9) for d in (1, 2)], now=now)
            made.append(building)
    for building in made[::4]:
        add_marker(
            HOUSE,
            home,
            name=f"{building.road}{building.name}门口",
            name_en=f"Door of {building.name_en}",
            building=building,
            now=now,
        )
    add_marker(
        HOUSE,
        home,
        name="菜市场口灯柱",
        name_en="Lamp-post at the market",
        latitude=latitude + 0.001,
        longitude=longitude,
        now=now,
    )
    return made
