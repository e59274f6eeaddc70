"""The books of the lived-in neighbourhood: two buildings of plainly invented residents, read in as a committee would."""

from datetime import datetime

from django.core.files.base import ContentFile

from linli.base.actors import Actor
from linli.records.actions import add_resident, begin_import, finish_import, link_person, map_columns, open_resident
from linli.records.imports.files import Uploaded
from linli.records.imports.reading import headings_and_keys
from linli.records.queries.imports import columns_of, ground_of, read_run

from .persons import Persons
from .places import Places

KIN = (
    ("婆婆", "女", "户主", 1942),
    ("伯伯", "男", "配偶", 1940),
    ("阿姨", "女", "长女", 1966),
    ("小弟", "男", "外孙", 1998),
)
TREES = (
    "木兰",
    "山茶",
    "紫薇",
    "含笑",
    "米兰",
    "石榴",
    "黄皮",
    "杨桃",
    "枇杷",
    "龙眼",
    "荔枝",
    "菠萝蜜",
    "蒲桃",
    "芒果",
    "玉堂",
    "银桦",
)
TITLE = "广重社区居民底册（演示）\n序号,姓名,性别,出生年月,与户主关系,楼栋,房号,联系电话,人户状态,是否独居,是否低保,房屋性质\n"
LATER = "姓名,性别,出生年月,联系电话,住址\n婆婆·木兰,女,1942.1,13900000001,{0}101\n婆婆·山查,女,,,{1}102\n表叔·南洋楹,男,1959.10,,{0}601\n表嫂、表妹,女,,,{0}601\n"


def keep_records(places: Places, persons: Persons, *, now: datetime) -> None:
    """One file taken in, one still being looked at, one resident who reads the own record, and a look at it."""
    worker, chair = persons.actor("worker", now), persons.actor("chair", now)
    buildings = [f"{b.road}{b.name}" for b in places.buildings[:2]]
    _read_in(worker, places, TITLE + "".join(_households(buildings)), now=now)
    run = begin_import(worker, places.home, file=_file("六月走访（演示）.csv", LATER.format(*buildings)), now=now)
    map_columns(worker, run, columns=headings_and_keys(columns_of(worker, run)), now=now)
    own = add_resident(
        worker,
        places.home,
        values={"name": "街坊·木棉", "birth_date": "1979-04-12", "telephone": "13900000002", "residence": "人在户不在"},
        address=f"{buildings[0]}201",
        now=now,
    )
    link_person(worker, own, persons.by_account["resident"], now=now)
    open_resident(chair, own, purpose="核对加装电梯意见表的联系电话", now=now)


def _households(buildings: list[str]) -> list[str]:
    rows: list[str] = []
    for at, tree in enumerate(TREES):
        building, door = buildings[at % 2], f"{at // 2 + 1}0{at % 2 + 1}"
        kin = KIN[:1] if at % 3 == 0 else KIN
        for who, sex, relation, born in kin:
            alone = "是" if len(kin) == 1 else "否"
            rows.append(
                f"{len(rows) + 1},{who}·{tree},{sex},{born + at % 7}.{at % 9 + 1},{relation},{building},{door},1390000{at:02}{born % 100},户在人在,{alone},否,自有\n"
            )
    return [*rows, f"合计,{len(rows)}人\n", "注：演示数据，人名均为虚构\n"]


def _read_in(worker: Actor, places: Places, text: str, *, now: datetime) -> None:
    run = begin_import(worker, places.home, file=_file("居民底册（演示）.csv", text), now=now)
    run = map_columns(worker, run, columns=headings_and_keys(columns_of(worker, run)), now=now)
    finish_import(worker, run, read_run(worker, run, ground_of(places.home), now=now), now=now)


def _file(name: str, text: str) -> Uploaded:
    return ContentFile(text.encode(), name)
