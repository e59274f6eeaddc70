"""HTML to PDF. Nothing is fetched from anywhere: what a page needs stands in it or in the look's print sheet."""

import logging
import warnings

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _
from PIL import ImageFile

from .errors import Refused
from .machine import how_to_get, missing

log = logging.getLogger("linli.machine")


def pdf_of(html: str, *, sheet: str = "look/print.css") -> bytes:
    """A4 pages set with a static style sheet. Refused where this machine lacks the library that sets text."""
    if lacks := missing("pango"):
        log.warning("no PDF can be made here: %s", how_to_get(lacks))
        raise Refused(_("This machine cannot make PDF files: the library Pango is missing. Print the page instead."))
    with warnings.catch_warnings():  # that harfbuzz-subset is missing is the doctor's to say
        warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint lets the whole process read pictures that were cut off
    of_the_page_alone = URLFetcher(allowed_protocols=("data",))
    found = finders.find(sheet)
    styles = [CSS(filename=found, url_fetcher=of_the_page_alone)] if found else []
    return HTML(string=html, url_fetcher=of_the_page_alone).write_pdf(stylesheets=styles)
