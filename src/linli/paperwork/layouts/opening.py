"""From bytes to a form that can be read and filled."""

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
