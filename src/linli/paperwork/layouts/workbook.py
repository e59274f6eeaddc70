"""An Excel form: its sheets are read and filled. Hidden sheets are left alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from linli.base.sheets import safe_cell

from .answers import Day, answer, choose, in_words
from .areas import List
from .blanks import TICKED, options
from .growing import grow, spell_out_shared_formulas
from .layout import layout_of
from .package import Element, Package
from .page import Page
from .sheet import S, Sheet, address
from .styles import Styles, is_date, names_the_day

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_YEAR_OF_SHEETS = 1901
TEXT_FORMAT = "@"


class Workbook:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(self._related("styles"))
        strings = self._related("sharedStrings")
        words = [] if strings is None else strings.findall(f"{S}si")
        parts = package.relations(package.main)
        self.sheets: list[Sheet] = []
        shown: list[Sheet] = []
        for found in package.read(package.main).iter(f"{S}sheet"):
            kind, part = parts.get(found.get(R_ID), ("", ""))
            if kind == "worksheet":
                sheet = Sheet(found.get("name"), part, package.read(part), words, self.styles)
                self.sheets.append(sheet)
                shown += [sheet] if found.get("state", "visible") == "visible" else []
        self.pages = [SheetPage(self, sheet) for sheet in shown]
        self.layout = layout_of("xlsx", (slot for page in self.pages for slot in page.slots()))

    def fill(self, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]) -> None:
        for sheet in self.sheets:
            self.package.edit(sheet.part)
            spell_out_shared_formulas(sheet)
        for page in self.pages:
            page.fill(mapping, rows, cells)
        if self.styles.grew:
            self.package.edit(self.package.related(self.package.main, "styles")[0])
        self._ask_to_reckon_anew()

    @property
    def day_zero(self) -> date:
        found = self.package.read(self.package.main).find(f"{S}workbookPr")
        return DAY_ZERO_1904 if found is not None and found.get("date1904") in {"1", "true"} else DAY_ZERO

    def _related(self, kind: str) -> Element | None:
        parts = self.package.related(self.package.main, kind)
        return self.package.read(parts[0]) if parts else None

    def _ask_to_reckon_anew(self) -> None:
        """No figure of before may be shown beside the answers of today; what other files reckoned is kept."""
        for sheet in self.sheets:
            for formula in sheet.data.iter(f"{S}f"):
                value = formula.getparent().find(f"{S}v")
                if value is not None and "[" not in (formula.text or ""):
                    formula.getparent().remove(value)
        reckoning = self.package.edit(self.package.main).find(f"{S}calcPr")
        if reckoning is not None:
            reckoning.set("fullCalcOnLoad", "1")
        for part in self.package.related(self.package.main, "calcChain"):
            self.package.remove(part, named_by=self.package.main)


class SheetPage(Page):
    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        super().__init__(sheet.grid())

    def key(self, row: int, column: int) -> str:
        return f"{self.sheet.name}!{address(row, column)}"

    def allowed(self, row: int, column: int) -> Sequence[str]:
        return self.sheet.words_allowed(row, column)

    def write(self, row: int, column: int, value: Any, heading: str, allowed: Sequence[str] = ()) -> None:
        cell = self.sheet.cell(row, column)
        if cell.find(f"{S}f") is not None:
            return
        if offered := options(self.sheet.text(cell)):
            for option in choose(value, offered):
                self.sheet.write_inside(cell, offered[option], offered[option] + 1, TICKED)
            return
        said = self._as_cell(answer(value, heading, allowed), heading, self.sheet.format_of(cell))
        if said != "":
            self.sheet.write(cell, said)

    def write_inside(self, row: int, column: int, start: int, end: int, written: str) -> None:
        self.sheet.write_inside(self.sheet.cell(row, column), start, end, written)

    def number(self, row: int, column: int, number: int) -> None:
        cell = self.sheet.cell(row, column)
        if cell.find(f"{S}f") is None:
            self.sheet.write(cell, number)

    def grow(self, one: List, more: int) -> None:
        grow(self.book.package, self.book.sheets, self.sheet, one, more)

    def _as_cell(self, said: Any, heading: str, code: str) -> int | float | Decimal | str:
        """A number where numbers stand, a date where the cell shows dates, and otherwise text that is no formula."""
        if isinstance(said, Day) and is_date(code) and (serial := self._serial(said, code)):
            return serial
        if isinstance(said, int | float | Decimal) and code != TEXT_FORMAT:
            return said
        return str(safe_cell(in_words(said, heading)))

    def _serial(self, day: Day, code: str) -> int | None:
        """The number of a day, if the day is known as far as the cell shows it."""
        known = day.month and (day.day or not names_the_day(code)) and not day.about
        if not known or day.year < FIRST_YEAR_OF_SHEETS:
            return None
        return (date(day.year, day.month or 1, day.day or 1) - self.book.day_zero).days or None
