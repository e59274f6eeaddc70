"""Bars as they are drawn: on the server, readable in print, and beside a table. Lengths are in hundredths of the widest bar's room."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

WIDTH, STEP, BAR_TOP, BAR_HEIGHT = 360, 46, 20, 14
ROOM = 250
LONGEST = 48
"""In half-width signs."""


@dataclass(frozen=True)
class Bar:
    """`low` to `high` as in `counting.published`; `width` is what is sure, `more` what lies between the two; `y` the top of the row."""

    label: str
    low: int
    high: int | None
    words: str
    share: str
    y: int
    width: float
    more: float

    @property
    def is_hidden(self) -> bool:
        return self.low != self.high

    @property
    def short(self) -> str:
        return shortened(self.label)

    @property
    def label_y(self) -> int:
        return self.y + 13

    @property
    def bar_y(self) -> int:
        return self.y + BAR_TOP

    @property
    def end(self) -> float:
        return self.width + self.more

    @property
    def words_x(self) -> float:
        return self.end + 6

    @property
    def words_y(self) -> int:
        return self.bar_y + 12


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]

    @property
    def height(self) -> int:
        return len(self.bars) * STEP


def chart(rows: Sequence[tuple[str, int, int | None]], whole: int) -> Chart:
    """`rows`: (label, low, high). Shares are of `whole`, those who answered."""
    longest = max([row[2] or row[1] for row in rows] + [1])
    bars = []
    for place, (label, low, high) in enumerate(rows):
        top = low if high is None else high
        width, more = ROOM * low / longest, ROOM * (top - low) / longest
        if low != high and top < 5:
            width, more = 0, ROOM * top / longest
        bars.append(
            Bar(
                label,
                low,
                high,
                words_of(low, high),
                share_of(low, high, whole),
                place * STEP,
                round(width, 1),
                round(more, 1),
            )
        )
    return Chart(bars)


def words_of(low: int, high: int | None) -> str:
    if low == high:
        return str(low)
    if high is None:
        return _("hidden")
    return _("fewer than 5") if high < 5 else f"{low}–{high}"


def share_of(low: int, high: int | None, whole: int) -> str:
    """In whole percent; nothing where the count is small or hidden."""
    if not whole or high is None or (low != high and high < 5):
        return ""
    first, last = (f"{value * 100 / whole:.0f}" for value in (low, high))
    return f"{first}%" if first == last else f"{first}–{last}%"


def shortened(label: str) -> str:
    taken = 0
    for place, sign in enumerate(label):
        taken += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if taken > LONGEST:
            return f"{label[: place - 1]}…"
    return label
