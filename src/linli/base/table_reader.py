"""Tables, opened: runs only in the process apart. Rows are answered in batches, those without a word left out.

A spreadsheet's reader makes room for every cell up to the furthest; so a mark by mistake in XFD1048576 costs as much as a
hundred thousand full sheets. What that leads to is bounded here and by the limits of the process; `mend` then looks, without
making room for anything, how far the sheet really goes, and leaves far cells out that hold nothing.
"""

import codecs
import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from .errors import Invalid
from .ole_chains import has_ring

MAX_INFLATED = 200 * 1024 * 1024
MOST_CELLS = 2_000_000
MOST_COLUMNS = 16_384
SAMPLE_BYTES = 262144
BATCH = 500
TOO_LARGE = "too large"
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
EMPTY = (None, "")
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
INSIDE, AROUND = (
    frozenset({"row", "c", "v", "is", "f", "t", "r"}),
    frozenset({"worksheet", "sheetData", "mergeCells", "mergeCell"}),
)


def load() -> None:
    """Before children are forked."""
    import python_calamine  # noqa: F401


def spreadsheet(data: bytes | Path, *, sheet: str) -> Iterator[Any]:
    """[line, cells] in batches; `TOO_LARGE` alone where the sheet goes too far."""
    import python_calamine as calamine

    try:
        book = _book(data)
        page = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        bottom, right = page.end or (0, 0)
        if (bottom + 1) * (right + 1) > MOST_CELLS:
            yield TOO_LARGE
        else:
            yield from _batches(_unmerged(page))
    except (calamine.CalamineError, zipfile.BadZipFile, IndexError, OSError) as wrong:
        raise unreadable(str(wrong)) from wrong


def names(data: bytes | Path) -> Iterator[Any]:
    """The sheets that hold something. Each that goes too far is named too: to open it says why."""
    import python_calamine as calamine

    try:
        book = _book(data)
        yield [name for name in book.sheet_names if book.get_sheet_by_name(name).height]
    except (calamine.CalamineError, zipfile.BadZipFile, OSError) as wrong:
        raise unreadable(str(wrong)) from wrong


def text(data: bytes | Path, *, most_cells: int) -> Iterator[Any]:
    """A CSV in any encoding: [line, cells] in batches."""
    try:
        with _binary(data) as file:
            start = file.read(SAMPLE_BYTES)
            file.seek(0)
            encoding = _encoding(start)
            lines = TextIOWrapper(file, encoding=encoding, newline="")
            sample = lines.read(65536)
            lines.seek(0)
            yield from _batches(_bounded(csv.reader(lines, delimiter=_delimiter(sample)), most_cells))
    except (UnicodeError, csv.Error) as wrong:
        raise Invalid(
            _("The file cannot be read as a table: %(reason)s") % {"reason": str(wrong)}, field="file"
        ) from wrong


def unreadable(reason: str) -> Invalid:
    return Invalid(_("The file cannot be read as a spreadsheet: %(reason)s") % {"reason": reason[:200]}, field="file")


def far(cell: str) -> Invalid:
    return Invalid(
        _(
            "This sheet is too large: it reaches as far as cell %(cell)s. If something stands there by mistake, delete it "
            "(and the empty rows and columns before it), save the file and send it again."
        )
        % {"cell": cell},
        field="file",
    )


def mend(data: bytes | Path) -> Iterator[Any]:
    """Of an .xlsx that goes too far: the file without the far cells that hold nothing, or Invalid that names the far cell."""
    out = BytesIO()
    try:
        with _binary(data) as file, zipfile.ZipFile(file) as archive, zipfile.ZipFile(out, "w") as into:
            _refuse_bombs(archive)
            strings = next((name for name in archive.namelist() if name.endswith("sharedStrings.xml")), "")
            blank = _blank_strings(archive.read(strings)) if strings else frozenset()
            for name in dict.fromkeys(archive.namelist()):
                content = archive.read(name)
                into.writestr(name, _without_far_cells(content, blank) if b"sheetData" in content else content)
    except (
        zipfile.BadZipFile,
        expat.ExpatError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as wrong:
        raise unreadable(type(wrong).__name__) from wrong
    yield out.getvalue()


def _blank_strings(part: bytes) -> frozenset[str]:
    """The numbers of the words of the file that are blanks alone."""
    words: list[bool] = []

    def begin(tag: str, _given: dict[str, str]) -> None:
        words.append(True) if tag.rpartition(" ")[2] == "si" else None

    def said(text: str) -> None:
        if words and text.strip():
            words[-1] = False

    _parse(part, begin, lambda _tag: None, said)
    return frozenset(str(at) for at, is_blank in enumerate(words) if is_blank)


def _without_far_cells(sheet: bytes, blank: frozenset[str]) -> bytes:
    extent = _Extent(blank)
    _parse(sheet, extent.begin, extent.end, extent.said)
    if extent.rows * extent.columns > MOST_CELLS:
        raise far(extent.furthest)
    cut = _Cut(blank, extent)
    _parse(sheet, cut.begin, cut.end, cut.said)
    return bytes(cut.out)


def _parse(part: bytes, begin: Any, end: Any, said: Any) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, said
    parser.EntityDeclHandler = _no_entities
    parser.Parse(part, True)


class _Extent:
    """How far goes what is said in a sheet. Rows and cells without a number follow the one before them."""

    def __init__(self, blank: frozenset[str]) -> None:
        self.blank = blank
        self.rows = self.columns = self.row = self.column = 0
        self.furthest = "A1"
        self.kind, self.text = "", ""

    def begin(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "row":
            self.row, self.column = _number(given.get("r"), self.row + 1), 0
        elif tag == "c":
            found = CELL.fullmatch(given.get("r", ""))
            self.row, self.column = (int(found[2]), _column(found[1])) if found else (self.row, self.column + 1)
            self.kind, self.text = given.get("t", ""), ""

    def said(self, text: str) -> None:
        self.text = self.text or text.strip()

    def end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] != "c" or not self.text or (self.kind == "s" and self.text in self.blank):
            return
        if self.row > self.rows or self.column > self.columns:
            self.furthest = f"{_letters(self.column)}{self.row}"
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


class _Cut(_Extent):
    """Writes a sheet anew, for reading alone: values and merged cells, as far as the extent goes."""

    def __init__(self, blank: frozenset[str], extent: _Extent) -> None:
        super().__init__(blank)
        self.most_rows, self.most_columns = extent.rows, extent.columns
        self.out = bytearray()

    def begin(self, tag: str, given: dict[str, str]) -> None:
        super().begin(tag, given)
        tag = tag.rpartition(" ")[2]
        if self._is_kept(tag):
            told = "".join(f" {name.rpartition(' ')[2]}={quoteattr(value)}" for name, value in given.items())
            self.out += f"<{tag}{f' xmlns={quoteattr(SHEETS)}' if tag == 'worksheet' else ''}{told}>".encode()

    def said(self, text: str) -> None:
        if self._is_near:
            self.out += escape(text).encode()

    def end(self, tag: str) -> None:
        tag = tag.rpartition(" ")[2]
        if self._is_kept(tag):
            self.out += f"</{tag}>".encode()

    @property
    def _is_near(self) -> bool:
        return self.row <= self.most_rows and self.column <= self.most_columns

    def _is_kept(self, tag: str) -> bool:
        return self._is_near if tag in INSIDE else tag in AROUND


def _no_entities(*_declared: Any) -> None:
    raise unreadable("entity")


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and re.fullmatch(r"[0-9]{1,7}", said) else otherwise


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at


def _letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _book(data: bytes | Path) -> Any:
    import python_calamine as calamine

    with _binary(data) as file:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                _refuse_bombs(archive)
        file.seek(0)
        whole = file.read()
        if has_ring(whole):
            raise unreadable(_("its sectors lead in a ring"))
        return calamine.load_workbook(BytesIO(whole))


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > MAX_INFLATED:
        raise Invalid(
            _("The file unpacks to more than %(limit)d MB.") % {"limit": MAX_INFLATED // 1048576}, field="file"
        )


def _binary(data: bytes | Path) -> IO[bytes]:
    if isinstance(data, bytes):
        return BytesIO(data)
    try:
        return data.open("rb")
    except OSError as wrong:
        raise Invalid(
            _("The file cannot be opened: %(reason)s") % {"reason": wrong.strerror or str(wrong)}, field="file"
        ) from wrong


def _unmerged(page: Any) -> Iterator[list[Any]]:
    """Rows with the value of a merged area in each of its cells; the areas are taken one row at a time, none larger than the sheet."""
    beginning: dict[int, list[tuple[int, int, int]]] = {}
    for (top, left), (bottom, right) in page.merged_cell_ranges or []:
        beginning.setdefault(top, []).append((bottom, left, right))
    left_column = page.start[1] if page.start else 0
    running: list[tuple[int, int, int, Any]] = []
    for index, cells in enumerate(page.iter_rows()):  # counted from the sheet's first line, but cut off at the left
        row = [None] * left_column + list(cells)
        running = [one for one in running if one[0] >= index]
        running += [
            (bottom, left, right, row[left]) for bottom, left, right in beginning.get(index, ()) if left < len(row)
        ]
        for _bottom, left, right, value in running:
            for column in range(left, min(right + 1, len(row))):
                if row[column] in EMPTY:
                    row[column] = value
        yield row


def _bounded(lines: Iterable[list[str]], most: int) -> Iterator[list[str]]:
    cells = 0
    for line in lines:
        cells += len(line)
        if len(line) > MOST_COLUMNS or (most and cells > most):
            raise Invalid(
                _("This table is too large: it has more than %(most)d cells. Split the file.")
                % {"most": most if len(line) <= MOST_COLUMNS else MOST_COLUMNS},
                field="file",
            )
        yield line


def _batches(rows: Iterable[list[Any]]) -> Iterator[list[tuple[int, list[Any]]]]:
    """Rows with something in them, by line; the first batch is small, since headings are looked for in it alone."""
    batch: list[tuple[int, list[Any]]] = []
    line, most = 0, 25
    for line, row in enumerate(rows, start=1):
        if any(cell not in EMPTY for cell in row):
            batch.append((line, row))
        if len(batch) >= most:
            yield batch
            batch, most = [], BATCH
    yield [*batch, (line, [])]


def _encoding(start: bytes) -> str:
    """UTF-16 by its mark, UTF-8 where it decodes, else the office's GB18030. The sample may cut its last character in two."""
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
