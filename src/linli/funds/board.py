"""A quarter's accounts on paper, for the notice board."""

from django.template.loader import render_to_string

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .queries.published import PublishedLine, StatementRow


def board_pdf(row: StatementRow, lines: list[PublishedLine], *, address: str) -> bytes:
    """The accounts as PDF, with a code to scan for what stands behind them and for questions."""
    context = {"row": row, "statement": row.statement, "lines": lines, "address": address, "qr": qr_svg(address)}
    return pdf_of(render_to_string("funds/board_sheet.html", context), sheet="funds/board.css")
