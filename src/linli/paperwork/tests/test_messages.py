"""A message in a chat group is a form: its blanks are found, filled, and copied back."""

import pytest

from linli.base.errors import Invalid
from linli.paperwork.layouts import fill_message, read_message

ASKED = """@所有人 请各社区今天17:00前报送：
社区：
60岁以上老人____人，其中独居老人____人；
已走访（  ）户，填报日期：  年  月  日
填报人：    电话：
1. 姓名：  楼栋：   电话：
2.
3. 姓名：  楼栋：   电话：
谢谢！"""


def headings(text: str) -> list[tuple[str, str]]:
    return [(slot.heading, slot.kind) for slot in read_message(text).slots]


def filled(text: str, rows=(), **cells) -> str:
    mapping = {slot.key: slot.heading for slot in read_message(text).slots}
    return fill_message(text, mapping, rows, cells)


def test_its_blanks_are_called_by_the_words_before_them() -> None:
    assert headings(ASKED) == [
        ("社区", "cell"),
        ("60岁以上老人", "cell"),
        ("其中独居老人", "cell"),
        ("已走访", "cell"),
        ("填报日期", "cell"),
        ("填报人", "cell"),
        ("电话", "cell"),
        ("姓名", "column"),
        ("楼栋", "column"),
        ("电话", "column"),
    ]


def test_it_is_filled_and_its_list_is_as_long_as_there_are_records() -> None:
    people = [{"姓名": "甲", "楼栋": "3栋"}, {"姓名": "乙", "电话": "13800138000"}]
    said = filled(ASKED, people, **{"60岁以上老人": 12, "其中独居老人": 3, "社区": "示例社区", "已走访": 0})
    assert said.split("\n") == [
        "@所有人 请各社区今天17:00前报送：",
        "社区：示例社区",
        "60岁以上老人12人，其中独居老人3人；",
        "已走访（0）户，填报日期：  年  月  日",
        "填报人：    电话：",
        "1. 姓名：甲  楼栋：3栋  电话：",
        "2. 姓名：乙  楼栋：   电话：13800138000",
        "谢谢！",
    ]


def test_what_nothing_fills_stays_as_it_came() -> None:
    assert fill_message(ASKED, {}, [], {}) == ASKED.replace("\n2.\n3. 姓名：  楼栋：   电话：", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、老人数：____\n2、低保户数：____", ["老人数", "低保户数"]),
        ("姓名：  电话：", ["姓名", "电话"]),
        ("1）姓名：  住址：", ["姓名", "住址"]),
        ("辖区今日无走失老人（ ）人", ["辖区今日无走失老人"]),
        ("负责人签字：____\n人数：____", ["人数"]),
    ],
)
def test_messages_as_offices_write_them(text: str, expected: list[str]) -> None:
    assert [heading for heading, _kind in headings(text)] == expected


@pytest.mark.parametrize("text", ["请大家注意防汛安全。", "", "请于周五前报送：", "人数：____\n" * 600])
def test_a_message_that_asks_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_message(text)
