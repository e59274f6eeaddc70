"""A sheet or a table of a document as eyes see it: boxes, one or several cells large, with words in them or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .blanks import is_left_open

LARGEST_BOX = 20000
EXAMPLE = re.compile(r"[(（【]?(例|示例|样例|填写示例|范例)")
NUMBER = re.compile(r"\d[\d.\-/ ]*[Xx]?")
SERIAL = re.compile(r"\d{1,5}")


@dataclass(frozen=True)
class Box:
    """`framed`: it has lines around it or is merged, so that somebody meant it to be seen. `fixed`: a formula, never written."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    framed: bool = True
    fixed: bool = False

    @property
    def is_open(self) -> bool:
        """It waits for something to be written: empty, a line, or □ to be ticked."""
        return not self.fixed and is_left_open(self.text)

    @cached_property
    def says(self) -> str:
        """Its words as a label, on one line; nothing for a number or what waits to be filled."""
        if self.fixed or self.is_open or SERIAL.fullmatch(self.text.strip()):
            return ""
        return re.sub(r"\s*\n\s*", "", self.text).strip()

    @property
    def is_low(self) -> bool:
        return self.top == self.bottom


class Grid:
    """The boxes, found by any of the cells they cover."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.boxes = sorted(boxes, key=lambda b: (b.top, b.left))
        self.at: dict[tuple[int, int], Box] = {}
        for box in self.boxes:
            if (box.bottom - box.top + 1) * (box.right - box.left + 1) <= LARGEST_BOX:
                self.at.update(
                    {(r, c): box for r in range(box.top, box.bottom + 1) for c in range(box.left, box.right + 1)}
                )
        self.rows: dict[int, list[Box]] = {}
        for box in self.boxes:
            self.rows.setdefault(box.top, []).append(box)

    @property
    def last_row(self) -> int:
        return max((box.bottom for box in self.boxes), default=0)

    @cached_property
    def ending(self) -> dict[int, list[Box]]:
        """The boxes by the row in which they end."""
        found: dict[int, list[Box]] = {}
        for box in self.boxes:
            found.setdefault(box.bottom, []).append(box)
        return found

    @cached_property
    def first_wide_row(self) -> int:
        """The first row in which three boxes begin."""
        return min((row for row, boxes in self.rows.items() if len(boxes) >= 3), default=self.last_row + 1)

    @cached_property
    def rows_between(self) -> frozenset[int]:
        """Filled rows between the headings and what is to be filled: 例：张三, or 甲 乙 1 2 3."""
        return frozenset(row for row, boxes in self.rows.items() if _is_between(boxes))

    def left_of(self, box: Box) -> Box | None:
        return self.at.get((box.top, box.left - 1))

    def above(self, box: Box) -> Box | None:
        return self.at.get((box.top - 1, box.left))


def _is_between(boxes: Sequence[Box]) -> bool:
    words = next((box.says for box in boxes if box.says), "")
    full = len(boxes) > 1 and not any(box.is_open or box.fixed for box in boxes)
    return bool(EXAMPLE.match(words)) or (full and any(NUMBER.fullmatch(box.text.strip()) for box in boxes))
