"""Other offices' forms (.xlsx, .docx, messages in a chat): read, mapped to fields once, and filled in their own layout.

No database and no page is known here. The libraries that read office files are loaded when the first form is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .headings import normalised
from .layout import Layout, Slot, alike
from .matching import FieldName, propose
from .message import fill_message, read_message

__all__ = [
    "FieldName",
    "Layout",
    "Slot",
    "alike",
    "fill",
    "fill_message",
    "normalised",
    "propose",
    "read_layout",
    "read_message",
]


def read_layout(data: bytes) -> Layout:
    """What a form asks for. Invalid, with a sentence for the person, if the file is no .xlsx or .docx, is locked, holds
    macros, is damaged, too large or unpacks to too much, or has nothing to fill."""
    from .opening import open_form

    return open_form(data).layout


def fill(data: bytes, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]) -> bytes:
    """The form with its answers, everything else as it was. `mapping` says which field fills a slot; `rows` are the records
    of its lists and `cells` the single values, by field. A list that is too short grows; formulas are never overwritten."""
    from .opening import open_form

    form = open_form(data)
    form.fill(mapping, rows, cells)
    return form.package.saved()
