"""What is no form, or would do harm, is refused with a sentence; what is only odd is read."""

import zipfile
from io import BytesIO
from time import perf_counter

import pytest
from django.utils import translation
from docx import Document
from openpyxl import Workbook, load_workbook

from linli.base.errors import Invalid
from linli.paperwork.layouts import fill, read_layout

from .comparing import parts, zipped
from .templates import TEMPLATES, THIS_YEAR
from .templates.paper import empty_rows, headings, saved

FORM = TEMPLATES[0].build(THIS_YEAR)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(name: str, data: bytes, *, into: bytes = FORM) -> bytes:
    return zipped(parts(into) | {name: data})


def locked() -> bytes:
    data = bytearray(FORM)
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def doubled() -> bytes:
    out = BytesIO(FORM)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<other/>")
    return out.getvalue()


def without_a_place() -> bytes:
    book = Workbook()
    book.active["A1"] = "没有空格的说明"
    return saved(book)


CONTENT_TYPES = parts(FORM)["[Content_Types].xml"]
SHEET = parts(FORM)["xl/worksheets/sheet1.xml"]
REFUSED = {
    "nothing": (b"", "no Excel or Word file"),
    "a text": ("姓名,电话".encode(), "no Excel or Word file"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "no Excel or Word file"),
    "another zip": (zipped({"a.txt": b"a"}), "no Excel or Word file"),
    "half a file": (FORM[: len(FORM) // 2], "damaged"),
    "a file with its middle gone": (FORM[:2000] + b"\x00" * 2000 + FORM[4000:], "damaged"),
    "an old file": (OLD_OFFICE + b"\x00" * 600, "old Office file"),
    "a locked file": (OLD_OFFICE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "a locked zip": (locked(), "locked with a password"),
    "a macro": (with_part("xl/vbaProject.bin", b"\x00"), "macros"),
    "a workbook that may hold macros": (
        with_part(
            "[Content_Types].xml",
            CONTENT_TYPES.replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
            ),
        ),
        "macros",
    ),
    "a bomb": (with_part("xl/bomb.xml", b"0" * (30 * 1024 * 1024)), "unpacks to more than 20 MB"),
    "a large bomb": (with_part("xl/media/bomb.bin", b"0" * (70 * 1024 * 1024)), "unpacks to more than 60 MB"),
    "ten megabytes": (FORM + b"\x00" * (10 * 1024 * 1024), "at most 10 MB"),
    "two parts of one name": (doubled(), "damaged"),
    "entities": (with_part("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET), "damaged"),
    "broken XML": (with_part("xl/worksheets/sheet1.xml", SHEET[:-20]), "damaged"),
    "a cell that says it is somewhere else": (
        with_part("xl/worksheets/sheet1.xml", SHEET.replace(b'r="5"', b'r="five"')),
        "damaged",
    ),
    "nothing to fill": (without_a_place(), "Nothing to fill"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_a_form_is_refused_with_a_sentence(kind: str) -> None:
    data, sentence = REFUSED[kind]
    with translation.override("en"), pytest.raises(Invalid, match=sentence) as refused:
        read_layout(data)
    assert refused.value.field == "file"


def test_refusals_speak_chinese() -> None:
    with translation.override("zh-hans"), pytest.raises(Invalid) as refused:
        read_layout(b"")
    assert str(refused.value) == "这不是 Excel 或 Word 文件（.xlsx、.docx）。"


def test_a_document_that_calls_itself_a_sheet_is_read_as_what_it_is() -> None:
    template = next(template for template in TEMPLATES if template.kind == "docx")
    assert read_layout(template.build(THIS_YEAR)).kind == "docx"


def test_a_thousand_columns_are_read_and_filled() -> None:
    book = Workbook()
    headings(book.active, 1, [f"指标{number}" for number in range(1, 1001)])
    empty_rows(book.active, 2, 5, 1000)
    data = saved(book)
    begun = perf_counter()
    slots = read_layout(data).slots
    full = fill(data, {slot.key: slot.heading for slot in slots}, [{slot.heading: 1 for slot in slots}] * 8, {})
    assert perf_counter() - begun < 10
    assert len(slots) == 1000
    assert load_workbook(BytesIO(full)).active["ALL9"].value == 1


def test_more_places_than_anybody_could_map_are_refused() -> None:
    book = Workbook()
    book.active.append(["序号", "姓名", *(f"指标{number}" for number in range(3000))])
    with translation.override("en"), pytest.raises(Invalid, match="more than 3000 places"):
        read_layout(saved(book))


def test_a_sheet_formatted_and_merged_down_to_the_last_row_is_read() -> None:
    book = Workbook()
    headings(book.active, 1, ["序号", "姓名", "电话"])
    empty_rows(book.active, 2, 1500, 3)
    data = saved(book)
    wide = b'<mergeCells count="1"><mergeCell ref="A2000:XFD1048576"/></mergeCells><pageMargins'
    sheet = parts(data)["xl/worksheets/sheet1.xml"].replace(b"<pageMargins", wide)
    assert [slot.heading for slot in read_layout(with_part("xl/worksheets/sheet1.xml", sheet, into=data)).slots] == [
        "姓名",
        "电话",
    ]


def test_a_document_of_empty_paragraphs_is_refused() -> None:
    out = BytesIO()
    Document().save(out)
    with translation.override("en"), pytest.raises(Invalid, match="Nothing to fill"):
        read_layout(out.getvalue())


def test_remarks_in_cells_and_shared_formulas_survive_growing() -> None:
    grown = SHEET.replace(b"<f>I5*J5</f>", b'<f t="shared" ref="K5:K14" si="0">I5*J5</f>').replace(
        b"<f>I14*J14</f>", b'<f t="shared" si="0"/>'
    )
    data = with_part("xl/worksheets/sheet1.xml", grown)
    full = fill(data, {"花名册!B5": "name"}, [{"name": "测试"}] * 12, {})
    sheet = load_workbook(BytesIO(full)).active
    assert [sheet[f"K{row}"].value for row in (5, 14, 15, 16)] == ["=I5*J5", "=I14*J14", "=I15*J15", "=I16*J16"]
