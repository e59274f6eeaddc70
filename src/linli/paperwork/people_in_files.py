"""People in an office's file: last month's list sent in again, an example row. Their words look like headings and are kept nowhere."""

import re
from collections.abc import Collection, Sequence

from linli.base.personal import LEFT_OUT, is_like_a_name, without_personal

from .figures import IDENTIFYING
from .layouts import Slot

ROW = re.compile(r"(.*!)[A-Z]+(\d+)|(t\d+r\d+)c\d+")


def without_people(slots: Sequence[Slot], names: Collection[str]) -> list[str]:
    """The headings in their order, with … for what is somebody's own. Where one column of a row is, the whole row is a person."""
    known = frozenset(names)
    found = [without_personal(slot.heading, known) for slot in slots]
    filled = {
        _row(slot)
        for slot, said in zip(slots, found, strict=True)
        if slot.kind == "column" and said.endswith(f"/{LEFT_OUT}")
    }
    return [
        f"{outer}/{LEFT_OUT}"
        if slot.kind == "column" and _row(slot) in filled and (outer := said.rpartition("/")[0])
        else said
        for slot, said in zip(slots, found, strict=True)
    ]


def may_be_remembered(heading: str, field: str) -> bool:
    """Not what was left out, nor what was said to be a name and looks like one: 测试甲 where 姓名 should stand."""
    if LEFT_OUT in heading or without_personal(heading) != heading:
        return False
    return not (field in IDENTIFYING and is_like_a_name(heading.rpartition("/")[2]))


def _row(slot: Slot) -> str:
    found = ROW.match(slot.key)
    return "".join(part or "" for part in found.groups()) if found else slot.key
