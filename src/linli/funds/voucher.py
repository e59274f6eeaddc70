"""The voucher of an entry (支出凭单, 收款凭单, 冲销凭单) on a sheet of A5 across."""

from django.template.loader import render_to_string

from linli.base.pdf import pdf_of

from .queries.desk import EntryRow, ExpenditureRow


def voucher_pdf(row: EntryRow, asked: ExpenditureRow | None, *, papers: int) -> bytes:
    """The voucher as PDF: the amount in capital figures, who asked, who approved, how many papers belong to it."""
    context = {"row": row, "entry": row.entry, "line": row.entry.line, "asked": asked, "papers": papers}
    context |= {"amount_fen": abs(row.entry.amount_fen), "is_reversal": row.entry.reverses_id is not None}
    return pdf_of(render_to_string("funds/voucher_sheet.html", context), sheet="funds/voucher.css")
