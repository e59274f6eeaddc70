"""Tables as offices keep them, read row by row with flat memory: CSV in any encoding, Excel with its merged cells and notes.

Titles above the headings are passed over, two rows of headings are joined, merged cells are filled, totals and notes are
left out and counted. Full-width digits become half-width; 3.0 becomes 3. The file itself is opened by `table_reader`, in a
process apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .apart import Reader, TooMuch
from .errors import Invalid
from .table_reader import MOST_CELLS, TOO_LARGE
from .text import clean

LOOKED_AT_FOR_HEADINGS = 20
TOTALS = re.compile(r"^(合\s*计|总\s*计|小\s*计|共\s*计|total|sum)[:：]?$", re.IGNORECASE)
NOTES = re.compile(r"^(注|备注|说明|填表说明|填报人|制表|审核|note)s?\s*[:：]", re.IGNORECASE)
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
SPREADSHEET = Reader("linli.base.table_reader:spreadsheet", megabytes=400, seconds=20)
NAMES = Reader("linli.base.table_reader:names", megabytes=400, seconds=20)
TEXT = Reader("linli.base.table_reader:text", megabytes=200, seconds=20)
MEND = Reader("linli.base.table_reader:mend", megabytes=400, seconds=20)
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


@dataclass(frozen=True)
class Kept:
    """A file that lies somewhere else than under a path, or sealed there: its bytes, and the name that says what it is."""

    data: bytes
    suffix: str


def open_table(
    file: Path | str | Kept, *, sheet: str | None = None, header: int | None = None, most_cells: int = MOST_CELLS
) -> Table:
    """Open a CSV or an Excel file (.xlsx, .xls, .ods). `header` is the line of the headings, found by itself if None.

    Invalid if the file cannot be read, holds nothing, has no headings, is too large, or would unpack to more than 200 MB.
    `most_cells` is for a CSV (0: any number, for a command whose memory stays flat); an Excel sheet has its limit in any case.
    """
    source, suffix = _source(file)
    lines = _rows(_spreadsheet(source, sheet or "") if suffix in SPREADSHEETS else _text(source, most_cells))
    head = list(islice(lines, LOOKED_AT_FOR_HEADINGS))
    if not any(cells for _number, cells in head):
        raise Invalid(_("The file is empty."), field="file")
    at, depth = (header - 1, 1) if header else _find_headings([cells for _number, cells in head])
    if at >= len(head):
        raise Invalid(_("The file has no line %(line)d.") % {"line": at + 1}, field="file")
    columns = _headings([cells for _number, cells in head[at : at + depth]])
    return Table(columns, chain(head[at + depth :], lines))


def sheet_names(file: Path | Kept) -> list[str]:
    """The sheets of a spreadsheet that hold something; none for a CSV. Invalid if the file cannot be read."""
    source, suffix = _source(file)
    if suffix not in SPREADSHEETS:
        return []
    try:
        found: list[str] = next(NAMES.stream(source))
    except TooMuch:
        found = NAMES.ask(_mended(source), too_much=_damaged())[0]
    return found


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


def _source(file: Path | str | Kept) -> tuple[Path | bytes, str]:
    if isinstance(file, Kept):
        return file.data, file.suffix.lower()
    return Path(file), Path(file).suffix.lower()


def _rows(batches: Iterable[list[tuple[int, list[Any]]]]) -> Iterator[tuple[int, list[Any]]]:
    """Each line with its number, those between that say nothing among them."""
    last = 0
    for batch in batches:
        for line, cells in batch:
            yield from ((empty, []) for empty in range(last + 1, line))
            if line > last:
                yield line, cells
            last = line


def _text(source: Path | bytes, most_cells: int) -> Iterator[list[tuple[int, list[Any]]]]:
    try:
        yield from TEXT.stream(source, most_cells=most_cells)
    except TooMuch as ended:
        raise Invalid(_damaged(), field="file") from ended


def _spreadsheet(source: Path | bytes, sheet: str) -> Iterator[list[tuple[int, list[Any]]]]:
    """As it is; where it goes too far, without the far cells that hold nothing."""
    try:
        answers = SPREADSHEET.stream(source, sheet=sheet)
        first = next(answers, None)
        if first != TOO_LARGE:
            yield from chain([first] if first else [], answers)
            return
        answers.close()
    except TooMuch:
        pass
    try:
        yield from (batch for batch in SPREADSHEET.stream(_mended(source), sheet=sheet) if batch != TOO_LARGE)
    except TooMuch as ended:
        raise Invalid(_damaged(), field="file") from ended


def _mended(source: Path | bytes) -> bytes:
    """Only an .xlsx can be looked through without its reader; it is a zip, whatever its name says."""
    if not _begins_as_zip(source):
        raise Invalid(_damaged(), field="file")
    mended: bytes = MEND.ask(source, too_much=_damaged())[0]
    return mended


def _begins_as_zip(source: Path | bytes) -> bool:
    if isinstance(source, bytes):
        return source.startswith(b"PK")
    with source.open("rb") as file:
        return file.read(2) == b"PK"


def _damaged() -> str:
    return _(
        "This file is damaged, or too large to be opened here. Open it, save it as .xlsx with only what is needed, and send that."
    )


def _find_headings(head: list[list[Any]]) -> tuple[int, int]:
    """The line of the headings, and how many lines they take: the first line with nearly as many different words as any."""
    widths = [_words(cells) for cells in head]
    most = max(widths, default=0)
    at = next((i for i, width in enumerate(widths) if width >= max(1, most * 0.6)), None)
    if at is None:
        raise Invalid(
            _("No headings were found in the first %(lines)d lines: name, telephone and so on above the columns.")
            % {"lines": LOOKED_AT_FOR_HEADINGS},
            field="file",
        )
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
    width = max((len(line) for line in lines), default=0)
    columns: dict[str, None] = {}
    for column in range(width):
        parts = [str(plain_cell(line[column])).replace("\n", "") if column < len(line) else "" for line in lines]
        distinct = list(dict.fromkeys(p for p in parts if p))
        name = "/".join(distinct) or f"#{column + 1}"
        columns[name if name not in columns else f"{name} ({column + 1})"] = None
    return list(columns)
