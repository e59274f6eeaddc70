"""Word forms keep their layout to the last detail when they are filled, and hold the right answers."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

from .comparing import Filled, filled, parts
from .templates import TEMPLATES, Template

DOCUMENTS = [template for template in TEMPLATES if template.kind == "docx"]
BODY = {"家庭基本情况登记表": (5, 7), "志愿者花名册": (2, 5), "居民意见征询表": (1, 0)}
RECORD: dict[str, Any] = {
    "name": "测试甲",
    "sex": "女",
    "birth_date": "1990-12-01",
    "relation": "户主",
    "identity": "44010119901201001X",
    "telephone": "13800138000",
    "skill": "修电器",
    "joined": date(2020, 5, 4),
    "hours": 12.5,
    "door": "0802",
    "opinion": "同意",
}
CELLS: dict[str, Any] = RECORD | {
    "committee": "示例社区居委会",
    "today": date(2026, 3, 5),
    "address": "示例路8号",
    "housing": "自有",
    "people": 3,
    "poor": False,
    "worker": "测试网格员",
    "subject": "加装电梯",
    "manner": ["入户", "会议"],
}
FEW, MANY = 2, 9

named = pytest.mark.parametrize("template", DOCUMENTS, ids=lambda template: template.name)


@cache
def form(name: str, count: int = FEW) -> Filled:
    template = next(template for template in DOCUMENTS if template.name == name)
    return filled(template, [RECORD | {"name": f"测试{number}"} for number in range(1, count + 1)], CELLS)


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def without_words(element: Any) -> bytes:
    """How a cell or a row looks: its XML without what runs say."""
    copy = etree.fromstring(etree.tostring(element))
    for run in list(copy.iter(qn("w:r"))):
        run.getparent().remove(run)
    return etree.tostring(copy)


@pytest.mark.parametrize("count", [FEW, MANY])
@named
def test_everything_but_the_answers_is_as_it_was(template: Template, count: int) -> None:
    done = form(template.name, count)
    before, now = parts(done.empty), parts(done.full)
    assert [name for name in before if before[name] != now[name]] == ["word/document.xml"]
    empty, full = done.papers()
    assert etree.tostring(empty.sections[0]._sectPr) == etree.tostring(full.sections[0]._sectPr)
    first, last = BODY[template.name]
    more = max(count - (last - first + 1), 0)
    old, new = empty.tables[0].rows, full.tables[0].rows
    assert len(new) == len(old) + more
    for at, row in enumerate(old):
        assert without_words(new[at + more * (at > last)]._tr) == without_words(row._tr)
        assert [cell.text for cell in row.cells if cell.text.strip("□ 是否")] == [
            mine.text
            for mine, cell in zip(new[at + more * (at > last)].cells, row.cells, strict=True)
            if cell.text.strip("□ 是否")
        ]


@pytest.mark.parametrize("name", ["家庭基本情况登记表", "志愿者花名册"])
def test_new_rows_look_like_the_last_one(name: str) -> None:
    _first, last = BODY[name]
    rows = form(name, MANY).papers()[1].tables[0].rows
    assert {without_words(rows[at]._tr) for at in range(last, last + 3)} == {without_words(rows[last]._tr)}


def test_labels_blanks_and_the_family_are_filled() -> None:
    paper = form("家庭基本情况登记表").papers()[1]
    table = words(paper.tables[0])
    assert [table[0][2], table[0][5], table[1][2], table[2][5]] == ["测试甲", "13800138000", "示例路8号", "3"]
    assert table[3][2] == "□是  ☑否"
    assert table[5] == ["家庭成员", "测试1", "户主", "女", "1990.12", "44010119901201001X", ""]
    assert table[7][1:] == [""] * 6
    assert [p.text for p in paper.paragraphs][1:] == [
        "社区名称：示例社区居委会    登记日期：2026年3月5日",
        "登记人：测试网格员",
        "本户共3___人，其中党员____人。户主签字：",
        "填表说明：本表由社区工作人员上门填写。",
    ]


def test_answers_have_the_font_of_their_place() -> None:
    paper = form("家庭基本情况登记表").papers()[1]
    answer = paper.tables[0].cell(5, 1).paragraphs[0].runs[0]
    assert answer._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋"
    assert answer.bold is None
    assert [run.text for run in paper.paragraphs[2].runs if run.underline] == ["测试网格员"]


def test_a_tall_label_and_numbers_go_on_in_new_rows() -> None:
    table = words(form("家庭基本情况登记表", MANY).papers()[1].tables[0])
    assert [row[0] for row in table[4:]] == ["家庭成员"] * 10
    assert table[13][1] == "测试9"
    volunteers = words(form("志愿者花名册", MANY).papers()[1].tables[0])
    assert [row[0] for row in volunteers[2:]] == [*"123456789", "合计"]
    assert volunteers[10] == ["9", "测试9", "女", "13800138000", "", "修电器", "2020年5月4日", "12.5"]


def test_a_field_that_adds_up_is_left_alone() -> None:
    table = form("志愿者花名册", MANY).papers()[1].tables[0]
    assert [field.get(qn("w:instr")) for field in table._tbl.iter(qn("w:fldSimple"))] == ["=SUM(ABOVE)"]


def test_content_controls_take_answers_and_lose_their_placeholder() -> None:
    paper = form("居民意见征询表").papers()[1]
    controls = list(paper.element.body.iter(qn("w:sdt")))
    assert ["".join(t.text for t in control.iter(qn("w:t"))) for control in controls] == ["加装电梯", "2026年3月5日"]
    assert not list(paper.element.body.iter(qn("w:showingPlcHdr"), qn("w:rStyle")))
    assert paper.paragraphs[3].text == "征询方式：☑入户 ☑会议 □线上"


def test_a_table_of_headings_alone_gets_rows_without_bold_letters() -> None:
    table = form("居民意见征询表", 3).papers()[1].tables[0]
    assert words(table)[1:] == [[str(at), f"测试{at}", "0802", "同意", ""] for at in (1, 2, 3)]
    assert {run.bold for row in table.rows[1:] for cell in row.cells for run in cell.paragraphs[0].runs} == {None}
