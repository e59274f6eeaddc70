"""Lines and their ledgers as Excel: what is seen, numbers as numbers, safe from formulas."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.sheets import safe_cell

from .queries.desk import EntryRow, LineRow

MONEY = "#,##0.00"
WIDTH = 16


def funds_workbook(rows: Sequence[LineRow], entries: Iterable[EntryRow]) -> bytes:
    """One sheet of lines with their sums, one of every entry."""
    from openpyxl import Workbook

    book = Workbook()
    lines = book.worksheets[0]
    lines.title = _("Budget lines")
    _write(
        lines,
        [
            _("Community"),
            _("Year"),
            _("Budget line"),
            _("Source"),
            _("Who pays"),
            _("Number of the task"),
            _("Promised"),
            _("Arrived"),
            _("Spent"),
            _("Set aside"),
            _("Left"),
        ],
        (
            [
                r.line.community.label,
                r.line.year,
                r.line.label,
                r.line.get_source_display(),
                r.line.payer.label if r.line.payer else "",
                r.line.task_number,
                *map(_yuan, (r.promised_fen, r.arrived_fen, r.spent_fen, r.committed_fen, r.left_fen)),
            ]
            for r in rows
        ),
    )
    _write(
        book.create_sheet(_("Ledger")),
        [
            _("Budget line"),
            _("No."),
            _("Day"),
            _("Voucher"),
            _("What it is"),
            _("Payee"),
            _("Project"),
            _("Reverses"),
            pgettext("money", "In"),
            pgettext("money", "Out"),
            _("Balance"),
        ],
        (
            [
                e.entry.line.label,
                e.entry.number,
                e.entry.booked_date,
                e.entry.voucher_number,
                e.entry.words,
                e.payee,
                e.project,
                e.entry.reverses.voucher_number if e.entry.reverses else "",
                *_in_and_out(e),
                _yuan(e.entry.balance_fen),
            ]
            for e in entries
        ),
    )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, headings: list[str], rows: Iterable[list[Any]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(headings)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, Decimal):
                cell.number_format = MONEY
    sheet.freeze_panes = "A2"
    for column in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH


def _in_and_out(row: EntryRow) -> list[Decimal | None]:
    """A reversal stands on the side of what it reverses, with a minus, as the red figure in a paper ledger."""
    came = row.entry.kind == "receipt"
    return [_yuan(row.entry.amount_fen), None] if came else [None, _yuan(-row.entry.amount_fen)]


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100
