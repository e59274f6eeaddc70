"""Excel forms keep their layout to the last detail when they are filled, and hold the right answers."""

from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from linli.paperwork.layouts import fill, read_layout

from .comparing import Filled, Rows, area_now, filled, look, parts, settings, sharing_its_texts
from .templates import TEMPLATES, Template

SHEETS = [template for template in TEMPLATES if template.kind == "xlsx"]
LISTS = {
    "高龄津贴发放花名册": ("花名册", 5, 14),
    "困难群众走访台账": ("走访台账", 4, 9),
    "独居老人探访登记表": ("探访'登记", 5, 8),
    "流动人口登记表": ("登记表", 3, 2),
    "辖区楼栋信息统计": ("楼栋 信息", 5, 9),
    "退役军人信息采集": ("采集表", 9, 11),
}
RECORD: dict[str, Any] = {
    "name": "测试甲",
    "sex": "男",
    "birth_date": "1938-03",
    "estate": "示例小区",
    "building": "3栋",
    "door": "0802",
    "months": 3,
    "telephone": "13800138000",
    "rate": 200,
    "address": "示例路8号",
    "poor": True,
    "reason": "残疾",
    "visited": date(2026, 3, 5),
    "worker": "测试网格员",
    "age": 88,
    "health": "一般",
    "needs": False,
    "identity": "44010119380305001X",
    "registered": "示例县",
    "built": "1998",
    "homes": 20,
    "let": 4,
    "people": 55,
    "lift": True,
    "relation": "配偶",
}
CELLS: dict[str, Any] = RECORD | {
    "committee": "示例社区居委会",
    "today": date(2026, 3, 5),
    "number": "0001",
    "joined": "1958-12",
    "left": "1962-01",
    "party": "群众",
    "married": "已婚",
    "height": 172,
    "account": "6222020000000000001",
    "manner": "上门",
    "visits": 12,
    "errands": 3,
    "hazards": 0,
    "disputes": 2,
    "elders": 9,
}
FEW, MANY = 2, 23

named = pytest.mark.parametrize("template", SHEETS, ids=lambda template: template.name)


def records(count: int) -> list[dict[str, Any]]:
    return [RECORD | {"name": f"测试{number}"} for number in range(1, count + 1)]


@cache
def form(name: str, count: int = FEW) -> Filled:
    template = next(template for template in SHEETS if template.name == name)
    counts = {field: 7 for field in template.mapping.values() if field not in CELLS}
    return filled(template, records(count), CELLS | counts)


def grown(template: Template, count: int) -> Rows:
    sheet, first, last = LISTS.get(template.name, ("", 0, 0))
    return Rows(sheet, first, last, max(count - (last - first + 1), 0)) if sheet else Rows()


@pytest.mark.parametrize("count", [FEW, MANY])
@named
def test_what_was_not_to_be_filled_is_as_it_was(template: Template, count: int) -> None:
    done, rows = form(template.name, count), grown(template, count)
    answered = {key.partition("#")[0] for key in done.mapping}
    columns = {key.rsplit("!", 1)[1].rstrip("0123456789") for key in answered if key.startswith(f"{rows.sheet}!")}
    empty, full = done.books()
    for sheet in empty:
        moved = rows if sheet.title == rows.sheet else Rows()
        for line in sheet.iter_rows():
            for cell in line:
                now = full[sheet.title].cell(moved.now(cell.row), cell.column)
                listed = moved.first <= cell.row <= moved.last and get_column_letter(cell.column) in {*columns, "A"}
                kept = listed or cell.data_type == "f" or f"{sheet.title}!{cell.coordinate}" in answered
                assert look(now) == look(cell), cell.coordinate
                assert now.data_type == "f" or cell.data_type != "f", cell.coordinate
                assert kept or now.value == cell.value, cell.coordinate


@pytest.mark.parametrize("count", [FEW, MANY])
@named
def test_paper_margins_widths_merged_cells_and_rules_stay(template: Template, count: int) -> None:
    rows = grown(template, count)
    empty, full = form(template.name, count).books()
    for before in empty:
        now, moved = full[before.title], rows if before.title == rows.sheet else Rows()
        assert settings(now) == settings(before)
        assert now.print_area.replace("$", "").rsplit("!", 1)[-1] == (
            area_now(before.print_area.rsplit("!", 1)[-1], moved) if before.print_area else ""
        )
        for row, line in before.row_dimensions.items():
            assert now.row_dimensions[moved.now(row)].height == line.height
        tall = [
            area for area in before.merged_cells.ranges if area.max_row > area.min_row or area.max_row != moved.last
        ]
        assert {area_now(str(area), moved, merged=True) for area in tall} <= {
            str(area) for area in now.merged_cells.ranges
        }


@named
def test_the_same_bytes_give_the_same_layout_and_the_same_file(template: Template) -> None:
    one = form(template.name)
    assert fill(one.empty, one.mapping, records(FEW), CELLS) == fill(one.empty, one.mapping, records(FEW), CELLS)
    assert read_layout(one.empty) == read_layout(one.empty)


@named
def test_parts_that_nobody_fills_are_the_same_to_the_byte(template: Template) -> None:
    done = form(template.name, MANY)
    before, now = parts(done.empty), parts(done.full)
    kept = [name for name in before if "/media/" in name or "/theme/" in name or name.startswith("docProps/")]
    assert kept
    assert all(now[name] == before[name] for name in kept)


def test_a_list_grows_with_its_totals_rules_and_printing() -> None:
    sheet = form("高龄津贴发放花名册", MANY).books()[1].active
    assert [sheet[f"A{row}"].value for row in (5, 14, 27)] == [1, 10, 23]
    assert sheet["B27"].value == "测试23"
    assert sheet["K27"].value == "=I27*J27"
    assert (sheet["I28"].value, sheet["K28"].value) == ("=SUM(I5:I27)", "=SUM(K5:K27)")
    assert sheet["A29"].value.startswith("注：1.")
    assert sheet["A28"].value == "合  计"
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C5:C27"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["K5:K27"]
    assert sheet.row_dimensions[27].height == sheet.row_dimensions[14].height == 24
    assert [image.anchor._from.row + 1 for image in sheet._images] == [1, 30]
    assert all(look(sheet.cell(27, column)) == look(sheet.cell(14, column)) for column in range(1, 13))


def test_a_list_with_fewer_records_keeps_its_empty_rows_and_their_numbers() -> None:
    sheet = form("高龄津贴发放花名册").books()[1].active
    assert [sheet[f"A{row}"].value for row in range(5, 15)] == list(range(1, 11))
    assert sheet["B7"].value is None
    assert sheet["K15"].value == "=SUM(K5:K14)"


def test_dates_numbers_and_codes_are_written_as_what_they_are() -> None:
    sheet = form("高龄津贴发放花名册").books()[1].active
    assert sheet["D5"].value.date() == date(1938, 3, 1)
    assert sheet["D5"].number_format == 'yyyy"."mm'
    assert (sheet["I5"].value, sheet["J5"].value) == (3, 200)
    assert (sheet["H5"].value, sheet["H5"].data_type) == ("13800138000", "s")
    assert (sheet["G5"].value, sheet["G5"].data_type) == ("0802", "s")
    assert sheet["L5"].value is None, "a signature is made by hand"


def test_blanks_in_a_line_are_filled_where_they_stand() -> None:
    sheet = form("高龄津贴发放花名册").books()[1].active
    assert sheet["A2"].value == "填报单位（盖章）：示例社区居委会      填报日期：2026年3月5日          单位：元"
    assert sheet["A17"].value == "负责人：            审核人：            填表人：测试网格员  联系电话：13800138000"
    assert (
        form("独居老人探访登记表").books()[1].active["A2"].value
        == "社区名称：示例社区居委会  网格员：测试网格员  电话：____________"
    )


def test_cells_merged_in_each_row_are_merged_in_the_new_rows() -> None:
    sheet = form("困难群众走访台账", MANY).books()[1].active
    assert {f"C{row}:D{row}" for row in range(4, 27)} <= {str(area) for area in sheet.merged_cells.ranges}
    assert "A29:D30" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["C26"].value == "示例路8号"
    assert sheet["A28"].value == '="共走访"&COUNTA(B4:B26)&"户"'
    assert [mark.id for mark in sheet.row_breaks.brk] == [27]
    assert (sheet["E4"].value, sheet["G4"].value) == ("√", "2026.03.05")


def test_boxes_are_ticked_in_old_rows_and_in_new_ones() -> None:
    sheet = form("独居老人探访登记表", MANY).books()[1].active
    assert {sheet[f"F{row}"].value for row in range(5, 28)} == {"□良好 ☑一般 □较差"}
    assert {sheet[f"G{row}"].value for row in range(5, 28)} == {"是□ 否☑"}
    assert sheet["A3"].value == "探访形式：□电话 ☑上门"
    assert sheet["H27"].value.date() == date(2026, 3, 5)


def test_a_list_without_an_empty_row_is_made_below_its_headings() -> None:
    empty, full = form("流动人口登记表", MANY).books()
    sheet = full["登记表"]
    assert [sheet[f"B{row}"].value for row in (3, 25)] == ["测试1", "测试23"]
    assert sheet["A26"].value == empty["登记表"]["A3"].value
    assert sheet["B3"]._style.borderId == sheet["B2"]._style.borderId
    assert sheet["B3"].font.b is not True
    assert sheet["B3"].fill.fill_type is None
    assert sheet["D3"].value == "44010119380305001X"
    assert full["字典"].sheet_state == "hidden"


def test_hidden_sheets_are_not_asked_about() -> None:
    template = next(template for template in SHEETS if template.name == "流动人口登记表")
    assert not [slot for slot in read_layout(template.build(2026)).slots if slot.key.startswith("字典")]


def test_other_sheets_reckon_with_the_rows_that_were_added() -> None:
    full = form("辖区楼栋信息统计", MANY).books()[1]
    sheet, summary = full["楼栋 信息"], full["汇总"]
    assert [summary[f"B{row}"].value for row in (1, 2, 3)] == [
        "='楼栋 信息'!F28",
        "=SUM('楼栋 信息'!G5:G27)",
        "=COUNTA('楼栋 信息'!$B$5:$B$27)",
    ]
    assert sheet["F27"].value == "=SUM(D27:E27)"
    assert sheet["H28"].value == "=G28/F28"
    assert sheet["G28"].comment.text == "与派出所数据核对"
    assert sheet.auto_filter.ref == "A4:K27"
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A5:H27"]
    assert [rule.formula for area in sheet.conditional_formatting for rule in area.rules] == [["$G5>$G$28/2"]]
    assert sheet["A27"].value == "=ROW()-4", "a number that reckons itself is not written over"
    assert (sheet["C5"].value, sheet["I5"].value) == ("1998", "是")


def test_a_card_says_things_in_the_words_of_its_labels() -> None:
    sheet = form("退役军人信息采集").books()[1].active
    said = {place: sheet[place].value for place in ("B3", "F3", "B4", "F4", "B5", "D5", "F5", "B7", "F7", "D9", "C9")}
    assert said == {
        "B3": "测试甲",
        "F3": "1938.03",
        "B4": "1958年12月",
        "F4": "群众",
        "B5": "2",
        "D5": 172,
        "F5": "6222020000000000001",
        "B7": "☑是    □否",
        "F7": "13800138000",
        "D9": "1938.03",
        "C9": "配偶",
    }
    assert sheet["G3"].value == "照片"
    assert sheet["A13"].value == "本人签字：              采集人：测试网格员"


def test_a_tall_label_beside_a_list_grows_with_it() -> None:
    sheet = form("退役军人信息采集", MANY).books()[1].active
    assert "A8:A31" in {str(area) for area in sheet.merged_cells.ranges}
    assert "B32:G32" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["B31"].value == "测试23"


def test_counts_stand_where_row_and_column_meet() -> None:
    sheet = form("残疾人基本情况统计表").books()[1].active
    assert {sheet.cell(row, column).value for row in range(5, 11) for column in range(3, 7)} == {7}
    assert (sheet["G5"].value, sheet["C11"].value) == ("=SUM(C5:F5)", "=SUM(C5:C10)")
    monthly = form("网格走访月报").books()[1].active
    assert [monthly[place].value for place in ("B4", "E4", "B5", "E5", "C4")] == [12, 0, 55, 2, "=B4+0"]
    assert monthly["A7"].value == "网格长：测试网格员  填报日期：2026年3月5日"


def test_no_figure_of_before_is_left_beside_new_answers() -> None:
    done = form("辖区楼栋信息统计")
    book = load_workbook(BytesIO(done.full), data_only=True)
    assert book["汇总"]["B1"].value is None
    assert done.books()[1].calculation.fullCalcOnLoad


def test_text_that_begins_like_a_formula_stays_text() -> None:
    template = next(template for template in SHEETS if template.name == "流动人口登记表")
    evil = [
        {
            "name": '=HYPERLINK("http://x")',
            "registered": "+1",
            "address": "@SUM(A1)",
            "telephone": "-1+2",
            "sex": "\t=1",
        }
    ]
    sheet = filled(template, evil, {}).books()[1]["登记表"]
    cells = [sheet[f"{column}3"] for column in "BCEFG"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value.startswith(("=", "+", "-", "@"))]


def test_nothing_mapped_leaves_every_word_as_it_is() -> None:
    for template in SHEETS:
        empty = template.build(2026)
        before, now = (load_workbook(BytesIO(data)) for data in (empty, fill(empty, {}, records(MANY), CELLS)))
        for sheet in before:
            assert [[c.value for c in row] for row in now[sheet.title]] == [[c.value for c in row] for row in sheet]


def test_texts_that_a_workbook_shares_are_read_and_keep_their_fonts() -> None:
    done = form("高龄津贴发放花名册", MANY)
    shared = sharing_its_texts(done.empty)
    assert read_layout(shared) == read_layout(done.empty)
    full = fill(shared, done.mapping, records(MANY), CELLS)
    book, expected = load_workbook(BytesIO(full), rich_text=True), done.books()[1]
    assert [[str(c.value) for c in row] for row in book.active] == [
        [str(c.value) for c in row] for row in expected.active
    ]
    line = book.active["A2"].value
    assert (line[0].text, line[0].font.b) == ("填报", True)
    assert str(line[1]).startswith("单位（盖章）：示例社区居委会")


def test_remarks_below_a_list_go_down_with_their_cells() -> None:
    before, now = (
        parts(data)["xl/drawings/commentsDrawing1.vml"]
        for data in (form("辖区楼栋信息统计").full, form("辖区楼栋信息统计", MANY).full)
    )
    assert b":Row>9<" in before
    assert b":Row>27<" in now
