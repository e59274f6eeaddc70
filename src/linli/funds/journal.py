"""The ledgers in double entry, as plain text that beancount reads.

Each line is an asset account and, for what came and went, an account of income and one of expenses. Balance assertions at
the end make the reading tool itself check what our database holds.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .models import Kind, Line
from .queries.desk import EntryRow, LineRow

CURRENCY = "CNY"
HEAD = """;; -*- mode: beancount; coding: utf-8 -*-
option "title" "Linli"
option "operating_currency" "CNY"
"""


def journal_of(rows: Iterable[LineRow], entries: Iterable[EntryRow]) -> str:
    """Accounts, entries in the order of the ledgers, and what each line must hold after its last entry."""
    behind: dict[int, list[EntryRow]] = {}
    for entry in entries:
        behind.setdefault(entry.entry.line_id, []).append(entry)
    return "\n".join([HEAD, *(_of_line(row.line, behind.get(row.line.pk, [])) for row in rows)])


def _of_line(line: Line, entries: list[EntryRow]) -> str:
    begins = entries[0].entry.booked_date if entries else date(line.year, 1, 1)
    opened = "\n".join(
        f"{begins} open {account} {CURRENCY}\n  name: {_quoted(line.name)}\n  community: {_quoted(line.community.name)}\n"
        f"  source: {_quoted(line.source)}\n  task: {_quoted(line.task_number)}"
        for account in (_holds(line), _other(line, Kind.RECEIPT), _other(line, Kind.EXPENDITURE))
    )
    booked = "\n".join(_of_entry(line, row) for row in entries)
    closing = entries[-1].entry.balance_fen if entries else 0
    day = (entries[-1].entry.booked_date if entries else begins) + timedelta(days=1)
    return f"{opened}\n{booked}\n{day} balance {_holds(line)} {_amount(closing)}\n"


def _of_entry(line: Line, row: EntryRow) -> str:
    entry = row.entry
    reversed_ = f"\n  reverses: {_quoted(entry.reverses.voucher_number)}" if entry.reverses else ""
    return (
        f"{entry.booked_date} * {_quoted(row.payee)} {_quoted(entry.words)}\n  voucher: {_quoted(entry.voucher_number)}{reversed_}\n"
        f"  {_holds(line)}  {_amount(entry.amount_fen)}\n  {_other(line, entry.kind)}  {_amount(-entry.amount_fen)}"
    )


def _holds(line: Line) -> str:
    return f"Assets:Funds:{_community(line)}:L{line.pk}"


def _other(line: Line, kind: Any) -> str:
    side = "Income" if kind == Kind.RECEIPT else "Expenses"
    return f"{side}:{line.source.title()}:{_community(line)}:L{line.pk}"


def _community(line: Line) -> str:
    return f"C{line.community_id}"


def _amount(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f} {CURRENCY}"


def _quoted(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
