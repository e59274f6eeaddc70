"""Rows with named parts from whatever an office sends, CSV, Excel or JSON, each with the line on which it stands."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .errors import Invalid
from .sheets import open_table

BETWEEN = re.compile(r"[\s,\[\]]*")

Row = tuple[int, dict[str, Any]]


def named_rows(path: Path, headings: Mapping[str, str]) -> Iterator[Row]:
    """The line and the row of each, under the names that `headings` gives to other headings. Invalid says what cannot be read."""
    if path.suffix.lower() in {".json", ".jsonl"}:
        yield from _json_rows(path)
        return
    table = open_table(path, most_cells=0)
    names = [headings.get(column, column.lower()) for column in table.columns]
    for line, row in table.rows():
        yield line, dict(zip(names, row.values(), strict=False))


def bad_line(line: int, reason: str) -> Invalid:
    return Invalid(
        _("Line %(line)d: %(reason)s. Nothing was changed.") % {"line": line, "reason": reason.rstrip(".。")},
        field="file",
    )


def _json_rows(path: Path) -> Iterator[Row]:
    """Objects one after another: an array of them, or one to a line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as wrong:
        raise Invalid(_("The file cannot be opened: %(reason)s") % {"reason": wrong}, field="file") from wrong
    decoder = json.JSONDecoder()
    line, end = 1, 0
    while (begins := _after(BETWEEN, text, end)) < len(text):
        line += text.count("\n", end, begins)
        try:
            row, after = decoder.raw_decode(text, begins)
        except json.JSONDecodeError as wrong:
            raise bad_line(wrong.lineno, _("this is not JSON (%(reason)s)") % {"reason": wrong.msg}) from wrong
        if not isinstance(row, dict):
            raise bad_line(line, _("an object with named parts is expected"))
        yield line, row
        line += text.count("\n", begins, after)
        end = after


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
