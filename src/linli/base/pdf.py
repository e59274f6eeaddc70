"""HTML to PDF. Nothing is fetched from anywhere: what a page needs stands in it or in the look's print sheet."""

from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from .errors import Refused


def pdf_of(html: str, *, sheet: str = "look/print.css") -> bytes:
    """A4 pages set with a static style sheet. Refused where this machine lacks the library that sets text."""
    try:
        from weasyprint import CSS, HTML
    except OSError as missing:
        raise Refused(
            _("This machine cannot make PDF files: the library Pango is missing. Print the page instead.")
        ) from missing

    found = finders.find(sheet)
    styles = [CSS(filename=found, url_fetcher=_refuse)] if found else []
    return HTML(string=html, url_fetcher=_refuse).write_pdf(stylesheets=styles)


def _refuse(url: str, *_args: Any, **_more: Any) -> dict[str, Any]:
    if url.startswith("data:"):
        from weasyprint.urls import default_url_fetcher

        return default_url_fetcher(url)
    raise ValueError(f"a printed page fetches nothing: {url[:60]}")
