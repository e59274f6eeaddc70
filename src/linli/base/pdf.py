"""HTML to PDF. Nothing is fetched from anywhere: what a page needs stands in it or in the look's print sheet."""

from typing import Any

from django.contrib.staticfiles import finders


def pdf_of(html: str) -> bytes:
    """A4 pages set with the look's `print.css`. ValueError if the page asks for anything from outside."""
    from weasyprint import CSS, HTML

    sheet = finders.find("look/print.css")
    styles = [CSS(filename=sheet, url_fetcher=_refuse)] if sheet else []
    return HTML(string=html, url_fetcher=_refuse).write_pdf(stylesheets=styles)


def _refuse(url: str, *_args: Any, **_more: Any) -> dict[str, Any]:
    if url.startswith("data:"):
        from weasyprint.urls import default_url_fetcher

        return default_url_fetcher(url)
    raise ValueError(f"a printed page fetches nothing: {url[:60]}")
