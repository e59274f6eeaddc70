"""Rules for whole columns in real sheets, and forms with thousands of rows made ready."""

import gc
import time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from linli.base.errors import Invalid
from linli.paperwork.layouts import fill, read_layout
from linli.paperwork.layouts.opening import open_form

pytestmark = pytest.mark.once

GIVEN = Path(__file__).parents[5] / "shared" / "data" / "office-files"
LINES = Border(*[Side("thin")] * 4)
PEOPLE = [{"name": f"测试{at}", "sex": "男"} for at in range(6)]


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def roster(last: int | None = None) -> bytes:
    """Headings in row 2, rules and formulas for the whole columns below, one of them on another sheet."""
    book = Workbook()
    page = book.active
    page.title = "表"
    page.append(["花名册"])
    page.append(["序号", "姓名", "性别"])
    rule = DataValidation("list", formula1='"男,女"', sqref="C3:C1048576")
    page.add_data_validation(rule)
    page.conditional_formatting.add("$B$3:$C$1048576", FormulaRule(['$C3="女"'], fill=PatternFill(bgColor="FFFF00")))
    book.create_sheet("汇总")["A1"] = "=COUNTA(表!B3:B1048576)+COUNTA(表!B2:B1048576)+COUNTA(表!$C:$C)"
    if last:
        page.cell(last, 1, "完")
    return saved(book)


def filled(data: bytes, rows=PEOPLE) -> Workbook:
    mapping = {
        slot.key: "name" if slot.heading == "姓名" else "sex"
        for slot in read_layout(data).slots
        if slot.kind == "column"
    }
    return load_workbook(BytesIO(fill(data, mapping, rows, {})))


def test_rules_for_whole_columns_hold_for_the_new_rows_and_end_with_the_sheet():
    book = filled(roster())
    page = book["表"]
    assert [page.cell(row, 2).value for row in (3, 8, 9)] == ["测试0", "测试5", None]
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["C3:C1048576"]
    assert [str(rule.sqref) for rule in page.conditional_formatting] == ["B3:C1048576"]
    assert book["汇总"]["A1"].value == "=COUNTA(表!B3:B1048576)+COUNTA(表!B2:B1048576)+COUNTA(表!$C:$C)"


def test_what_is_written_in_the_last_row_of_a_sheet_is_not_pushed_off_it():
    with pytest.raises(Invalid, match="1048576"):
        filled(roster(last=1_048_576))


@pytest.mark.skipif(not GIVEN.exists(), reason="the office files are not there: ../shared/data/office-files")
def test_the_offices_whole_column_rule_holds_for_the_new_rows():
    page = filled((GIVEN / "C1-whole-column-rule.xlsx").read_bytes()).active
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["C3:C1048576"]


def seconds(rows: int) -> float:
    book = Workbook()
    book.active.append(["序号", "姓名", "性别", "电话"])
    for at in range(rows):
        book.active.append([at + 1, None, None, None])
    for row in book.active.iter_rows():
        for cell in row:
            cell.border = LINES
    data = saved(book)
    return min(_reading(data) for _time in range(3))


def _reading(data: bytes) -> float:
    """Without the collector of garbage, whose time depends on what other tests left behind."""
    gc.disable()
    began = time.process_time()
    assert len(open_form(data).layout.slots) == 3
    took = time.process_time() - began
    gc.enable()
    return took


def test_twice_the_lined_rows_take_about_twice_the_time():
    seconds(100)
    assert seconds(4000) < 3.2 * max(seconds(2000), 0.05)
