"""A line with money on it, and the steps that the tests take again and again."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from linli.funds.actions.ledger import receive_money
from linli.funds.actions.lines import open_line
from linli.funds.actions.spending import approve_expenditure, ask_expenditure, pay_expenditure
from linli.funds.models import Line


def a_line(cast, now, **more) -> Line:
    given = {"name": "养老服务经费", "source": "district", "year": 2026, "payer": cast.works} | more
    return open_line(cast.worker, cast.here, **given, now=now)


def steps(cast, now) -> SimpleNamespace:
    """receive, ask, approve, pay and spend, by those whose business it is."""

    def receive(line, fen, on: date | None = None):
        return receive_money(cast.worker, line, amount_fen=fen, on=on or now.date(), text="拨款", now=now)

    def ask(line, fen, **more):
        given = {"purpose": "买灯", "payee": "某五金店"} | more
        return ask_expenditure(cast.worker, line, amount_fen=fen, now=now, **given)

    def pay(asked, on: date | None = None):
        return pay_expenditure(cast.worker, asked, on=on or now.date(), now=now)

    def spend(line, fen, on: date | None = None, **more):
        asked = ask(line, fen, **more)
        approve_expenditure(cast.chair, asked, now=now)
        return pay(asked, on)

    return SimpleNamespace(receive=receive, ask=ask, pay=pay, spend=spend)


@pytest.fixture
def line(cast, now) -> Line:
    return a_line(cast, now, promised_fen=500000, promised_date=date(2026, 12, 1))


@pytest.fixture
def do(cast, now) -> SimpleNamespace:
    return steps(cast, now)


@pytest.fixture
def raw() -> Callable[..., None]:
    """Write past the actions, as somebody at the database would."""
    from django.db import connection, transaction

    def write(sql: str, *values) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    return write
