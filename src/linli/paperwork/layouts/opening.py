"""From bytes to a form that can be read and filled. Runs in the process apart."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid

from .document import Document
from .package import Package, damaged
from .workbook import Workbook

MOST_SLOTS = 3000


def open_form(data: bytes) -> Workbook | Document:
    """Invalid for what cannot be read, and for a form without a place to fill or with more places than anybody could map."""
    package = Package(data)
    try:
        form = Workbook(package) if package.kind == "xlsx" else Document(package)
    except (ValueError, TypeError, LookupError, AttributeError) as wrong:  # it says of itself what cannot be
        raise damaged() from wrong
    if not form.layout.slots:
        raise Invalid(
            _(
                "Nothing to fill was found in this file: no list below headings, and no label with an empty place beside it."
            ),
            field="file",
        )
    if len(form.layout.slots) > MOST_SLOTS:
        raise Invalid(_("This form has more than %(most)d places to fill.") % {"most": MOST_SLOTS}, field="file")
    return form


def load() -> None:
    """Before children are forked: what else is loaded only when it is needed."""
    import openpyxl.styles  # noqa: F401


def read_form(data: bytes) -> Iterator[Any]:
    layout = open_form(data).layout
    yield [layout.kind, [[slot.key, slot.heading, slot.kind] for slot in layout.slots], layout.signature]


def fill_form(
    data: bytes, *, mapping: Mapping[str, str], rows: Sequence[Mapping[str, Any]], cells: Mapping[str, Any]
) -> Iterator[Any]:
    form = open_form(data)
    form.fill(mapping, rows, cells)
    yield form.package.saved()
