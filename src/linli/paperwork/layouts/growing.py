"""A list of a sheet gets more rows: the rows are made like its last one, and everything that names rows follows."""

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl.formula.translate import Translator

from linli.base.errors import Invalid

from .moving import LAST_ROW, Move, within_the_sheet
from .package import Element, Package
from .sheet import S, Sheet, address, area_of, reference_of

if TYPE_CHECKING:
    from .areas import List

XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
AREAS = {
    f"{S}conditionalFormatting": "sqref",
    f"{S}dataValidation": "sqref",
    f"{S}protectedRange": "sqref",
    f"{S}ignoredError": "sqref",
    f"{S}autoFilter": "ref",
    f"{S}sortState": "ref",
    f"{S}sortCondition": "ref",
    f"{S}dimension": "ref",
    f"{S}table": "ref",
}
MARKED_CELLS = (
    ("sheetView", "topLeftCell"),
    ("pane", "topLeftCell"),
    ("selection", "activeCell"),
    ("selection", "sqref"),
    ("hyperlink", "ref"),
)
FORMULAS = (f"{S}formula", f"{S}formula1", f"{S}formula2", f"{XM}f")
ROW_NAMED = re.compile(r"[A-Z]\$?\d")
VML_ROW = re.compile(r"(<\w+:Row>)(\d+)(</\w+:Row>)")
VML_ANCHOR = re.compile(r"(<\w+:Anchor>\s*)([\d,\s]+?)(\s*</\w+:Anchor>)")


def grow(package: Package, sheets: Iterable[Sheet], sheet: Sheet, found: "List", more: int) -> None:
    """`more` rows below the last row of the list, or below its headings where it has none."""
    move = Move(sheet.name, found.first, found.last, more, used=max(sheet.rows, default=0))
    _make_room(sheet, move)
    for one in sheets:
        package.edit(one.part)
        _move_formulas(one, move)
        _move_charts(package, one, move)
    _move_names(package, move)
    below = {row: sheet.rows[row] for row in sorted(sheet.rows, reverse=True) if row > move.last}
    for row, line in below.items():
        _renumber(sheet, row, line, row + more)
    _move_areas(sheet, move)
    _add_rows(sheet, move)
    _move_drawings(package, sheet, move)


def _make_room(sheet: Sheet, move: Move) -> None:
    """Empty rows at the end of the sheet give way. Invalid where something is written in them: it would fall off the sheet."""
    for row in [row for row in sheet.rows if row > max(move.last, LAST_ROW - move.more)]:
        if any(sheet.text(cell).strip() for cell in sheet.cells.get(row, {}).values()):
            raise Invalid(
                _("There is no room for more rows: something is written in row %(row)d, at the end of the sheet.")
                % {"row": row},
                field="file",
            )
        sheet.data.remove(sheet.rows.pop(row))
        sheet.cells.pop(row, None)
    if move.last + move.more > LAST_ROW:
        raise Invalid(_("There is no room for more rows in this sheet."), field="file")


def spell_out_shared_formulas(sheet: Sheet) -> None:
    """A formula that a column shares is written into each cell, so that each can move by itself."""
    masters: dict[str, Translator] = {}
    for cell, formula in list(_formulas(sheet)):
        if formula.get("t") != "shared":
            continue
        at, shared = cell.get("r"), formula.get("si", "")
        if formula.text:
            masters[shared] = Translator(f"={formula.text}", at)
        elif shared in masters:
            formula.text = within_the_sheet(masters[shared].translate_formula(at))[1:]
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def _formulas(sheet: Sheet) -> Iterator[tuple[Element, Element]]:
    return ((found.getparent(), found) for found in sheet.data.iter(f"{S}f"))


def _move_formulas(sheet: Sheet, move: Move) -> None:
    for cell, formula in _formulas(sheet):
        if formula.text:
            formula.text = move.formula(formula.text, on=sheet.name, row=area_of(cell.get("r"))[0])
        if formula.get("ref") and sheet.name == move.sheet:
            formula.set("ref", _moved(formula.get("ref"), move))
    for formula in sheet.root.iter(*FORMULAS):
        if formula.text:
            formula.text = move.formula(formula.text, on=sheet.name)


def _move_names(package: Package, move: Move) -> None:
    """Print areas and other names; a name without a sheet of its own says it in its text."""
    for name in package.edit(package.main).iter(f"{S}definedName"):
        if name.text:
            name.text = move.formula(name.text, on="")


def _renumber(sheet: Sheet, row: int, line: Element, new: int) -> None:
    line.set("r", str(new))
    cells = sheet.cells.pop(row, {})
    for column, cell in cells.items():
        cell.set("r", address(new, column))
    sheet.cells[new] = cells
    sheet.rows[new] = sheet.rows.pop(row)


def _move_areas(sheet: Sheet, move: Move) -> None:
    _move_named_areas(sheet.root, move)
    for found in sheet.root.iter(f"{XM}sqref"):
        found.text = _moved(found.text or "", move)
    for tag, name in MARKED_CELLS:
        for found in sheet.root.iter(f"{S}{tag}"):
            found.set(name, _moved_mark(found.get(name, ""), move)) if found.get(name) else None
    for found in sheet.root.iterfind(f"{S}rowBreaks/{S}brk"):
        if int(found.get("id")) >= move.last:
            found.set("id", str(int(found.get("id")) + move.more))
    _move_merged(sheet, move)


def _move_named_areas(root: Element, move: Move) -> None:
    for found in root.iter(*AREAS):
        name = AREAS[found.tag]
        if found.get(name):
            found.set(name, _moved(found.get(name), move))


def _move_merged(sheet: Sheet, move: Move) -> None:
    """What is merged across rows grows; what is merged inside the last row is merged in each new row too."""
    holder = sheet.root.find(f"{S}mergeCells")
    if holder is None:
        return
    has_rows = move.first <= move.last
    for found in list(holder):
        top, left, bottom, right = area_of(found.get("ref"))
        spans = bottom > move.last or (has_rows and top < bottom == move.last)
        new_bottom = bottom + move.more if spans else bottom
        found.set("ref", reference_of((move.row(top), left, new_bottom, right)))
        if has_rows and top == bottom == move.last:
            for row in range(move.last + 1, move.last + move.more + 1):
                holder.append(holder.makeelement(f"{S}mergeCell", {"ref": reference_of((row, left, row, right))}))
    holder.set("count", str(len(holder)))
    sheet.merged = [area_of(found.get("ref")) for found in holder]


def _add_rows(sheet: Sheet, move: Move) -> None:
    model = sheet.row(move.last)
    if move.first > move.last:
        model = _plain_row(sheet, model)
    attributes = {name: value for name, value in model.attrib.items() if name != "r"}
    styles = [(column, cell.get("s"), _downwards(cell)) for column, cell in _cells_of(model)]
    texts = {column: cell for column, cell in _cells_of(model) if len(cell) and cell.find(f"{S}f") is None}
    at = sheet.data.index(sheet.rows[move.last])
    for row in range(move.last + 1, move.last + move.more + 1):
        line = sheet.data.makeelement(f"{S}row", {"r": str(row), **attributes})
        cells = sheet.cells[row] = {}
        for column, style, formula in styles:
            place = address(row, column)
            cell = line.makeelement(f"{S}c", {"r": place, "s": style} if style else {"r": place})
            if formula:
                made = cell.makeelement(f"{S}f")
                made.text = formula(place)
                cell.append(made)
            elif column in texts:
                cell.extend(deepcopy(child) for child in texts[column])
                cell.attrib.update({"t": texts[column].get("t")} if texts[column].get("t") else {})
            line.append(cell)
            cells[column] = cell
        sheet.rows[row] = line
        at += 1
        sheet.data.insert(at, line)


def _cells_of(line: Element) -> list[tuple[int, Element]]:
    cells = [(area_of(cell.get("r"))[1], cell) for cell in line.iter(f"{S}c")]
    return sorted(cells, key=lambda pair: pair[0])


def _downwards(cell: Element) -> Callable[[str], str] | None:
    """How the formula of the last row reads further down."""
    formula = cell.find(f"{S}f")
    if formula is None or not formula.text:
        return None
    translator = Translator(f"={formula.text}", cell.get("r"))
    return lambda place: within_the_sheet(translator.translate_formula(place))[1:]


def _plain_row(sheet: Sheet, headings: Element) -> Element:
    """A row to copy where the list has none: the lines of the headings around plain letters."""
    made = headings.makeelement(f"{S}row", {})
    for cell in headings.iter(f"{S}c"):
        plain = {"s": sheet.plain_like(cell.get("s"))} if cell.get("s") else {}
        made.append(made.makeelement(f"{S}c", {"r": cell.get("r"), **plain}))
    return made


def _move_drawings(package: Package, sheet: Sheet, move: Move) -> None:
    """Pictures, charts, remarks and tables, which stand in parts of their own."""
    for kind, part in package.relations(sheet.part).values():
        if kind == "drawing":
            for anchor in package.edit(part):
                _move_anchor(anchor, move)
        elif kind in {"comments", "threadedComment"}:
            for remark in package.edit(part).iter("{*}comment", "{*}threadedComment"):
                remark.set("ref", _moved_mark(remark.get("ref"), move))
        elif kind == "table":
            _move_named_areas(package.edit(part), move)
        elif kind == "vmlDrawing":
            package.put_text(part, _moved_vml(package.text(part), move))


def _move_charts(package: Package, sheet: Sheet, move: Move) -> None:
    """The figures that a chart draws may stand on another sheet than the chart."""
    for drawing in package.related(sheet.part, "drawing"):
        for chart in package.related(drawing, "chart"):
            for formula in package.edit(chart).iter(f"{CHART}f"):
                formula.text = move.formula(formula.text or "", on="")


def _move_anchor(anchor: Element, move: Move) -> None:
    """A picture below the list goes down; one beside it keeps its size, unless it was to stretch with its cells."""
    first = anchor.find(f"{DRAWING}from/{DRAWING}row")
    last = anchor.find(f"{DRAWING}to/{DRAWING}row")
    stays = first is not None and int(first.text) < move.last
    for found in (first, last):
        if found is not None and not (stays and anchor.get("editAs") in {"oneCell", "absolute"}):
            found.text = str(move.row(int(found.text) + 1) - 1)


def _moved_vml(text: str, move: Move) -> str:
    def row(match: re.Match[str]) -> str:
        return f"{match[1]}{move.row(int(match[2]) + 1) - 1}{match[3]}"

    def anchor(match: re.Match[str]) -> str:
        numbers = [int(n) for n in match[2].split(",")]
        for at in (2, 6):
            numbers[at : at + 1] = [move.row(n + 1) - 1 for n in numbers[at : at + 1]]
        return f"{match[1]}{', '.join(map(str, numbers))}{match[3]}"

    return VML_ANCHOR.sub(anchor, VML_ROW.sub(row, text))


def _moved(references: str, move: Move) -> str:
    """Areas, blanks between them; whole columns have no rows to move."""
    return " ".join(
        reference_of(move.area(area_of(one))) if ROW_NAMED.search(one) else one for one in references.split()
    )


def _moved_mark(references: str, move: Move) -> str:
    """A link, a remark or the cursor stays with its cells and does not grow."""
    areas = (area_of(one) for one in references.split())
    return " ".join(reference_of((move.row(t), left, move.row(b), right)) for t, left, b, right in areas)
