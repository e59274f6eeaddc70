"""A first draft of a mapping, from the headings of a table and the words in it. What only a person can know stands as "?"."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linli.base.headings import find_columns
from linli.base.sheets import open_table
from linli.facts.kinds import Good

from .rows import USUAL_STATES, said_in

MOST_WORDS = 40
UNKNOWN = "?"
HEADINGS = {
    "number": "工单编号 诉求编号 受理编号 案件编号 事项编号 编号 工单号 单号 service_request_id requestnumber casenumber number id",
    "reported": "受理时间 来电时间 登记时间 上报时间 反映时间 创建时间 受理日期 登记日期 来访日期 "
    "requested_datetime creationdate createddate created opened 时间 日期 date",
    "ended": "办结时间 完成时间 结案时间 办结日期 完成日期 completiondate closeddate closed completed updated_datetime",
    "text": "诉求内容 反映内容 问题描述 事项内容 主要内容 内容 描述 诉求 标题 事项 description subject title summary",
    "place": "发生地址 事发地址 详细地址 地址 地点 位置 streetaddress address location",
    "state": "办理状态 处理状态 状态 办理情况 status state",
    "category": "诉求类型 问题类别 诉求类别 事项类别 类别 类型 分类 service_name category nature type",
    "community": "所属社区 社区名称 社区 communityarea community neighbourhood neighborhood",
    "latitude": "纬度 latitude lat",
    "longitude": "经度 longitude lng lon long",
    "name": "反映人 来电人 诉求人 联系人 姓名 reporter",
    "telephone": "联系电话 来电号码 手机号码 手机 电话 telephone phone",
}


def suggest_mapping(path: Path) -> dict[str, Any]:
    """A mapping to be checked by a person: it is refused as long as a "?" stands in it. Invalid if the file cannot be read."""
    table = open_table(path, most_cells=0)
    found = find_columns(table.columns, {part: words.split() for part, words in HEADINGS.items()})
    category = found.get("category", "")
    mapping: dict[str, Any] = {
        "source": path.stem[:60],
        "text": found.get("text") or category or UNKNOWN,
        "reported": found.get("reported", UNKNOWN),
        "category": {"column": category, "create_missing": {"good": Good.SERVICES.value}}
        if category
        else {"otherwise": UNKNOWN},
        "community": {"column": found["community"]} if "community" in found else {"slug": UNKNOWN},
        "public": False,
    }
    mapping |= {part: found[part] for part in ("number", "place", "ended") if part in found}
    if state := found.get("state"):
        words = _words((row for _line, row in table.rows()), state)
        mapping["state"] = {"column": state, "words": {w: str(USUAL_STATES.get(w.lower(), UNKNOWN)) for w in words}}
    if "latitude" in found and "longitude" in found:
        mapping["point"] = {"latitude": found["latitude"], "longitude": found["longitude"], "datum": UNKNOWN}
    if reporter := {part: found[part] for part in ("name", "telephone") if part in found}:
        mapping["reporter"] = reporter
    return mapping


def _words(rows: Iterator[dict[str, Any]], column: str) -> list[str]:
    found = Counter(word for row in rows if (word := said_in(row, column)))
    return [word for word, _count in found.most_common(MOST_WORDS)]
