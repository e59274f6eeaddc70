"""Other offices' forms (.xlsx, .docx, messages in a chat): read, mapped to fields once, and filled in their own layout.

No database and no page is known here. Office files are opened in a process apart, and so are the libraries that read them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from linli.base.apart import Reader
from linli.base.errors import Invalid

from .headings import normalised
from .layout import Layout, Slot, alike
from .matching import FieldName, propose
from .message import fill_message, read_message

MAX_BYTES = 10 * 1024 * 1024
READ = Reader("linli.paperwork.layouts.opening:read_form", megabytes=900, seconds=30)
FILL = Reader("linli.paperwork.layouts.opening:fill_form", megabytes=1200, seconds=90)

__all__ = [
    "FieldName",
    "Layout",
    "OfficeFile",
    "Slot",
    "alike",
    "fill",
    "fill_message",
    "look_at_form",
    "normalised",
    "propose",
    "read_layout",
    "read_message",
    "read_sent",
]


@dataclass(frozen=True)
class OfficeFile:
    """An office's file, as it came, and what it asks for."""

    name: str
    data: bytes
    layout: Layout


def look_at_form(file: Any) -> None:
    """The cheap look, which unpacks nothing. Invalid for what is too large; what it is, is seen when it is read."""
    if file.size > MAX_BYTES:
        raise Invalid(_("A file may have at most %(limit)d MB.") % {"limit": MAX_BYTES // 1048576}, field="file")


def read_sent(file: Any) -> OfficeFile:
    data = file.read()
    return OfficeFile(file.name or "", data, read_layout(data))


def read_layout(data: bytes) -> Layout:
    """What a form asks for. Invalid, with a sentence for the person, if the file is no .xlsx or .docx, is locked, holds
    macros, is damaged, too large or unpacks to too much, or has nothing to fill."""
    kind, slots, signature = READ.ask(data, too_much=_too_much())[0]
    return Layout(kind, tuple(Slot(*slot) for slot in slots), signature)


def fill(data: bytes, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]) -> bytes:
    """The form with its answers, everything else as it was. `mapping` says which field fills a slot; `rows` are the records
    of its lists and `cells` the single values, by field. A list that is too short grows; formulas are never overwritten."""
    wanted = set(mapping.values())
    said = [{field: value for field, value in row.items() if field in wanted} for row in rows]
    filled: bytes = FILL.ask(data, too_much=_too_much(), mapping=dict(mapping), rows=said, cells=dict(cells))[0]
    return filled


def _too_much() -> str:
    return _(
        "This form is too large or too tangled to be read here. Take out sheets and pictures that it does not need."
    )
