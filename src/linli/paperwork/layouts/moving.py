"""Rows are put in below the last row of a list; whatever names rows by number follows.

What lies below moves down. An area that reaches the last row of the list grows with it: =SUM(C5:C14) becomes =SUM(C5:C24).
"""

import re
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer

from .sheet import Area

LAST_ROW = 1_048_576
CELL = r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})"
ONE_CELL = re.compile(CELL)
LAST_ROW_LIKE = re.compile(r"(?<![\d.])\d{7}(?![\d.])")
CELLS = re.compile(f"{CELL}:{CELL}")
ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")
ON_A_SHEET = re.compile(r"('(?:[^']|'')+'|[^'!:]+)!(.+)", re.DOTALL)


@dataclass(frozen=True)
class Move:
    """`more` rows after row `last`; the list begins at row `first`. Below row `used` the sheet is empty."""

    sheet: str
    first: int
    last: int
    more: int
    used: int = 0

    def row(self, row: int) -> int:
        """Where a row stands now. What would leave the sheet stays at its end, as a spreadsheet's own command does it."""
        return min(row + self.more, LAST_ROW) if row > self.last and row < LAST_ROW else row

    def rows(self, top: int, bottom: int) -> tuple[int, int]:
        """Where an area begins and ends. One that grows with the list grows; one that holds the rows right below the headings
        of a list without rows holds the new rows too; one to the end of the sheet goes to the end of the sheet."""
        begins = top if self._takes_new_rows_in(top, bottom) else self.row(top)
        grows = bottom > self.last or (bottom == self.last and top <= self.last)
        return begins, min(bottom + self.more, LAST_ROW) if grows else bottom

    def area(self, area: Area) -> Area:
        top, left, bottom, right = area
        first, last = self.rows(top, bottom)
        return first, left, last, right

    def _takes_new_rows_in(self, top: int, bottom: int) -> bool:
        """The list has no row yet, and the area begins where its first one comes: a rule that reaches into the empty part of the
        sheet is meant for it, one for the totals and signatures that stand there is not."""
        return self.first > self.last and top == self.first and bottom > max(top, self.used)

    def formula(self, formula: str, *, on: str, row: int = 0) -> str:
        """A formula without its =, that stands on the sheet `on`. In a `row` of the list, what speaks of this row stays."""
        if not any(sign.isdigit() for sign in formula):
            return formula
        try:
            tokens = Tokenizer(f"={formula}").items
        except Exception:  # noqa: BLE001  a formula in a dialect of its own stays as it is
            return formula
        inside = on == self.sheet and self.first <= row <= self.last
        return "".join(self._token(token, on, inside=inside) for token in tokens)

    def _token(self, token: Token, on: str, *, inside: bool) -> str:
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            return token.value
        named = ON_A_SHEET.fullmatch(token.value)
        sheet = named[1].strip("'").replace("''", "'") if named else on
        if sheet != self.sheet:
            return token.value
        moved = self._reference(named[2] if named else token.value, inside=inside)
        return f"{named[1]}!{moved}" if named else moved

    def _reference(self, text: str, *, inside: bool) -> str:
        if found := CELLS.fullmatch(text):
            a, left, b, top, c, right, d, bottom = found.groups()
            first, last = self._ends(int(top), int(bottom), inside=inside, fixed=bool(d))
            return f"{a}{left}{b}{first}:{c}{right}{d}{last}"
        if found := ROWS.fullmatch(text):
            first, last = self._ends(int(found[2]), int(found[4]), inside=inside, fixed=bool(found[3]))
            return f"{found[1]}{first}:{found[3]}{last}"
        if found := ONE_CELL.fullmatch(text):
            return f"{found[1]}{found[2]}{found[3]}{self.row(int(found[4]))}"
        return text

    def _ends(self, top: int, bottom: int, *, inside: bool, fixed: bool) -> tuple[int, int]:
        """Inside the list, =SUM(C14:E14) speaks of its own row; only $C$5:$C$14 speaks of the whole list."""
        if inside and not (fixed and top < bottom):
            return self.row(top), self.row(bottom)
        return self.rows(top, bottom)


def within_the_sheet(formula: str) -> str:
    """A formula, with =, that was copied further down: what it names does not lie below the last row."""
    if LAST_ROW_LIKE.search(formula) is None:
        return formula
    return "=" + "".join(_clamped(token) for token in Tokenizer(formula).items)


def _clamped(token: Token) -> str:
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return str(token.value)
    sheet, mark, reference = token.value.rpartition("!")
    return sheet + mark + LAST_ROW_LIKE.sub(lambda found: str(min(int(found[0]), LAST_ROW)), reference)
