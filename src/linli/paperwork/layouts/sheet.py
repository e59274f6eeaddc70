"""One sheet of a workbook, by its XML: cells by row and column, their words, and the boxes that eyes see."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter

from .blanks import Runs
from .grid import LARGEST_BOX, Box, Grid
from .package import Element
from .styles import Styles

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
LIST_OF_WORDS = re.compile(r'"([^"]*)"')
LONGEST_CELL = 32767

Area = tuple[int, int, int, int]
"""top, left, bottom, right"""


class Sheet:
    def __init__(self, name: str, part: str, root: Element, strings: Sequence[Element], styles: Styles) -> None:
        self.name, self.part, self.root = name, part, root
        self._strings, self._styles = strings, styles
        self.data = root.find(f"{S}sheetData")
        self.rows: dict[int, Element] = {}
        self.cells: dict[int, dict[int, Element]] = {}
        self._index()
        self.merged = [area_of(found.get("ref", "")) for found in root.iter(f"{S}mergeCell")]

    def grid(self) -> Grid:
        return Grid(self._boxes())

    def cell(self, row: int, column: int) -> Element:
        """The cell, made in its place where the file does not have it."""
        cells = self.cells.setdefault(row, {})
        if column not in cells:
            line = self.row(row)
            made = line.makeelement(f"{S}c", {"r": address(row, column)})
            if style := line.get("s"):
                made.set("s", style)
            line.insert(sum(1 for one in cells if one < column), made)
            cells[column] = made
        return cells[column]

    def row(self, row: int) -> Element:
        if row not in self.rows:
            made = self.data.makeelement(f"{S}row", {"r": str(row)})
            self.data.insert(sum(1 for one in self.rows if one < row), made)
            self.rows[row] = made
        return self.rows[row]

    def text(self, cell: Element) -> str:
        kind, value = cell.get("t"), cell.findtext(f"{S}v")
        if kind == "s":
            return _words(self._strings[int(value)]) if value and int(value) < len(self._strings) else ""
        return _words(cell.find(f"{S}is")) if kind == "inlineStr" else value or ""

    def format_of(self, cell: Element) -> str:
        return self._styles.format_of(cell.get("s"))

    def plain_like(self, style: str) -> str:
        return self._styles.plain_like(style)

    def words_allowed(self, row: int, column: int) -> list[str]:
        """The words that the cell's own rule lets one choose from, where it spells them out."""
        for rule in self.root.iter(f"{S}dataValidation"):
            spelled = LIST_OF_WORDS.fullmatch(rule.findtext(f"{S}formula1") or "")
            if (
                spelled
                and rule.get("type") == "list"
                and any(
                    top <= row <= bottom and left <= column <= right
                    for top, left, bottom, right in map(area_of, rule.get("sqref", "").split())
                )
            ):
                return [word.strip() for word in spelled[1].split(",") if word.strip()]
        return []

    def write(self, cell: Element, value: Any) -> None:
        """A number or a text; a text is kept as a text, whatever it begins with."""
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = _added(_added(cell, "is"), "t")
            text.set(SPACE, "preserve")
            text.text = value[:LONGEST_CELL]
        else:
            cell.attrib.pop("t", None)
            _added(cell, "v").text = str(value)

    def write_inside(self, cell: Element, start: int, end: int, written: str) -> None:
        """Words into a text that stands there already, in its own font."""
        if cell.get("t") == "s":
            words = self._strings[int(cell.findtext(f"{S}v"))]
            self.write(cell, "")
            place = cell.find(f"{S}is")
            place[:] = [deepcopy(child) for child in words if child.tag in {f"{S}t", f"{S}r"}]
        runs = Runs([(node, node.text or "") for node in _texts(cell.find(f"{S}is"))])
        for node, text in runs.replace(start, end, written):
            node.set(SPACE, "preserve")
            node.text = text

    def _index(self) -> None:
        """Rows and cells by number; a file may leave the numbers out."""
        row = 0
        for line in self.data.iter(f"{S}row"):
            row = int(line.get("r") or row + 1)
            line.set("r", str(row))
            self.rows[row] = line
            cells = self.cells.setdefault(row, {})
            column = 0
            for cell in line.iter(f"{S}c"):
                found = ADDRESS.match(cell.get("r") or "")
                column = column_index_from_string(found[1]) if found else column + 1
                cell.set("r", address(row, column))
                cells[column] = cell

    def _boxes(self) -> Iterator[Box]:
        covered: set[tuple[int, int]] = set()
        last = max(self.rows, default=0)
        for top, left, bottom, right in self.merged:
            low = min(bottom, last)
            if (low - top + 1) * (right - left + 1) <= LARGEST_BOX:
                covered.update((r, c) for r in range(top, low + 1) for c in range(left, right + 1))
                cell = self.cells.get(top, {}).get(left)
                yield self._box(cell, (top, left, low, right), merged=True)
        for row, cells in self.cells.items():
            for column, cell in cells.items():
                if (row, column) not in covered:
                    yield self._box(cell, (row, column, row, column), merged=False)

    def _box(self, cell: Element, area: Area, *, merged: bool) -> Box:
        if cell is None:
            return Box(*area, "", framed=True)
        framed = merged or self._styles.has_lines(cell.get("s"))
        return Box(*area, self.text(cell), framed=framed, fixed=cell.find(f"{S}f") is not None)


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def area_of(reference: str) -> Area:
    """C5:D14, or C5 alone."""
    ends = [ADDRESS.fullmatch(part.replace("$", "")) for part in reference.split(":")]
    (left, top), (right, bottom) = ((e[1], int(e[2])) if e else ("A", 1) for e in (ends[0], ends[-1]))
    return top, column_index_from_string(left), bottom, column_index_from_string(right)


def reference_of(area: Area) -> str:
    top, left, bottom, right = area
    first, last = address(top, left), address(bottom, right)
    return first if first == last else f"{first}:{last}"


def _texts(holder: Element) -> list[Element]:
    """The pieces of a text, without what only says how it is read aloud."""
    return [node for node in holder.iter(f"{S}t") if node.getparent().tag != f"{S}rPh"] if holder is not None else []


def _words(holder: Element) -> str:
    return "".join(node.text or "" for node in _texts(holder))


def _added(parent: Element, tag: str) -> Element:
    made = parent.makeelement(f"{S}{tag}")
    parent.append(made)
    return made
