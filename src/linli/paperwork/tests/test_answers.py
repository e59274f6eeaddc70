"""A value is said as the form wants it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.paperwork.layouts.answers import answer, choose, in_words
from linli.paperwork.layouts.blanks import Runs, gaps, options

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("value", "heading", "said"),
    [
        ("1958-03", "出生年月", "1958.03"),
        ("1958-03-09", "出生年月", "1958.03"),
        ("1958-03-09", "出生日期", "1958年3月9日"),
        ("1958", "出生年月", "1958"),
        ("1958~", "出生日期", "约1958年"),
        (DAY, "走访日期（2026.01.02）", "2026.03.05"),
        (DAY, "日期（yyyy-mm-dd）", "2026-03-05"),
        (DAY, "填报日期", "2026年3月5日"),
        (DAY, "时间（如20260102）", "20260305"),
        (DAY, "联系方式/出生年月（1958.3）", "2026.03"),
        ("1998", "建成年份", "1998"),
        ("2024-05", "编号", "2024-05"),
        (True, "是否低保", "是"),
        (False, "是否低保", "否"),
        (True, "低保（打√）", "√"),
        (False, "低保（打√）", ""),
        (True, "有无电梯（有/无）", "有"),
        (False, "有无电梯（有/无）", "无"),
        (None, "备注", ""),
        ("", "备注", ""),
        ("已婚", "婚姻（1未婚 2已婚 3丧偶，填序号）", "2"),
        ("已婚", "婚姻（1.未婚、2.已婚）", "已婚"),
        ("男", "性别（男/女）", "男"),
        ("独居老人", "居住情况（独居/空巢/其他）", "独居"),
        ("未曾说过", "居住情况（独居/空巢）", "未曾说过"),
        (["低保", "残疾"], "类别", "低保、残疾"),
        (13800138000, "联系电话", "13800138000"),
        (3.0, "人数", "3"),
        (Decimal("1.50"), "金额", "1.50"),
        ("１２号\x07", "门牌", "12号"),
    ],
)
def test_values_in_words(value: Any, heading: str, said: str) -> None:
    assert in_words(answer(value, heading), heading) == said


def test_numbers_stay_numbers_and_codes_become_text() -> None:
    assert answer(200, "金额（元）") == 200
    assert answer(4401011234567890, "卡号") == "4401011234567890"
    assert answer(440101123456, "数") == "440101123456"
    assert answer(datetime(2026, 3, 5, 9, 0).astimezone(), "填报日期").said("填报日期") == "2026年3月5日"  # type: ignore[union-attr]


def test_the_words_that_a_cell_allows_are_taken() -> None:
    assert answer("党员", "政治面貌", ["中共党员", "群众"]) == "中共党员"
    assert answer(True, "低保", ["有", "无"]) == "有"


@pytest.mark.parametrize(
    ("text", "value", "chosen"),
    [
        ("□是 □否", True, ["是"]),
        ("是□ 否□", False, ["否"]),
        ("□ 有   □ 无", True, ["有"]),
        ("□男□女", "女", ["女"]),
        ("□低保 □特困 □其他____", ["低保", "特困"], ["低保", "特困"]),
        ("□良好 □一般", "很差", []),
        ("☐同意 ☐不同意", "同意", ["同意"]),
    ],
)
def test_boxes_to_tick(text: str, value: Any, chosen: list[str]) -> None:
    assert choose(value, options(text)) == chosen


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("姓名：______ 性别：____", ["姓名", "性别"]),
        ("填报单位（盖章）：      填报日期：   年  月  日", ["填报单位（盖章）", "填报日期"]),
        ("姓    名：______", ["姓名"]),
        ("本户共____人，其中残疾____人", ["本户共", "其中残疾"]),
        ("填表说明：", []),
        ("注：本表一式两份。", []),
        ("性别：□男 □女  民族：____", ["性别", "民族"]),
        ("（2026年___月）", []),
        ("联系电话：13800138000", []),
        ("填报人：", ["填报人"]),
        ("说明" * 300 + "：____", []),
    ],
)
def test_blanks_inside_a_text(text: str, headings: list[str]) -> None:
    assert [gap.heading for gap in gaps(text)] == headings


@given(st.lists(st.text(max_size=5), min_size=1, max_size=6), st.data())
def test_words_are_replaced_across_fonts_as_in_one_text(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    changed = dict(Runs(list(enumerate(pieces))).replace(start, end, "新"))
    assert "".join(changed.get(at, piece) for at, piece in enumerate(pieces)) == f"{text[:start]}新{text[end:]}"
