"""An empty form and the filled one side by side, by other libraries than the ones that filled it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from linli.paperwork.layouts import fill, read_layout

from .templates import THIS_YEAR, Template

PLAIN = (0,) * 9
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TEXTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


@dataclass(frozen=True)
class Rows:
    """Where the list of a sheet stands, and by how many rows it grew."""

    sheet: str = ""
    first: int = 0
    last: int = 0
    more: int = 0

    def now(self, row: int) -> int:
        return row + self.more * (row > self.last)

    def end_now(self, row: int) -> int:
        return row + self.more * (row >= self.last)


@dataclass
class Filled:
    template: Template
    empty: bytes
    full: bytes
    mapping: dict[str, str]

    def books(self) -> tuple[Workbook, Workbook]:
        return load_workbook(BytesIO(self.empty)), load_workbook(BytesIO(self.full))

    def papers(self) -> tuple[Any, Any]:
        return Document(BytesIO(self.empty)), Document(BytesIO(self.full))


def filled(template: Template, rows: list[dict[str, Any]], cells: dict[str, Any], *, year: int = THIS_YEAR) -> Filled:
    empty = template.build(year)
    mapping = {
        slot.key: template.mapping[slot.heading]
        for slot in read_layout(empty).slots
        if slot.heading in template.mapping
    }
    return Filled(template, empty, fill(empty, mapping, rows, cells), mapping)


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def look(cell: Any) -> tuple[Any, ...]:
    """Font, colour, lines, number format, alignment and protection, by their numbers in the table that nobody rewrote.

    Below the first cell of a merged area the library paints lines of its own."""
    return () if isinstance(cell, MergedCell) else tuple(cell._style or PLAIN)


def settings(sheet: Worksheet) -> dict[str, Any]:
    """Everything of a sheet that rows put into a list leave alone."""
    page = sheet.page_setup
    return {
        "paper": (page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight, page.scale),
        "margins": [
            getattr(sheet.page_margins, side) for side in ("left", "right", "top", "bottom", "header", "footer")
        ],
        "words": (sheet.oddHeader.center.text, sheet.oddFooter.center.text),
        "widths": {key: (column.width, column.hidden) for key, column in sheet.column_dimensions.items()},
        "titles": (sheet.print_title_rows, sheet.print_title_cols),
        "frozen": sheet.freeze_panes,
        "protected": (sheet.protection.sheet, sheet.protection.password),
        "state": sheet.sheet_state,
        "pictures": len(sheet._images),
    }


def area_now(area: str, rows: Rows, *, merged: bool = False) -> str:
    """Where an area that reaches the end of the list or lies below it must be. Merged headings do not grow over a list."""
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    if merged and bottom == rows.last and rows.first > rows.last:
        return area
    ends = f"{get_column_letter(left)}{rows.now(top)}", f"{get_column_letter(right)}{rows.end_now(bottom)}"
    return ends[0] if ends[0] == ends[1] else ":".join(ends)


def sharing_its_texts(data: bytes) -> bytes:
    """The same workbook as Excel itself writes it: its texts in a part of their own, the first letters of a line in bold."""
    files, texts = parts(data), []
    for name in [name for name in files if name.startswith("xl/worksheets/sheet")]:
        sheet = etree.fromstring(files[name])
        for cell in sheet.iter(f"{S}c"):
            for text in cell.findall(f"{S}is"):
                cell.remove(text)
                cell.set("t", "s")
                etree.SubElement(cell, f"{S}v").text = str(len(texts))
                texts.append(_with_bold_letters("".join(text.itertext())))
        files[name] = etree.tostring(sheet)
    files["xl/sharedStrings.xml"] = f'<sst xmlns="{S[1:-1]}">{"".join(texts)}</sst>'.encode()
    relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    link = f'<Relationship Id="texts" Type="{OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TEXTS}"/></Types>'
    files[relations] = files[relations].replace(b"</Relationships>", link.encode())
    files[types] = files[types].replace(b"</Types>", part.encode())
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _with_bold_letters(text: str) -> str:
    head, tail = (text[:2], text[2:]) if text.startswith("填报单位") else ("", text)
    bold = f"<r><rPr><b/></rPr><t>{head}</t></r>" if head else ""
    return f'<si>{bold}<r><t xml:space="preserve">{escape(tail)}</t></r><rPh sb="0" eb="1"><t>dú</t></rPh></si>'
