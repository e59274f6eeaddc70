"""Two at the same moment, on connections of their own."""

import pytest
from tests.races import at_once, needs_postgresql

from linli.funds.actions.ledger import receive_money, reverse_entry
from linli.funds.actions.spending import approve_expenditure
from linli.funds.models import Entry
from linli.funds.queries.desk import line_for

from .conftest import a_line, steps

pytestmark = needs_postgresql


@pytest.fixture
def stage(real_cast, now):
    do = steps(real_cast, now)
    line = a_line(real_cast, now)
    do.receive(line, 1000)
    return real_cast, line, do


def test_of_several_who_approve_one_expenditure_one_does(stage, now):
    cast, line, do = stage
    asked = do.ask(line, 600)
    told = at_once(4, lambda _place: approve_expenditure(cast.chair, asked, now=now))
    assert told == ["Refused"] * 3 + ["done"]


def test_the_last_yuan_is_approved_once(stage, now):
    cast, line, do = stage
    asked = [do.ask(line, 600) for _n in range(4)]
    told = at_once(4, lambda place: approve_expenditure(cast.chair, asked[place], now=now))
    assert told == ["Refused"] * 3 + ["done"]
    assert line_for(cast.chair, line.pk).left_fen == 400


def test_one_expenditure_is_paid_once(stage, now):
    cast, line, do = stage
    asked = do.ask(line, 600)
    approve_expenditure(cast.chair, asked, now=now)
    assert at_once(4, lambda _place: do.pay(asked)) == ["Refused"] * 3 + ["done"]


def test_an_entry_is_reversed_once(stage, now):
    cast, line, _do = stage
    entry = Entry.objects.get()
    told = at_once(4, lambda _place: reverse_entry(cast.chair, entry, reason="记错了", now=now))
    assert told == ["Refused"] * 3 + ["done"]
    assert line_for(cast.chair, line.pk).balance_fen == 0


def test_receipts_of_two_lines_at_once_leave_no_gap_in_the_vouchers(stage, now):
    cast, line, _do = stage
    lines = [line, a_line(cast, now, name="另一项")]

    def receive(place: int) -> None:
        receive_money(cast.worker, lines[place % 2], amount_fen=1, on=now.date(), text="拨款", now=now)

    assert at_once(8, receive) == ["done"] * 8
    assert list(Entry.objects.order_by("voucher").values_list("voucher", flat=True)) == list(range(1, 10))
