"""What the database refuses by itself: each row here is written past the actions."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError

from linli.funds.actions.publishing import publish_quarter
from linli.funds.actions.spending import approve_expenditure, withdraw_expenditure
from linli.funds.guards import APPEND_ONLY
from linli.funds.models import Entry

ENTRY = (
    "INSERT INTO funds_entry (community_id, year, voucher, line_id, number, kind, amount_fen, balance_fen, booked_date, words, "
    "expenditure_id, reverses_id, at, by_id) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'raw', %s, %s, %s, NULL)"
)
DECISION = "INSERT INTO funds_decision (expenditure_id, verdict, words, by_id, at) VALUES (%s, %s, 'raw', %s, %s)"


@pytest.fixture
def entry(line, do, raw, now):
    """Write an entry that fits, but for what is said otherwise."""
    do.receive(line, 1000)

    def write(**wrong) -> None:
        row = {
            "community": line.community_id,
            "year": 2026,
            "voucher": 2,
            "line": line.pk,
            "number": 2,
            "kind": "receipt",
            "amount": 5,
            "balance": 1005,
            "day": now.date(),
            "expenditure": None,
            "reverses": None,
            "at": now,
        } | wrong
        raw(ENTRY, *row.values())

    return write


def test_an_entry_that_fits_is_taken(entry):
    entry()
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"balance": 1006},
        {"balance": 5},
        {"number": 3},
        {"number": 1},
        {"voucher": 3},
        {"voucher": 1},
        {"year": 2025},
        {"day": date(2026, 11, 1)},
        {"amount": -5, "balance": 995},
        {"amount": 0, "balance": 1000},
        {"kind": "gift"},
        {"kind": "expenditure", "amount": -5, "balance": 995},
        {"amount": -1001, "balance": -1},
        {"reverses": 99},
    ],
    ids=str,
)
def test_an_entry_that_does_not_add_up_is_refused(entry, wrong):
    with pytest.raises(IntegrityError):
        entry(**wrong)
    assert Entry.objects.count() == 1


def test_an_entry_of_another_community_is_refused(entry, cast):
    with pytest.raises(IntegrityError):
        entry(community=cast.there.pk, voucher=1)


def test_only_the_amount_that_was_approved_is_paid_and_once(cast, line, do, entry, now):
    asked = do.ask(line, 400)
    paid = {"kind": "expenditure", "expenditure": asked.pk, "amount": -400, "balance": 600}
    with pytest.raises(IntegrityError):
        entry(**paid)
    approve_expenditure(cast.chair, asked, now=now)
    with pytest.raises(IntegrityError):
        entry(**paid | {"amount": -300, "balance": 700})
    entry(**paid)
    with pytest.raises(IntegrityError):
        entry(**paid | {"number": 3, "voucher": 3, "balance": 200})


def test_money_set_aside_for_one_is_not_taken_by_another(cast, line, do, entry, raw, now):
    first, second = do.ask(line, 700), do.ask(line, 700)
    approve_expenditure(cast.chair, first, now=now)
    with pytest.raises(IntegrityError):
        raw(DECISION, second.pk, "approved", cast.keys["chair"], now)
    came = Entry.objects.get()
    with pytest.raises(IntegrityError):
        entry(reverses=came.pk, amount=-1000, balance=0)


def test_nobody_approves_what_they_asked_for_and_nothing_is_decided_twice(cast, line, do, entry, raw, now):
    asked, gone = do.ask(line, 10), do.ask(line, 10)
    for verdict in ("approved", "refused"):
        with pytest.raises(IntegrityError):
            raw(DECISION, asked.pk, verdict, cast.keys["worker"], now)
    raw(DECISION, asked.pk, "approved", cast.keys["chair"], now)
    withdraw_expenditure(cast.worker, gone, reason="算了", now=now)
    for key, verdict in ((asked.pk, "approved"), (asked.pk, "refused"), (gone.pk, "approved"), (gone.pk, "withdrawn")):
        with pytest.raises(IntegrityError):
            raw(DECISION, key, verdict, cast.keys["chair"], now)


def test_a_reversal_is_whole_and_happens_once(line, do, entry):
    came = Entry.objects.get()
    with pytest.raises(IntegrityError):
        entry(reverses=came.pk, amount=-999, balance=1)
    entry(reverses=came.pk, amount=-1000, balance=0)
    with pytest.raises(IntegrityError):
        entry(reverses=came.pk, amount=-1000, balance=-1000, number=3, voucher=3)


@pytest.fixture
def everything(cast, line, do, now, raw) -> None:
    """A row in every table of money."""
    from linli.funds.tests.world import world

    world(cast, now)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_of_money_is_changed_or_deleted(everything, raw, table):
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608  names of ours
        with pytest.raises(DatabaseError, match="append-only"):
            raw(sql)


def test_nothing_is_booked_into_a_published_quarter(cast, line, do, raw, now):
    do.receive(line, 1000, date(2026, 8, 3))
    publish_quarter(cast.chair, cast.here, year=2026, quarter=3, now=now)
    with pytest.raises(IntegrityError):
        raw(ENTRY, line.community_id, 2026, 2, line.pk, 2, "receipt", 5, 1005, date(2026, 9, 30), None, None, now)


@pytest.mark.parametrize(
    "wrong", [{"opening_fen": 1, "closing_fen": 1001}, {"received_fen": 999, "closing_fen": 999}, {"closing_fen": 1}]
)
def test_a_statement_says_what_the_ledger_says(cast, line, do, raw, now, wrong):
    from linli.funds.models import Statement, StatementLine

    do.receive(line, 1000, date(2026, 8, 3))
    days = {
        "from_date": date(2026, 7, 1),
        "to_date": date(2026, 10, 1),
        "board_from_date": date(2026, 11, 1),
        "board_to_date": date(2026, 12, 1),
    }
    statement = Statement.objects.create(community=cast.here, year=2026, quarter=3, **days, published_at=now)
    right = {"promised_fen": 0, "opening_fen": 0, "received_fen": 1000, "spent_fen": 0, "closing_fen": 1000}
    with pytest.raises(IntegrityError):
        StatementLine.objects.create(statement=statement, line=line, **right | wrong)
