"""Tables as offices keep them, read row by row with flat memory: CSV in any encoding, Excel with its merged cells and notes.

Titles above the headings are passed over, two rows of headings are joined, merged cells are filled, totals and notes are
left out and counted. Full-width digits become half-width; 3.0 becomes 3.
"""

import codecs
import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .errors import Invalid
from .text import clean

MAX_INFLATED = 200 * 1024 * 1024
SAMPLE_BYTES = 262144
LOOKED_AT_FOR_HEADINGS = 20
TOTALS = re.compile(r"^(合\s*计|总\s*计|小\s*计|共\s*计|total|sum)[:：]?$", re.IGNORECASE)
NOTES = re.compile(r"^(注|备注|说明|填表说明|填报人|制表|审核|note)s?\s*[:：]", re.IGNORECASE)
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Table:
    """Columns by their headings and the rows below. `left_out` counts what is no row once the rows were read: totals, notes,
    empty lines, and the headings again, as they stand at the head of each printed page."""

    columns: list[str]
    lines: Iterator[tuple[int, list[Any]]]
    left_out: dict[str, int] = field(default_factory=lambda: {"totals": 0, "notes": 0, "empty": 0, "headings": 0})

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Line number in the file, and the row by column."""
        for number, cells in self.lines:
            values = [plain_cell(c) for c in cells]
            filled = [v for v in values if v != ""]
            if not filled:
                self.left_out["empty"] += 1
            elif any(isinstance(v, str) and TOTALS.match(v) for v in filled[:2]):
                self.left_out["totals"] += 1
            elif isinstance(filled[0], str) and NOTES.match(filled[0]):
                self.left_out["notes"] += 1
            elif len(filled) > 1 and all(map(_repeats, self.columns, values)):
                self.left_out["headings"] += 1
            else:
                values += [""] * (len(self.columns) - len(values))
                yield number, dict(zip(self.columns, values, strict=False))


def open_table(path: Path | str, *, sheet: str | None = None, header: int | None = None) -> Table:
    """Open a CSV or an Excel file (.xlsx, .xls, .ods). `header` is the line of the headings, found by itself if None.

    Invalid if the file cannot be read, holds nothing, or would unpack to more than 200 MB.
    """
    path = Path(path)
    reader = _spreadsheet(path, sheet) if path.suffix.lower() in SPREADSHEETS else _csv(path)
    lines = enumerate(reader, start=1)
    head = list(islice(lines, LOOKED_AT_FOR_HEADINGS))
    if not head:
        raise Invalid(_("The file is empty."), field="file")
    at, depth = (header - 1, 1) if header else _find_headings([cells for _number, cells in head])
    if at >= len(head):
        raise Invalid(_("The file has no line %(line)d.") % {"line": at + 1}, field="file")
    columns = _headings([cells for _number, cells in head[at : at + depth]])
    return Table(columns, chain(head[at + depth :], lines))


def sheet_names(path: Path) -> list[str]:
    """The sheets of a spreadsheet that hold something; none for a CSV. Invalid if the file cannot be read."""
    if path.suffix.lower() not in SPREADSHEETS:
        return []
    import python_calamine as calamine

    _refuse_bombs(path)
    try:
        book = calamine.load_workbook(str(path))
        return [name for name in book.sheet_names if book.get_sheet_by_name(name).height]
    except (calamine.CalamineError, zipfile.BadZipFile, OSError) as wrong:
        raise _unreadable(wrong) from wrong


def signature(columns: Sequence[str]) -> str:
    """By which a remembered mapping is found again: the headings without blanks and case, in order."""
    return sha256("\n".join(re.sub(r"\s", "", c).lower() for c in columns).encode()).hexdigest()


def safe_cell(value: Any) -> Any:
    """A value for an exported cell: text that a spreadsheet would run as a formula is kept as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def plain_cell(value: Any) -> Any:
    """A cell without surprises: no full-width digits, no 3.0, no None."""
    if value is None:
        return ""
    if isinstance(value, bool | datetime | date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return clean(value).strip() if isinstance(value, str) else value


def _csv(path: Path) -> Iterator[list[str]]:
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as file:
            sample = file.read(65536)
            file.seek(0)
            yield from csv.reader(file, delimiter=_delimiter(sample))
    except (UnicodeError, csv.Error) as wrong:
        raise Invalid(
            _("The file cannot be read as a table: %(reason)s") % {"reason": str(wrong)}, field="file"
        ) from wrong
    except OSError as wrong:
        raise Invalid(
            _("The file cannot be opened: %(reason)s") % {"reason": wrong.strerror or str(wrong)}, field="file"
        ) from wrong


def _encoding(path: Path) -> str:
    """UTF-16 by its mark, UTF-8 where it decodes, else the office's GB18030. The sample may cut its last character in two."""
    with path.open("rb") as file:
        start = file.read(SAMPLE_BYTES)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(start, final=len(start) < SAMPLE_BYTES)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _delimiter(sample: str) -> str:
    first = next((line for line in sample.splitlines() if line.strip()), "")
    return max(",\t;，|", key=first.count) if first else ","


def _spreadsheet(path: Path, sheet: str | None) -> Iterator[list[Any]]:
    import python_calamine as calamine

    _refuse_bombs(path)
    try:
        book = calamine.load_workbook(str(path))
        page = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        merged = {}
        for (top, left), (bottom, right) in page.merged_cell_ranges or []:
            merged.update({(r, c): (top, left) for r in range(top, bottom + 1) for c in range(left, right + 1)})
        left_column = page.start[1] if page.start else 0
        kept: dict[tuple[int, int], Any] = {}
        origins = set(merged.values())
        for index, cells in enumerate(page.iter_rows()):  # counted from the sheet's first line, but cut off at the left
            row = [None] * left_column + list(cells)
            for column, value in enumerate(row):
                if (index, column) in origins:
                    kept[index, column] = value
                elif (index, column) in merged and value in (None, ""):
                    row[column] = kept.get(merged[index, column])
            yield row
    except (calamine.CalamineError, zipfile.BadZipFile, OSError) as wrong:
        raise _unreadable(wrong) from wrong


def _unreadable(wrong: Exception) -> Invalid:
    return Invalid(_("The file cannot be read as a spreadsheet: %(reason)s") % {"reason": str(wrong)}, field="file")


def _refuse_bombs(path: Path) -> None:
    if not path.exists() or not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_INFLATED:
            raise Invalid(
                _("The file unpacks to more than %(limit)d MB.") % {"limit": MAX_INFLATED // 1048576}, field="file"
            )


def _find_headings(head: list[list[Any]]) -> tuple[int, int]:
    """The line of the headings, and how many lines they take: the first line with nearly as many different words as any."""
    widths = [_words(cells) for cells in head]
    most = max(widths)
    at = next(i for i, width in enumerate(widths) if width >= max(1, most * 0.6))
    if at + 1 < len(head):
        above, below = ([plain_cell(c) for c in row] for row in (head[at], head[at + 1]))
        repeats = len([c for c in above if c != ""]) - len({c for c in above if c != ""})
        if (repeats or "" in above) and _words(head[at + 1]) > widths[at] and all(isinstance(c, str) for c in below):
            return at, 2
    return at, 1


def _repeats(heading: str, value: Any) -> bool:
    """Whether a cell says nothing that does not stand in the heading above it."""
    return value in ("", heading, *heading.split("/"))


def _words(cells: Iterable[Any]) -> int:
    return len({c for c in map(plain_cell, cells) if isinstance(c, str) and c and not re.fullmatch(r"[\d.,:/ -]+", c)})


def _headings(lines: list[list[Any]]) -> list[str]:
    width = max(len(line) for line in lines)
    columns: list[str] = []
    for column in range(width):
        parts = [str(plain_cell(line[column])).replace("\n", "") if column < len(line) else "" for line in lines]
        distinct = list(dict.fromkeys(p for p in parts if p))
        name = "/".join(distinct) or f"#{column + 1}"
        columns.append(name if name not in columns else f"{name} ({column + 1})")
    return columns
