"""Files: vouchers, attachments, Excel and the journal."""

from django.http import FileResponse, HttpResponse
from django.utils.timezone import localdate

from linli.base.papers import serve_paper
from linli.base.requests import Request

from ..journal import journal_of
from ..limits import FOLDER
from ..queries import desk
from ..voucher import voucher_pdf
from ..workbook import funds_workbook
from .desk import seen_lines

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def voucher(request: Request, key: int) -> HttpResponse:
    """The voucher of an entry on A5, as offices file it."""
    row = desk.entry_for(request.actor, key)
    asked = desk.expenditure_for(request.actor, row.entry.expenditure_id) if row.entry.expenditure_id else None
    papers = desk.attachments_of(request.actor, asked.expenditure) if asked else []
    return HttpResponse(voucher_pdf(row, asked, papers=len(papers)), content_type="application/pdf")


def paper(request: Request, name: str) -> FileResponse:
    """An attachment, for whoever may see its expenditure."""
    return serve_paper(FOLDER, name, title=desk.attachment_named(request.actor, name).title)


def workbook(request: Request) -> HttpResponse:
    """The list that is seen and its ledgers, as Excel."""
    rows, _filter = seen_lines(request)
    made = funds_workbook(rows, desk.ledgers(request.actor, [r.line for r in rows]))
    return _file(made, EXCEL, f"linli-funds-{localdate(request.now):%Y%m%d}.xlsx")


def journal(request: Request) -> HttpResponse:
    """The same in double entry, for beancount and what reads its format."""
    rows, _filter = seen_lines(request)
    made = journal_of(rows, desk.ledgers(request.actor, [r.line for r in rows]))
    return _file(made.encode(), "text/plain; charset=utf-8", f"linli-funds-{localdate(request.now):%Y%m%d}.beancount")


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
