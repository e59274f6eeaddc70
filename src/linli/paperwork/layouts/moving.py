"""Rows are put in below the last row of a list; whatever names rows by number follows.

What lies below moves down. An area that reaches the last row of the list grows with it: =SUM(C5:C14) becomes =SUM(C5:C24).
"""

import re
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer

from .sheet import Area

CELL = r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})"
ONE_CELL = re.compile(CELL)
CELLS = re.compile(f"{CELL}:{CELL}")
ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")
ON_A_SHEET = re.compile(r"('(?:[^']|'')+'|[^'!:]+)!(.+)", re.DOTALL)


@dataclass(frozen=True)
class Move:
    """`more` rows after row `last`; the list begins at row `first`."""

    sheet: str
    first: int
    last: int
    more: int

    def row(self, row: int) -> int:
        return row + self.more if row > self.last else row

    def end(self, top: int, bottom: int) -> int:
        """Where an area ends that began at `top`."""
        return bottom + self.more if bottom > self.last or (bottom == self.last and top <= self.last) else bottom

    def area(self, area: Area) -> Area:
        top, left, bottom, right = area
        return self.row(top), left, self.end(top, bottom), right

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
        return self.row(top), self.end(top, bottom)
