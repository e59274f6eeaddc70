"""A publication on paper: for the board, large enough to be read standing, with its days, a code to the page, and room for the seal."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .models import Publication

SHEET = "publication/board.css"
CHINESE = "zh-hans"


def board_sheet(publication: Publication, *, page: str) -> bytes:
    """In Chinese. A correction says at the top what it corrects."""
    context = {
        "publication": publication,
        "lines": publication.text.split("\n"),
        "qr": qr_svg(page),
        "time": f"{_day(publication.from_date)}至{_day(publication.to_date)}",
        "posted": _day(publication.posted_date),
        "until": _day(publication.until_date),
    }
    with override(CHINESE):
        return pdf_of(render_to_string("publication/board.html", context), sheet=SHEET)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
