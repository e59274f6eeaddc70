"""Quarters of the calendar year."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _


class Quarter(NamedTuple):
    year: int
    number: int

    @property
    def from_date(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def to_date(self) -> date:
        """The first day that no longer belongs to it."""
        return self.after.from_date

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def label(self) -> str:
        names = {1: _("first quarter"), 2: _("second quarter"), 3: _("third quarter"), 4: _("fourth quarter")}
        return _("%(quarter)s of %(year)d") % {"quarter": names[self.number], "year": self.year}


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)
