"""What is to be filled in a grid: lists below their headings, counts between two headings, blanks beside their labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from linli.base.sheets import NOTES, TOTALS

from .grid import SERIAL, Box, Grid

LONGEST_LABEL = 60
LEVELS_OF_HEADINGS = 3
SERIAL_HEADINGS = re.compile(r"(序\s*号|序|行\s*号|行\s*次|no\.?|№)", re.IGNORECASE)
BY_HAND = re.compile(r"签\s*(字|名|章|收)|盖\s*章|手\s*印|指\s*印|照\s*片|相\s*片|粘\s*贴")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
COLON = re.compile("[：:]")
SURE_HEADINGS = re.compile(r"序\s*号|姓\s*名|名\s*称")


@dataclass(frozen=True)
class Column:
    """A column of a list: its headings from the outer to the inner, and where its cells begin."""

    heading: str
    left: int
    is_serial: bool = False
    is_open: bool = True


@dataclass(frozen=True)
class List:
    """Rows that repeat for each record. With no empty row, `last` is the row of the headings."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Blank:
    heading: str
    box: Box


@dataclass
class Areas:
    lists: list[List] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    used: set[Box] = field(default_factory=set)


def find_areas(grid: Grid) -> Areas:
    """Lists and tables of counts first, from the top down; then lists without an empty row, then what stands beside labels."""
    areas = Areas()
    for row in sorted(grid.rows):
        for run in _runs_below_headings(grid, row, areas.used):
            labels = _row_labels(grid, run[0])
            if labels is None:
                _take_list(grid, run, areas)
            elif labels:
                _take_counts(grid, run, areas)
    for row in sorted(grid.rows):
        _take_list_without_rows(grid, row, areas)
    totals = {one.last + 1 for one in areas.lists}
    for box in grid.boxes:
        if box.is_open and box not in areas.used and (labels := _labels_beside(grid, box, areas.used)):
            if box.top in totals and TOTALS.match(labels[-1].says):
                continue
            areas.used.update(labels, [box])
            areas.blanks.append(Blank("/".join(label.says for label in labels), box))
    areas.lists.sort(key=lambda one: (one.first, one.columns[0].left))
    areas.blanks = [b for b in areas.blanks if not is_by_hand(b.heading)]
    areas.blanks.sort(key=lambda blank: (blank.box.top, blank.box.left))
    return areas


def is_by_hand(heading: str) -> bool:
    """A signature, a seal, a photograph: never written by a machine."""
    return bool(BY_HAND.search(BRACKETS.sub("", heading.rsplit("/", 1)[-1])))


def _runs_below_headings(grid: Grid, row: int, used: set[Box]) -> Iterator[list[Box]]:
    """Neighbouring boxes of a row that wait to be filled, each below a heading; at least two headings."""
    run: list[Box] = []
    for box in [*grid.rows[row], None]:
        if (
            box
            and box not in used
            and _is_body(box)
            and _heading(grid, box)
            and (not run or run[-1].right + 1 == box.left)
        ):
            run.append(box)
            continue
        if len({_heading(grid, one) for one in run}) >= 2 and any(one.is_open and one.framed for one in run):
            yield run
        run = [box] if box and box not in used and _is_body(box) and _heading(grid, box) else []


def _is_body(box: Box) -> bool:
    return box.is_low and (box.is_open or box.fixed or bool(SERIAL.fullmatch(box.text.strip())))


def _heading(grid: Grid, box: Box) -> Box | None:
    """The heading right above, or above an example or the numbers of the columns."""
    row = box.top - 1
    while row > box.top - LEVELS_OF_HEADINGS and row in grid.rows_between:
        row -= 1
    above = grid.at.get((row, box.left))
    fits = above and _is_heading(above) and above.left <= box.left and box.right <= above.right
    return above if fits else None


def _is_heading(box: Box) -> bool:
    return bool(box.says) and len(box.says) <= LONGEST_LABEL and not box.says.endswith(("：", ":"))


def _row_labels(grid: Grid, first: Box) -> list[Box] | None:
    """The words at the left of a row of counts; None where there are none and the row is one of a list."""
    labels: list[Box] = []
    heading = _heading(grid, first)
    box = grid.left_of(first)
    while box and heading and box.says and box.top > heading.bottom:
        labels.insert(0, box)
        box = grid.left_of(box)
    return labels or None


def _take_list(grid: Grid, run: Sequence[Box], areas: Areas) -> None:
    rows = [list(run)]
    while same := _same_row(grid, rows[0], rows[-1][0].top + 1):
        rows.append(same)
    columns = []
    seen: set[Box] = set()
    for at, box in enumerate(run):
        heading = _heading(grid, box)
        if heading is None or heading in seen:
            continue
        seen.add(heading)
        name = _path(grid, heading, run)
        serial = bool(SERIAL_HEADINGS.fullmatch(heading.says)) and not any(
            row[at].text.strip() and row[at].is_open for row in rows
        )
        fixed = any(row[at].fixed for row in rows) or bool(SERIAL.fullmatch(box.text.strip()))
        columns.append(Column(name, box.left, serial, not (serial or fixed or is_by_hand(name))))
    areas.used.update(box for row in rows for box in row)
    areas.used.update(seen)
    areas.lists.append(List(rows[0][0].top, rows[-1][0].top, tuple(columns)))


def _same_row(grid: Grid, first: Sequence[Box], row: int) -> list[Box] | None:
    """The next row of a list, if it is cut like the first one and as empty."""
    boxes = [grid.at.get((row, box.left)) for box in first]
    cut_alike = all(
        box and _is_body(box) and (box.left, box.right, box.framed) == (one.left, one.right, one.framed)
        for box, one in zip(boxes, first, strict=True)
    )
    return [box for box in boxes if box] if cut_alike and not _is_total(grid, row, first[0].left) else None


def _is_total(grid: Grid, row: int, left: int) -> bool:
    box = grid.at.get((row, left - 1))
    return bool(box and box.is_low and TOTALS.match(box.says))


def _take_counts(grid: Grid, run: Sequence[Box], areas: Areas) -> None:
    """Rows that begin with words below a row of headings: each open box is called by both."""
    headings = {box.left: _heading(grid, box) for box in run}
    row, last = run[0].top, grid.last_row
    while row <= last:
        boxes = [box for box in grid.rows.get(row, ()) if box.left in headings and _is_body(box)]
        labels = _row_labels_of(grid, boxes[0], run[0].top) if boxes else []
        if not labels or len(boxes) < len(headings):
            break
        for box in boxes:
            heading = headings[box.left]
            if box.is_open and box not in areas.used and heading:
                name = "/".join([*(label.says for label in labels), _path(grid, heading, run)])
                areas.blanks.append(Blank(name, box))
        areas.used.update(boxes, labels)
        row += 1
    areas.used.update(heading for heading in headings.values() if heading)


def _row_labels_of(grid: Grid, first: Box, top: int) -> list[Box]:
    labels: list[Box] = []
    box = grid.at.get((first.top, first.left - 1))
    while box and box.says and box.top >= top:
        labels.insert(0, box)
        box = grid.at.get((first.top, box.left - 1))
    return labels


def _path(grid: Grid, heading: Box, run: Sequence[Box]) -> str:
    """家庭住址 above 街道 is 家庭住址/街道. What stands over all columns is a title; a row with a blank in it has no headings."""
    parts, inner = [heading.says], heading
    for _level in range(LEVELS_OF_HEADINGS - 1):
        above = grid.above(inner)
        row = [grid.at.get((inner.top - 1, box.left)) for box in run]
        if (
            not above
            or len(set(row)) < 2
            or not all(box and _is_heading(box) and not COLON.search(BRACKETS.sub("", box.says)) for box in row)
        ):
            break
        if above.bottom + 1 != inner.top or not (above.left <= heading.left and heading.right <= above.right):
            break
        parts.insert(0, above.says)
        inner = above
    tall = grid.at.get((heading.bottom, run[0].left - 1))
    if tall and tall.says and tall.top <= heading.top and tall.bottom > heading.bottom:
        parts.insert(0, tall.says)
    return "/".join(dict.fromkeys(parts))


def _take_list_without_rows(grid: Grid, row: int, areas: Areas) -> None:
    """Headings with the totals, the notes or nothing right below them: the rows are still to be made."""
    leaves = [box for box in grid.ending.get(row, ()) if box.top >= row - LEVELS_OF_HEADINGS]
    leaves = [box for box in leaves if _is_heading(box) and box not in areas.used and not NOTES.match(box.says)]
    whole = all(one.right + 1 == next_one.left for one, next_one in pairwise(leaves))
    is_top = grid.first_wide_row >= row - LEVELS_OF_HEADINGS + 1
    sure = is_top or any(SURE_HEADINGS.search(box.says) for box in leaves)
    if len(leaves) < 3 or not whole or not sure or any(TOTALS.match(box.says) for box in leaves):
        return
    below = [box for box in (grid.at.get((row + 1, leaf.left)) for leaf in leaves) if box]
    words = next((box.says for box in below if box.says), "")
    if any(box.is_open and box.framed for box in below) and not TOTALS.match(words):
        return
    if words and not (TOTALS.match(words) or NOTES.match(words) or len({id(box) for box in below}) == 1):
        return
    columns = []
    for leaf in sorted(leaves, key=lambda box: box.left):
        name = _path(grid, leaf, leaves)
        serial = bool(SERIAL_HEADINGS.fullmatch(leaf.says))
        columns.append(Column(name, leaf.left, serial, not serial and not is_by_hand(name)))
    numbered = _numbered_rows(grid, row + 1, next((c.left for c in columns if c.is_serial), None))
    areas.used.update(leaves, numbered)
    areas.lists.append(List(row + 1, row + len(numbered), tuple(columns)))


def _numbered_rows(grid: Grid, first: int, serial: int | None) -> list[Box]:
    """Rows without lines in which nothing stands but their number."""
    found: list[Box] = []
    while serial and (boxes := grid.rows.get(first + len(found))):
        number = next((box for box in boxes if box.left == serial), None)
        others = [box for box in boxes if box is not number and not box.is_open]
        if number is None or others or not SERIAL.fullmatch(number.text.strip()):
            break
        found.append(number)
    return found


def _labels_beside(grid: Grid, box: Box, used: set[Box]) -> list[Box]:
    """The label at the left of a blank, and the taller ones before it that it belongs to."""
    label = grid.left_of(box)
    if (
        not label
        or not label.says
        or len(label.says) > LONGEST_LABEL
        or (NOTES.match(label.says) and len(label.says) > 20)
    ):
        return []
    if not box.framed and not label.says.endswith(("：", ":")):
        return []
    labels = [label]
    outer = grid.left_of(label)
    while outer and outer.says and outer.bottom - outer.top > labels[0].bottom - labels[0].top:
        labels.insert(0, outer)
        outer = grid.at.get((label.top, outer.left - 1))
    return [] if label in used and not _has_two_blanks(label) else labels


def _has_two_blanks(label: Box) -> bool:
    return not label.is_low
