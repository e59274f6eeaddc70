"""A Word form: its tables and its running text are read and filled."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from .answers import answer, choose, in_words
from .areas import List
from .blanks import TICKED, Runs, options
from .grid import Box, Grid
from .layout import layout_of
from .package import Element, Package
from .page import Page
from .runs import W, append_run, cells_of, paragraphs_of, put, rows_of, runs_in

IN_A_TEXT_BOX = f"{W}txbxContent"
OF_HEADINGS_ALONE = ("tblHeader", "vMerge", "shd", "b", "bCs")
MARKS = tuple(
    f"{W}{tag}" for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
)
PARAGRAPH_NUMBERS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")
)


class Document:
    def __init__(self, package: Package) -> None:
        self.package = package
        body = package.read(package.main).find(f"{W}body")
        tables = [t for t in body.iter(f"{W}tbl") if next(t.iterancestors(IN_A_TEXT_BOX), None) is None]
        self.pages: list[Page] = [TextPage(body), *(TablePage(at, table) for at, table in enumerate(tables))]
        self.layout = layout_of("docx", (slot for page in self.pages for slot in page.slots()))

    def fill(self, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]) -> None:
        self.package.edit(self.package.main)
        for page in self.pages:
            page.fill(mapping, rows, cells)


class _WordPage(Page):
    """What the text of a document and a table of it have in common: words in runs."""

    def holder(self, row: int, column: int) -> Element:
        raise NotImplementedError

    def write(self, row: int, column: int, value: Any, heading: str, allowed: Sequence[str] = ()) -> None:
        cell = self.holder(row, column)
        nodes = runs_in(cell)
        words = Runs(nodes).text
        if offered := options(words):
            for option in choose(value, offered):
                self.write_inside(row, column, offered[option], offered[option] + 1, TICKED)
            return
        said = in_words(answer(value, heading, allowed), heading)
        if said and any(node is not None for node, _text in nodes):
            self.write_inside(row, column, 0, len(words), said)
        elif said:
            append_run(paragraphs_of(cell)[0], said)

    def write_inside(self, row: int, column: int, start: int, end: int, written: str) -> None:
        for node, text in Runs(runs_in(self.holder(row, column))).replace(start, end, written):
            put(node, text)

    def number(self, row: int, column: int, number: int) -> None:
        cell = self.holder(row, column)
        words = Runs(runs_in(cell)).text
        if words:
            self.write_inside(row, column, 0, len(words), str(number))
        else:
            append_run(paragraphs_of(cell)[0], str(number))


class TextPage(_WordPage):
    """The paragraphs outside of tables: each is a line of its own."""

    def __init__(self, body: Element) -> None:
        self.paragraphs = paragraphs_of(body)
        super().__init__(
            Grid(Box(at, 1, at, 1, Runs(runs_in(p)).text, framed=False) for at, p in enumerate(self.paragraphs))
        )

    def key(self, row: int, column: int) -> str:
        return f"p{row}"

    def holder(self, row: int, column: int) -> Element:
        return self.paragraphs[row]

    def grow(self, one: List, more: int) -> None:
        raise NotImplementedError


class TablePage(_WordPage):
    def __init__(self, number: int, table: Element) -> None:
        self.at, self.table = number, table
        self.rows = rows_of(table)
        self._cells: dict[tuple[int, int], tuple[int, Element]] = {}
        super().__init__(Grid(self._boxes()))

    def key(self, row: int, column: int) -> str:
        ordinal = self._cells[row, column][0] if (row, column) in self._cells else self._cells[row - 1, column][0]
        return f"t{self.at}r{row}c{ordinal}"

    def holder(self, row: int, column: int) -> Element:
        return self._cells[row, column][1]

    def grow(self, one: List, more: int) -> None:
        model = self.rows[one.last]
        if one.first > one.last:
            model = _plain(model)
        ordinals = {column: at for (row, column), (at, _cell) in self._cells.items() if row == one.last}
        below = {key: found for key, found in self._cells.items() if key[0] > one.last}
        for key in below:
            del self._cells[key]
        after = self.rows[one.last]
        for row in range(one.last + 1, one.last + more + 1):
            made = _copied(model)
            after.addnext(made)
            self.rows.insert(row, made)
            cells = cells_of(made)
            self._cells.update({(row, column): (at, cells[at]) for column, at in ordinals.items()})
            after = made
        self._cells.update({(row + more, column): found for (row, column), found in below.items()})

    def _boxes(self) -> Iterator[Box]:
        open_above: dict[int, tuple[int, int, int, Element]] = {}
        for row, line in enumerate(self.rows):
            column = _number(line, "trPr/gridBefore")
            still_open: dict[int, tuple[int, int, int, Element]] = {}
            for ordinal, cell in enumerate(cells_of(line)):
                span = _number(cell, "tcPr/gridSpan") or 1
                self._cells[row, column] = ordinal, cell
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in open_above:
                    still_open[column] = open_above.pop(column)
                elif merge is not None:
                    still_open[column] = row, column, column + span - 1, cell
                else:
                    yield _box(row, row, column, column + span - 1, cell)
                column += span
            yield from (_box(top, row - 1, left, right, cell) for top, left, right, cell in open_above.values())
            open_above = still_open
        for top, left, right, cell in open_above.values():
            yield _box(top, len(self.rows) - 1, left, right, cell)


def _box(top: int, bottom: int, left: int, right: int, cell: Element) -> Box:
    has_table = cell.find(f".//{W}tbl") is not None
    has_field = cell.find(f".//{W}fldSimple") is not None or cell.find(f".//{W}instrText") is not None
    return Box(top, left, bottom, right, Runs(runs_in(cell)).text, fixed=has_table or has_field)


def _number(element: Element, path: str) -> int:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return int(found.get(f"{W}val", 0)) if found is not None else 0


def _copied(row: Element) -> Element:
    """A row like another, without what may stand only once in a document."""
    made = deepcopy(row)
    controls = made.findall(f".//{W}sdtPr/{W}id")
    for mark in [*made.iter(*MARKS), *controls]:
        mark.getparent().remove(mark)
    for element in made.iter():
        for name in PARAGRAPH_NUMBERS:
            element.attrib.pop(name, None)
    return made


def _plain(headings: Element) -> Element:
    """A row to copy where the list has none: the cells of the headings without their words, bold letters and colour."""
    made = deepcopy(headings)
    for found in list(made.iter(*(f"{W}{tag}" for tag in OF_HEADINGS_ALONE))):
        found.getparent().remove(found)
    for node, text in [pair for cell in cells_of(made) for pair in runs_in(cell)]:
        if node is not None and text:
            put(node, "")
    return made
