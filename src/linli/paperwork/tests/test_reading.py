"""Where a form wants something written: found in sheets as offices really make them."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from linli.paperwork.layouts import FieldName, fill, propose, read_layout
from linli.records.register import shipped

from .templates import TEMPLATES, THIS_YEAR
from .templates.paper import boxed, empty_rows, headings, saved


def sheet_of(*lines: list[Any], empty: int = 0) -> bytes:
    """A sheet with lines around every cell of the lines, and empty rows below."""
    book = Workbook()
    for row, line in enumerate(lines, start=1):
        for column, words in enumerate(line, start=1):
            boxed(book.active, (row, column, row, column), words)
    empty_rows(book.active, len(lines) + 1, empty, len(lines[0]))
    return saved(book)


def bare(lines: list[list[Any]]) -> bytes:
    """A sheet without a single line around its cells."""
    book = Workbook()
    for line in lines:
        book.active.append(line)
    return saved(book)


def test_numbered_rows_without_lines_are_filled_where_they_stand() -> None:
    empty = bare([HEADINGS, [1], [2], ["合计"]])
    mapping = {slot.key: slot.heading for slot in read_layout(empty).slots}
    full = load_workbook(BytesIO(fill(empty, mapping, [{"姓名": f"测试{n}"} for n in range(3)], {}))).active
    assert [row[:2] for row in full.iter_rows(min_row=2, values_only=True)] == [
        (1, "测试0"),
        (2, "测试1"),
        (3, "测试2"),
        ("合计", None),
    ]


def asked(data: bytes) -> dict[str, str]:
    return {slot.key.partition("!")[2]: slot.heading for slot in read_layout(data).slots}


HEADINGS = ["序号", "姓名", "电话"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (sheet_of(HEADINGS, empty=3), {"B2": "姓名", "C2": "电话"}),
        (sheet_of(HEADINGS, ["例", "张三", "13800138000"], empty=3), {"B3": "姓名", "C3": "电话"}),
        (sheet_of(HEADINGS, [1, "张三", "13800138000"], empty=3), {"B3": "姓名", "C3": "电话"}),
        (sheet_of(["单位", "人数", "户数"], ["甲", 1, 2], empty=2), {"A3": "单位", "B3": "人数", "C3": "户数"}),
        (
            sheet_of(["单位", "人数", "户数"], ["甲", 1, 2], ["一社区", None, None]),
            {"B3": "一社区/人数", "C3": "一社区/户数"},
        ),
        (
            sheet_of(["姓名", None, "性别", None], ["住址", None, None, None]),
            {"B1": "姓名", "D1": "性别", "B2": "住址"},
        ),
        (sheet_of(["姓名", None], ["本人签字", None], ["单位盖章", None]), {"B1": "姓名"}),
        (sheet_of(["姓名", "=1+1"], ["电话", None]), {"B2": "电话"}),
        (sheet_of(["小区", "楼栋", "房号"]), {"A2": "小区", "B2": "楼栋", "C2": "房号"}),
        (bare([HEADINGS, [1], [2], ["填表人："]]), {"B2": "姓名", "C2": "电话", "A4#0": "填表人"}),
    ],
)
def test_places_to_fill(data: bytes, expected: dict[str, str]) -> None:
    assert asked(data) == expected


def test_two_lists_side_by_side_grow_together() -> None:
    book = Workbook()
    headings(book.active, 1, ["姓名", "电话"])
    empty_rows(book.active, 2, 3, 2)
    for row in range(1, 5):
        for column, words in ((4, "楼栋"), (5, "户数")):
            boxed(book.active, (row, column, row, column), words if row == 1 else None)
    data = saved(book)
    mapping = {slot.key: slot.heading for slot in read_layout(data).slots}
    rows = [{"姓名": f"测试{at}", "楼栋": f"{at}栋"} for at in range(6)]
    sheet = load_workbook(BytesIO(fill(data, mapping, rows, {}))).active
    assert [(sheet[f"A{row}"].value, sheet[f"D{row}"].value) for row in (2, 7, 8)] == [
        ("测试0", "0栋"),
        ("测试5", "5栋"),
        (None, None),
    ]


def test_the_fields_of_the_register_are_proposed_for_a_form_that_was_never_seen() -> None:
    fields = [FieldName(field.key, field.name, tuple(field.headings)) for field in shipped()]
    forms = {template.name: read_layout(template.build(THIS_YEAR)) for template in TEMPLATES}
    found = {
        name: {
            slot.heading: key for slot in forms[name].slots if (key := propose(forms[name], fields, {}).get(slot.key))
        }
        for name in ("高龄津贴发放花名册", "家庭基本情况登记表")
    }
    assert (
        found["高龄津贴发放花名册"].items()
        >= {"姓名": "name", "性别": "sex", "出生年月": "birth_date", "联系电话": "telephone"}.items()
    )
    assert (
        found["家庭基本情况登记表"].items()
        >= {
            "户主姓名": "name",
            "家庭成员/姓名": "name",
            "家庭成员/与户主关系": "relation",
            "家庭成员/性别": "sex",
        }.items()
    )
    assert "填表人" not in found["高龄津贴发放花名册"]
