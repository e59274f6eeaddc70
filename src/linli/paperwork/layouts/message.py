"""A message in a chat group as a form: 60岁以上老人____人. Its blanks take single values; a numbered line of blanks is a list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid

from .answers import answer, in_words
from .areas import is_by_hand
from .blanks import Gap, gaps
from .layout import Layout, Slot, layout_of

LONGEST = 4000
NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.、．)）]")
CALLS_FOR_IT = re.compile(r"^\s*(请|各|@|【|\[|大家|通知)")
STANDS_NEXT = re.compile(r"[^\s)）。；;，,]")
OF_ONE_RECORD = re.compile(r"姓\s*名|户\s*主|名\s*称")


@dataclass(frozen=True)
class Line:
    """A line of a message with its blanks. Lines `until` the last one are the empty rows of a list that begins here."""

    text: str
    gaps: tuple[Gap, ...]
    slots: tuple[Slot, ...]
    is_list: bool = False
    until: int = 0


def read_message(text: str) -> Layout:
    """What a message asks for. Invalid where it is too long or has nothing to fill."""
    if len(text) > LONGEST:
        raise Invalid(_("A message may have at most %(most)d characters.") % {"most": LONGEST}, field="message")
    slots = [slot for line in _lines(text) for slot in line.slots]
    if not slots:
        raise Invalid(
            _("Nothing to fill was found in this message. Leave a blank as ____ or after a colon."), field="message"
        )
    return layout_of("text", slots)


def fill_message(
    text: str, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]
) -> str:
    """The message with its answers, as `layouts.fill` does it for files: a list has as many lines as there are records."""
    written: list[str] = []
    for line in _lines(text):
        fields = [mapping.get(slot.key, "") for slot in line.slots]
        if line.is_list and any(fields):
            written += [_numbered(_written(line, fields, record), at) for at, record in enumerate(rows, start=1)]
        else:
            written.append(_written(line, fields, cells))
    return "\n".join(written)


def _numbered(line: str, at: int) -> str:
    return NUMBERED.sub(lambda found: found[0].replace(found[1], str(at), 1), line, count=1)


def _lines(text: str) -> list[Line]:
    """Every line but the empty rows of lists."""
    found: list[Line] = []
    every = text.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(every):
        line = _list(every, at) or _single(every[at], at)
        found.append(line)
        at = max(at, line.until) + 1
    return found


def _single(text: str, at: int) -> Line:
    open_ones = () if CALLS_FOR_IT.match(text) and text.rstrip().endswith(("：", ":")) else tuple(_gaps(text))
    return Line(text, open_ones, _slots(open_ones, at, "cell"))


def _list(every: Sequence[str], at: int) -> Line | None:
    """1. 姓名：  楼栋： and, below it, nothing or the same again with the next numbers."""
    first = NUMBERED.match(every[at])
    headings = [gap.heading for gap in _gaps(every[at])] if first else []
    if len(headings) < 2:
        return None
    repeated = list(takewhile(lambda line: _is_row(line, headings), every[at + 1 :]))
    if not repeated and not any(OF_ONE_RECORD.search(heading) for heading in headings):
        return None
    open_ones = tuple(_gaps(every[at]))
    return Line(every[at], open_ones, _slots(open_ones, at, "column"), is_list=True, until=at + len(repeated))


def _is_row(line: str, headings: Sequence[str]) -> bool:
    number = NUMBERED.match(line)
    rest = [gap.heading for gap in _gaps(line)]
    return line.strip() in {"……", "..."} or bool(number and (rest == headings or not line[number.end() :].strip()))


def _gaps(text: str) -> list[Gap]:
    """The blanks of a line; the number before it is no part of the first one's name."""
    number = NUMBERED.match(text)
    return [
        Gap(gap.heading[len(number[0].strip()) :], gap.start, gap.end)
        if number and gap.heading.startswith(number[0].strip())
        else gap
        for gap in gaps(text)
        if not is_by_hand(gap.heading)
    ]


def _slots(open_ones: Sequence[Gap], at: int, kind: str) -> tuple[Slot, ...]:
    return tuple(Slot(f"m{at}.{n}", gap.heading, kind) for n, gap in enumerate(open_ones))


def _written(line: Line, fields: Sequence[str], values: Mapping[str, Any]) -> str:
    """From the last blank to the first, so that the places of those before it stay where they are."""
    text = line.text
    for gap, field in reversed(list(zip(line.gaps, fields, strict=True))):
        said = in_words(answer(values.get(field), gap.heading), gap.heading) if field else ""
        if said:
            room = "  " if STANDS_NEXT.match(text, gap.end) and not text[gap.start : gap.end].strip() else ""
            text = text[: gap.start] + said + room + text[gap.end :]
    return text
