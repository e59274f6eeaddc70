"""Tables that were made, or happened, to cost more than any table is worth: read where that is cheap, refused with a reason otherwise."""

import struct
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from linli.base.errors import Invalid
from linli.base.ole_chains import has_ring
from linli.base.sheets import Kept, open_table, sheet_names

pytestmark = pytest.mark.once

GIVEN = Path(__file__).parents[5] / "shared" / "data" / "office-files"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(*rows: tuple, then: dict | None = None) -> Kept:
    made = openpyxl.Workbook()
    for row in rows or (("姓名", "性别"), ("测试甲", "男"), ("测试乙", "女")):
        made.active.append(row)
    for cell, value in (then or {}).items():
        made.active[cell] = value
    out = BytesIO()
    made.save(out)
    return Kept(out.getvalue(), ".xlsx")


def with_sheet(xml: str, *, encoding: str = "utf-8") -> Kept:
    """A book whose only sheet has this XML."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book().data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml.encode(encoding) if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return Kept(out.getvalue(), ".xlsx")


def text(cell: str, said: str) -> str:
    at = f' r="{cell}"' if cell else ""
    return f'<c{at} t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def sheet(rows: str, more: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'


HEAD = f'<row r="1">{text("A1", "姓名")}{text("B1", "性别")}</row><row r="2">{text("A2", "测试甲")}{text("B2", "男")}</row>'


def names(table: Kept) -> list[str]:
    return [row["姓名"] for _line, row in open_table(table).rows()]


@pytest.mark.parametrize(
    ("cell", "blank"), [("XFD1048576", " "), ("XFD3000", "\u3000"), ("B1048576", "\n"), ("Z1048576", " ")]
)
def test_a_far_cell_that_says_nothing_is_not_read(cell, blank):
    assert names(book(then={cell: blank})) == ["测试甲", "测试乙"]


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD3000", "Z1048576", "B1048576"])
def test_a_far_cell_that_says_something_is_named(cell):
    with pytest.raises(Invalid, match=cell):
        open_table(book(then={cell: "。"}))


def test_the_last_row_of_a_narrow_sheet_is_read():
    assert names(book(("姓名",), ("测试甲",), then={"A1048576": "测试乙"})) == ["测试甲", "测试乙"]


def test_cells_and_rows_without_numbers_count_too():
    far = '<row r="1048576">' + "<c/>" * 16000 + text("", "远") + "</row>"
    with pytest.raises(Invalid, match="1048576"):
        open_table(with_sheet(sheet(HEAD + far)))


@pytest.mark.parametrize("area", ["A5:XFD1048576", "C3:C1048576", "A2:XFD1048576"])
def test_an_area_merged_over_the_whole_sheet_costs_no_more_than_the_sheet(area):
    merged = f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'
    assert names(with_sheet(sheet(HEAD, merged))) == ["测试甲"]


def test_thousands_of_merged_areas_one_over_the_other_are_read_or_refused_soon():
    many = "".join(f'<mergeCell ref="A{n % 90 + 2}:XFD{1048576 - n}"/>' for n in range(20_000))
    began = time.monotonic()
    with suppress(Invalid):
        open_table(with_sheet(sheet(HEAD, f"<mergeCells>{many}</mergeCells>")))
    assert time.monotonic() - began < 30


def test_a_million_empty_rows_are_no_rows():
    assert names(with_sheet(sheet(HEAD + "".join(f'<row r="{n}"/>' for n in range(3, 1_000_000))))) == ["测试甲"]


@pytest.mark.parametrize(
    "xml",
    [
        f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet xmlns="{MAIN}"><sheetData>{HEAD}</sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData>' + "<row>" * 50_000,
        "",
    ],
    ids=["entities", "depth", "nothing"],
)
def test_xml_that_is_none_is_a_sentence_or_a_table(xml):
    try:
        found = names(with_sheet(xml))
    except Invalid as refused:
        found = [str(refused)]
    assert found


def test_a_table_without_headings_is_a_sentence():
    with pytest.raises(Invalid, match=r"表头|headings"):
        open_table(book((1, 2), (3, 4)))
    with pytest.raises(Invalid, match=r"表头|headings"):
        open_table(Kept(b"\n" * 19 + b"1,2\n" + "姓名,性别\n".encode() * 5, ".csv"))


def test_headings_in_the_twentieth_line_are_found_and_in_the_next_are_not():
    assert names(Kept(b"1,2\n" * 19 + "姓名,性别\n甲,男\n".encode(), ".csv")) == ["甲"]
    with pytest.raises(Invalid, match="20"):
        open_table(Kept(b"1,2\n" * 20 + "姓名,性别\n甲,男\n".encode(), ".csv"))


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".xls", ".ods"])
def test_nothing_and_nonsense_are_sentences(data, suffix):
    for look in (open_table, sheet_names) if suffix != ".csv" else (open_table,):
        with pytest.raises(Invalid):
            look(Kept(data, suffix))


def test_a_row_of_a_million_columns_is_refused():
    with pytest.raises(Invalid, match="16384"):
        open_table(Kept(b"a," * 1_000_000, ".csv"))


def ole(*, table: list[int], difat: int = 0xFFFFFFFE, directory: int = 1, start: int = 2, length: int = 8000) -> bytes:
    """The bones of an old Office file: header, a table of sectors, a directory with one stream."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 44, 1)
    struct.pack_into("<4I", head, 48, directory, 0, 4096, 0xFFFFFFFE)
    struct.pack_into("<2I", head, 68, difat, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    stream = bytearray(128)
    stream[66] = 2
    struct.pack_into("<2I", stream, 116, start, length)
    sectors = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    return bytes(head) + sectors + bytes(stream).ljust(512, b"\0") + b"\1" * 1024


ENDS, TABLE = 0xFFFFFFFE, 0xFFFFFFFD
RINGS = {
    "the stream": ole(table=[TABLE, ENDS, 3, 2]),
    "a sector that follows itself": ole(table=[TABLE, ENDS, 2]),
    "the directory": ole(table=[TABLE, 1, ENDS]),
    "the list of tables": ole(table=[TABLE, ENDS, 3, ENDS], difat=2),
    "out of the file": ole(table=[TABLE, 900, ENDS]),
}


@pytest.mark.parametrize("data", RINGS.values(), ids=RINGS.keys())
def test_an_old_file_whose_sectors_lead_in_a_ring_is_refused(data):
    assert has_ring(data)
    with pytest.raises(Invalid):
        open_table(Kept(data, ".xls"))


def test_a_chain_that_ends_is_none():
    assert not has_ring(ole(table=[TABLE, ENDS, 3, ENDS]))
    assert not has_ring(b"")
    assert not has_ring(b"PK\x03\x04")


needs_files = pytest.mark.skipif(
    not GIVEN.exists(), reason="the office files are not there: ../shared/data/office-files"
)


@needs_files
def test_the_office_files_that_ended_the_server_are_read_or_refused_at_once():
    sheet_names(book())  # the helper is there
    began = time.monotonic()
    with pytest.raises(Invalid):
        open_table(GIVEN / "A1-ring.xls")
    assert names_of(GIVEN / "A2-stray-corner.xlsx") == ["测试甲"]
    with pytest.raises(Invalid):
        open_table(GIVEN / "A3-numbers-only.xlsx")
    assert time.monotonic() - began < 10


def names_of(path: Path) -> list[str]:
    return [row["姓名"] for _line, row in open_table(path).rows()]
