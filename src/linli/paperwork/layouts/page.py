"""A sheet, a table or the running text of a form: its slots in the order in which people read, and how they are filled."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .answers import answer, choose, in_words
from .areas import List, find_areas, is_by_hand
from .blanks import TICKED, Gap, gaps, on_the_line, options
from .grid import Box, Grid
from .layout import Slot


class Page(ABC):
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.areas = find_areas(grid)
        self.grown: set[int] = set()
        """The last rows of lists that have been given more: two lists side by side share them."""

    @abstractmethod
    def key(self, row: int, column: int) -> str:
        """The lasting address of a cell."""

    @abstractmethod
    def write(self, row: int, column: int, value: Any, heading: str, allowed: Sequence[str] = ()) -> None:
        """An answer into an empty cell."""

    @abstractmethod
    def write_inside(self, row: int, column: int, start: int, end: int, written: str) -> None:
        """Words in the place of a part of what stands in a cell."""

    @abstractmethod
    def number(self, row: int, column: int, number: int) -> None:
        """The number of a row in its list."""

    @abstractmethod
    def grow(self, one: List, more: int) -> None:
        """More rows at the end of a list."""

    def allowed(self, row: int, column: int) -> Sequence[str]:
        """The words from which a cell lets one choose."""
        return ()

    def slots(self) -> Iterator[Slot]:
        places = [
            *((blank.box.top, blank.box.left, "", blank.heading, "cell") for blank in self.areas.blanks),
            *(
                (one.first, c.left, "", c.heading, "column")
                for one in self.areas.lists
                for c in one.columns
                if c.is_open
            ),
            *((box.top, box.left, f"#{at}", gap.heading, "cell") for box, at, gap in self._gaps()),
        ]
        for row, column, more, heading, kind in sorted(places, key=lambda place: place[:2]):
            yield Slot(self.key(row, column) + more, heading, kind)

    def fill(self, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]) -> None:
        for box, at, gap in reversed(list(self._gaps())):
            value = cells.get(mapping.get(f"{self.key(box.top, box.left)}#{at}", ""))
            if value not in (None, ""):
                self._fill_gap(box, gap, value)
        for blank in self.areas.blanks:
            row, column = blank.box.top, blank.box.left
            value = cells.get(mapping.get(self.key(row, column), ""))
            if value not in (None, ""):
                self.write(row, column, value, blank.heading, self.allowed(row, column))
        for one in reversed(self.areas.lists):
            if rows:
                self._fill_list(one, mapping, rows)

    def _gaps(self) -> Iterator[tuple[Box, int, Gap]]:
        """The blanks inside texts that are no label of something else; from the last to the first they keep their places."""
        for box in self.grid.boxes:
            if not (box.fixed or box.is_open or box in self.areas.used):
                for at, gap in enumerate(gaps(box.text)):
                    if not is_by_hand(gap.heading):
                        yield box, at, gap

    def _fill_gap(self, box: Box, gap: Gap, value: Any) -> None:
        blank = box.text[gap.start : gap.end]
        if offered := options(blank):
            for option in choose(value, offered):
                at = gap.start + offered[option]
                self.write_inside(box.top, box.left, at, at + 1, TICKED)
            return
        said = in_words(answer(value, gap.heading), gap.heading)
        is_last = not box.text[gap.end :].partition("\n")[0].strip()
        self.write_inside(box.top, box.left, gap.start, gap.end, on_the_line(said, blank, is_last=is_last))

    def _fill_list(self, one: List, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> None:
        mapped = [
            (column, field, self.allowed(one.first, column.left))
            for column in one.columns
            if column.is_open and (field := mapping.get(self.key(one.first, column.left)))
        ]
        if not mapped:
            return
        if len(rows) > one.length and one.last not in self.grown:
            self.grow(one, len(rows) - one.length)
            self.grown.add(one.last)
        serial = next((column.left for column in one.columns if column.is_serial), None)
        for at, record in enumerate(rows):
            row = one.first + at
            if serial is not None:
                self.number(row, serial, at + 1)
            for column, field, allowed in mapped:
                value = record.get(field)
                if value not in (None, ""):
                    self.write(row, column.left, value, column.heading, allowed)
