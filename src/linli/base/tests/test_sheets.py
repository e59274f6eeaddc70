"""Tables as offices send them: titles, two rows of headings, merged cells, totals, notes, numbers as text."""

import csv
import zipfile
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.errors import Invalid
from linli.base.sheets import open_table, plain_cell, safe_cell, signature

pytestmark = pytest.mark.once


@pytest.fixture
def excel(tmp_path):
    """Write rows from a cell on, merge ranges; the path of the book."""

    def write(rows, *, merged=(), top=1, left=1, name="表.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        for r, row in enumerate(rows, start=top):
            for c, value in enumerate(row, start=left):
                sheet.cell(r, c, value)
        for cells in merged:
            sheet.merge_cells(cells)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def text(tmp_path):
    def write(content: str, *, encoding="utf-8", name="表.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode(encoding))
        return path

    return write


def rows(path: Path, **more) -> list[dict]:
    return [row for _line, row in open_table(path, **more).rows()]


def test_a_table_from_the_office_is_understood_whole(excel):
    path = excel(
        [
            ["南石头街道甲社区居民诉求登记表"],
            ["填报单位：甲社区", None, None, "2026年3月"],
            ["序号", "居民", None, "诉求", "登记日期"],
            [None, "姓名", "电话", None, None],
            [1, "居民甲", "１３８００１３８０００", "三栋路灯不亮", "1958.3"],
            [2.0, "居民乙", 13800138001, "\u3000井盖缺失 ", date(2026, 3, 5)],
            [None, None, None, None, None],
            ["小计", None, None, 2, None],
            ["合 计：", None, None, 2, None],
            ["注：电话仅供联系使用"],
            ["填报人：社工丁", None, None, "审核：主任戊"],
        ],
        merged=["A1:E1", "B3:C3", "A3:A4", "D3:D4", "E3:E4"],
    )
    table = open_table(path)
    assert table.columns == ["序号", "居民/姓名", "居民/电话", "诉求", "登记日期"]
    found = list(table.rows())
    assert [line for line, _row in found] == [5, 6]
    assert found[0][1] == {
        "序号": 1,
        "居民/姓名": "居民甲",
        "居民/电话": "13800138000",
        "诉求": "三栋路灯不亮",
        "登记日期": "1958.3",
    }
    assert found[1][1]["诉求"] == "井盖缺失"
    assert found[1][1]["序号"] == 2
    assert isinstance(found[1][1]["序号"], int)
    assert found[1][1]["登记日期"] == date(2026, 3, 5)
    assert table.left_out == {"totals": 2, "notes": 2, "empty": 1, "headings": 0}


def test_a_merged_cell_counts_for_every_row_that_it_covers(excel):
    path = excel(
        [["社区", "楼栋", "户数"], ["甲社区", "1栋", 32], [None, "2栋", 30], ["乙社区", "1栋", 28]], merged=["A2:A3"]
    )
    assert [row["社区"] for row in rows(path)] == ["甲社区", "甲社区", "乙社区"]


def test_an_empty_cell_that_is_not_merged_stays_empty(excel):
    assert [row["社区"] for row in rows(excel([["社区", "楼栋"], ["甲社区", "1栋"], [None, "2栋"]]))] == ["甲社区", ""]


def test_a_table_that_begins_further_down_and_right_keeps_its_line_numbers(excel):
    path = excel([["姓名", "电话"], ["居民甲", "1"], ["居民乙", "2"]], top=4, left=3)
    table = open_table(path)
    assert [(line, row["姓名"]) for line, row in table.rows()] == [(5, "居民甲"), (6, "居民乙")]


def test_the_line_of_the_headings_can_be_named(excel):
    path = excel([["a", "b", "c"], ["x", "y", None], [1, 2, None]])
    assert open_table(path, header=2).columns == ["x", "y", "#3"]
    with pytest.raises(Invalid, match="9"):
        open_table(path, header=9)


def test_a_sheet_is_chosen_by_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["甲"])
    book.create_sheet("二月").append(["乙"])
    book.save(tmp_path / "表.xlsx")
    assert open_table(tmp_path / "表.xlsx", sheet="二月").columns == ["乙"]
    with pytest.raises(Invalid):
        open_table(tmp_path / "表.xlsx", sheet="三月")


def test_headings_of_the_same_name_are_kept_apart(text):
    assert open_table(text("日期,内容,日期,\n1,2,3,4\n")).columns == ["日期", "内容", "日期 (3)", "#4"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_csv_is_read_in_the_encoding_that_it_is_in(text, encoding):
    path = text("姓名,诉求\n居民甲,“路灯”不亮\n", encoding=encoding)
    assert rows(path) == [{"姓名": "居民甲", "诉求": "“路灯”不亮"}]


def test_a_character_cut_in_two_by_the_sample_does_not_change_the_encoding(text):
    long = "姓名,诉求\n" + "".join(f"居民甲,路灯{'亮' * (i % 7)}\n" for i in range(20_000))
    assert rows(text(long))[-1]["姓名"] == "居民甲"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，"])
def test_columns_are_parted_by_what_parts_them(text, mark):
    assert rows(text(f"姓名{mark}诉求\n居民甲{mark}路灯\n")) == [{"姓名": "居民甲", "诉求": "路灯"}]


def test_short_rows_are_filled_and_what_lies_beyond_the_headings_is_left(text):
    assert rows(text("甲,乙,丙\n一,二\n一,二,三,四\n"))[0] == {"甲": "一", "乙": "二", "丙": ""}
    assert rows(text("甲,乙,丙\n一,二\n一,二,三,四\n"))[1] == {"甲": "一", "乙": "二", "丙": "三"}


def test_a_line_break_inside_a_cell_stays_inside(text):
    assert rows(text('甲,乙\n"第一行\r\n第二行",二\n'))[0]["甲"] == "第一行\n第二行"


def test_a_request_that_speaks_of_totals_is_no_total(text):
    assert len(rows(text("编号,内容\n1,合计金额不对\n2,注意楼道堆物\n3,说明书丢了\n"))) == 3


def zip_bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _each in range(201):
            part.write(bytes(1024 * 1024))
    return path


def test_a_spreadsheet_that_unfolds_without_end_is_refused(tmp_path):
    with pytest.raises(Invalid, match="200"):
        open_table(zip_bomb(tmp_path / "炸弹.xlsx"))


@pytest.mark.parametrize("name", ["空.csv", "空.xlsx", "空.xls", "空.ods"])
def test_an_empty_file_is_refused(text, name):
    with pytest.raises(Invalid):
        open_table(text("", name=name))


@pytest.mark.parametrize("name", ["没有.csv", "没有.xlsx", "没有.ods"])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(Invalid):
        open_table(tmp_path / name)


@pytest.mark.parametrize("name", ["文字.xlsx", "文字.xls"])
def test_a_text_that_is_called_a_spreadsheet_is_refused(text, name):
    with pytest.raises(Invalid):
        open_table(text("姓名,诉求\n", name=name))


@given(
    st.lists(
        st.lists(
            st.sampled_from(["甲", "2", "", "三栋路灯", "a b", "１", "合计", "注：", "-", "\u3000"]),
            min_size=3,
            max_size=3,
        ),
        max_size=12,
    )
)
def test_every_row_is_given_or_counted(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("rows") / "表.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["编号", "姓名", "诉求内容"], *lines])
    table = open_table(path, header=1)
    given_rows = list(table.rows())
    assert len(given_rows) + sum(table.left_out.values()) == len(lines)
    assert all(row.keys() == {"编号", "姓名", "诉求内容"} for _line, row in given_rows)


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        (None, ""),
        (3.0, 3),
        (3.5, 3.5),
        (True, True),
        ("１２３ａ", "123a"),
        (" 居民\u3000甲\u200b ", "居民 甲"),
        (date(2026, 3, 5), date(2026, 3, 5)),
        (time(14, 30), time(14, 30)),
    ],
)
def test_a_cell_holds_no_surprise(cell, plain):
    assert plain_cell(cell) == plain
    assert type(plain_cell(cell)) is type(plain)


@pytest.mark.parametrize("value", ["=1+1", "+86", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_is_not_run_as_a_formula(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["路灯", "1+1", 7, -7, None, date(2026, 3, 5)])
def test_what_is_no_formula_is_left_alone(value):
    assert safe_cell(value) == value


def test_a_remembered_table_is_known_again_by_its_headings():
    assert signature(["姓名", "电 话", "A"]) == signature(["姓\n名", "电话", "a"])
    assert signature(["姓名", "电话"]) != signature(["电话", "姓名"])
    assert signature(["ab"]) != signature(["a", "b"])
