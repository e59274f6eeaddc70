"""Rows that were refused, kept as a table beside the file: line, reason and the row itself, to be mended and imported again."""

import csv
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.requests import read_key
from linli.base.sheets import safe_cell

Refusal = tuple[int, dict[str, Any], str]  # line, row, reason


class BadRows:
    """Written before a batch is stored; rows of a batch that was never stored are dropped when the import goes on."""

    def __init__(self, path: Path, columns: list[str], *, keep_upto: int) -> None:
        self.path = path
        self.headings = [_("line"), _("reason"), *columns]
        self.is_begun = False
        if keep_upto and path.exists():
            self._append(_rows_upto(path, keep_upto))

    def write(self, refused: list[Refusal]) -> None:
        if refused:
            self._append([[line, reason, *map(_cell, row.values())] for line, row, reason in refused])

    def _append(self, rows: list[list[Any]]) -> None:
        try:
            with self.path.open("a" if self.is_begun else "w", encoding="utf-8", newline="") as file:
                if not self.is_begun:
                    file.write("\ufeff")  # by which Excel knows the encoding
                    csv.writer(file).writerow(self.headings)
                csv.writer(file).writerows(rows)
        except OSError as wrong:
            raise Invalid(
                _("Bad rows cannot be written to %(path)s (%(reason)s). Name another file with --bad-rows.")
                % {"path": self.path, "reason": wrong.strerror or wrong}
            ) from wrong
        self.is_begun = True


def _rows_upto(path: Path, line: int) -> list[list[Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row for row in rows if row and 0 <= (read_key(row[0]) or line + 1) <= line]


def _cell(value: Any) -> Any:
    """As it stood, but no formula: a negative number is a number, whatever it begins with."""
    try:
        float(value)
    except (TypeError, ValueError):
        return safe_cell(value)
    return value
