"""Funds in the JSON API: lines with their money, ledgers, what is asked for and published; asking, deciding, paying, receiving.

Money is in whole fen.
"""

from datetime import date
from typing import Annotated, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from linli.base.api import READING, WHOLE, WRITING, Day, Key, Line, Sent, SentKey, Text
from linli.base.requests import Request
from linli.places.queries import community_named

from .actions import ledger, spending
from .queries import desk, published

router = Router(tags=["funds"])
Fen = Annotated[int, Field(strict=True, ge=1, le=10**13), WHOLE]


class BudgetLine(Schema):
    """A budget line with its money: promised, arrived, spent, set aside for what was approved, and left to be asked for."""

    id: int
    community: str
    name: str
    source: str
    year: int
    payer: str
    task_number: str
    promised_fen: int
    arrived_fen: int
    spent_fen: int
    committed_fen: int
    left_fen: int


class Entry(Schema):
    """An entry of a ledger. Less than nothing went out. `reverses` names the number of the entry that it takes back."""

    id: int
    number: int
    booked_date: date
    amount_fen: int
    words: str
    payee: str
    project: str
    reverses: int | None
    is_reversed: bool


class LineDetail(BudgetLine):
    entries: list[Entry]


class Expenditure(Schema):
    id: int
    line: int
    amount_fen: int
    purpose: str
    payee: str
    project: str
    state: str


class Statement(Schema):
    """A published quarter of one community."""

    id: int
    year: int
    quarter: int
    published_date: date
    received_fen: int
    spent_fen: int


class LineFilter(Schema):
    community: Line = ""
    year: Annotated[int, Field(ge=0, le=9999)] = 0
    source: Line = ""
    q: Line = ""


class AskIn(Sent):
    line: SentKey
    amount_fen: Fen
    purpose: Text
    payee: Line
    project: Line = ""
    is_private: bool = False


class VerdictIn(Sent):
    text: Line = ""


class PaidIn(Sent):
    paid_date: Day


class ReceiptIn(Sent):
    amount_fen: Fen
    booked_date: Day
    text: Text


@router.get(
    "/lines", response={200: list[BudgetLine], **READING}, summary=gettext_noop("Budget lines with their money")
)
def lines(request: Request, asked: Query[LineFilter]) -> Any:
    here = community_named(asked.community) if asked.community else None
    rows = desk.lines(request.actor, community=here, year=asked.year or None, source=asked.source, name=asked.q[:60])
    return [_line(row) for row in rows]


@router.get("/lines/{key}", response={200: LineDetail, **READING}, summary=gettext_noop("One line with its ledger"))
def line(request: Request, key: Key) -> Any:
    return _with_ledger(request, key)


@router.get(
    "/expenditures",
    response={200: list[Expenditure], **READING},
    summary=gettext_noop("What was asked for, the newest first"),
)
def expenditures(request: Request, *, waiting: bool = False) -> Any:
    return [_expenditure(row) for row in desk.expenditures(request.actor, waiting=waiting)]


@router.get(
    "/communities/{slug}/statements",
    response={200: list[Statement], **READING},
    summary=gettext_noop("Published quarters"),
)
def statements(request: Request, slug: Line) -> Any:
    return [
        {
            "id": row.statement.pk,
            "year": row.statement.year,
            "quarter": row.statement.quarter,
            "published_date": localdate(row.statement.published_at),
            "received_fen": row.received_fen,
            "spent_fen": row.spent_fen,
        }
        for row in published.statements(community_named(slug))
    ]


@router.post(
    "/expenditures", response={200: Expenditure, **WRITING}, summary=gettext_noop("Ask to pay something from a line")
)
def ask_expenditure(request: Request, sent: AskIn) -> Any:
    given = sent.model_dump()
    asked_of = desk.line_for(request.actor, given.pop("line")).line
    made = spending.ask_expenditure(request.actor, asked_of, now=request.now, **given)
    return _expenditure(desk.expenditure_for(request.actor, made.pk))


@router.post(
    "/expenditures/{key}/approve",
    response={200: Expenditure, **WRITING},
    summary=gettext_noop("Approve an expenditure"),
)
def approve_expenditure(request: Request, key: Key, sent: VerdictIn) -> Any:
    spending.approve_expenditure(request.actor, _asked(request, key), text=sent.text, now=request.now)
    return _expenditure(desk.expenditure_for(request.actor, key))


@router.post(
    "/expenditures/{key}/refuse", response={200: Expenditure, **WRITING}, summary=gettext_noop("Refuse an expenditure")
)
def refuse_expenditure(request: Request, key: Key, sent: VerdictIn) -> Any:
    spending.refuse_expenditure(request.actor, _asked(request, key), reason=sent.text, now=request.now)
    return _expenditure(desk.expenditure_for(request.actor, key))


@router.post(
    "/expenditures/{key}/withdraw",
    response={200: Expenditure, **WRITING},
    summary=gettext_noop("Take an expenditure back"),
)
def withdraw_expenditure(request: Request, key: Key, sent: VerdictIn) -> Any:
    spending.withdraw_expenditure(request.actor, _asked(request, key), reason=sent.text, now=request.now)
    return _expenditure(desk.expenditure_for(request.actor, key))


@router.post(
    "/expenditures/{key}/pay", response={200: Expenditure, **WRITING}, summary=gettext_noop("Book that it was paid")
)
def pay_expenditure(request: Request, key: Key, sent: PaidIn) -> Any:
    spending.pay_expenditure(request.actor, _asked(request, key), on=sent.paid_date, now=request.now)
    return _expenditure(desk.expenditure_for(request.actor, key))


@router.post(
    "/lines/{key}/receipts", response={200: LineDetail, **WRITING}, summary=gettext_noop("Book money that has arrived")
)
def receive_money(request: Request, key: Key, sent: ReceiptIn) -> Any:
    row = desk.line_for(request.actor, key)
    ledger.receive_money(
        request.actor, row.line, amount_fen=sent.amount_fen, on=sent.booked_date, text=sent.text, now=request.now
    )
    return _with_ledger(request, key)


def _asked(request: Request, key: int) -> Any:
    return desk.expenditure_for(request.actor, key).expenditure


def _line(row: Any) -> dict[str, Any]:
    line, money = row.line, ("promised_fen", "arrived_fen", "spent_fen", "committed_fen", "left_fen")
    return {name: getattr(row, name) for name in money} | {
        "id": line.pk,
        "community": line.community.slug,
        "name": line.label,
        "source": line.source,
        "year": line.year,
        "payer": line.payer.label if line.payer else "",
        "task_number": line.task_number,
    }


def _with_ledger(request: Request, key: int) -> dict[str, Any]:
    row = desk.line_for(request.actor, key)
    return _line(row) | {"entries": [_entry(entry) for entry in desk.ledger(request.actor, row.line)]}


def _entry(row: Any) -> dict[str, Any]:
    entry = row.entry
    return {
        "id": entry.pk,
        "number": entry.number,
        "booked_date": entry.booked_date,
        "amount_fen": entry.amount_fen,
        "words": entry.words,
        "payee": row.payee,
        "project": row.project,
        "reverses": entry.reverses.number if entry.reverses else None,
        "is_reversed": row.is_reversed,
    }


def _expenditure(row: Any) -> dict[str, Any]:
    asked, same = row.expenditure, ("amount_fen", "purpose", "payee", "project")
    return {name: getattr(asked, name) for name in same} | {"id": asked.pk, "line": asked.line_id, "state": row.state}
