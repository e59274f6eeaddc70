"""The ledger adds up, whatever is done in whatever order; the database refuses what the actions would."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.errors import Invalid, NotYours, Refused
from linli.facts.models import Fact
from linli.funds.actions.ledger import receive_money, reverse_entry
from linli.funds.actions.lines import open_line, promise_money, take_back_promise
from linli.funds.actions.spending import (
    approve_expenditure,
    ask_expenditure,
    pay_expenditure,
    refuse_expenditure,
    withdraw_expenditure,
)
from linli.funds.models import Entry, Expenditure, Line, Promise
from linli.funds.queries.desk import expenditure_for, line_for
from linli.funds.queries.sums import arrived


def test_money_comes_is_asked_for_approved_and_paid(cast, line, do, now):
    do.receive(line, 100000)
    entry = do.spend(line, 30000)
    row = line_for(cast.worker, line.pk)
    assert (row.promised_fen, row.arrived_fen, row.spent_fen, row.left_fen) == (500000, 100000, 30000, 70000)
    assert (entry.balance_fen, entry.number, entry.voucher_number) == (70000, 2, "2026-0002")
    assert expenditure_for(cast.auditor, entry.expenditure_id).state == "paid"


def test_what_is_approved_is_set_aside_until_it_is_paid_or_withdrawn(cast, line, do, now):
    do.receive(line, 100)
    first, second = do.ask(line, 80), do.ask(line, 80)
    approve_expenditure(cast.chair, first, now=now)
    with pytest.raises(Refused, match=r"0\.20"):
        approve_expenditure(cast.chair, second, now=now)
    withdraw_expenditure(cast.worker, first, reason="不买了", now=now)
    approve_expenditure(cast.chair, second, now=now)
    with pytest.raises(Refused):
        pay_expenditure(cast.worker, first, on=now.date(), now=now)


def test_whoever_asks_does_not_decide_and_only_the_chair_does(cast, line, do, now):
    do.receive(line, 100)
    own = ask_expenditure(cast.chair, line, amount_fen=10, purpose="买", payee="某店", now=now)
    asked = do.ask(line, 10)
    for by, expenditure in (
        (cast.chair, own),
        (cast.worker, asked),
        (cast.street_officer, asked),
        (cast.resident, asked),
    ):
        with pytest.raises(NotYours):
            approve_expenditure(by, expenditure, now=now)
        with pytest.raises(NotYours):
            refuse_expenditure(by, expenditure, reason="不行", now=now)


def test_a_decision_is_made_once(cast, line, do, now):
    do.receive(line, 100)
    asked = do.ask(line, 10)
    with pytest.raises(Invalid):
        refuse_expenditure(cast.chair, asked, reason=" ", now=now)
    refuse_expenditure(cast.chair, asked, reason="没有发票", now=now)
    with pytest.raises(Refused):
        approve_expenditure(cast.chair, asked, now=now)
    with pytest.raises(Refused):
        withdraw_expenditure(cast.worker, asked, reason="算了", now=now)


def test_a_reversal_names_the_old_entry_and_the_reason_and_happens_once(cast, line, do, now):
    came = do.receive(line, 100)
    paid = do.spend(line, 60)
    with pytest.raises(Refused, match=r"0\.40"):
        reverse_entry(cast.chair, came, reason="记错了", now=now)
    with pytest.raises(NotYours):
        reverse_entry(cast.worker, paid, reason="退货", now=now)
    back = reverse_entry(cast.chair, paid, reason="退货", now=now)
    assert (back.reverses, back.amount_fen, back.words, back.balance_fen) == (paid, 60, "退货", 100)
    for entry in (paid, back):
        with pytest.raises(Refused):
            reverse_entry(cast.chair, entry, reason="再来", now=now)
    assert arrived([line.pk])[line.pk] == (500000, 100, 0)


def test_a_promise_is_taken_back_by_a_row_of_its_own(cast, line, do, now):
    promise = Promise.objects.get()
    with pytest.raises(NotYours):
        promise_money(cast.other_worker, line, amount_fen=5, due_date=now.date(), now=now)
    take_back_promise(cast.department_officer, promise, reason="预算调整", now=now)
    with pytest.raises(Refused):
        take_back_promise(cast.worker, promise, reason="再来", now=now)
    assert arrived([line.pk])[line.pk] == (0, 0, 0)


def test_the_ledger_goes_forward_and_not_ahead(cast, line, do, now):
    do.receive(line, 100)
    for wrong in (now.date() + timedelta(days=1), now.date() - timedelta(days=1)):
        with pytest.raises(Invalid):
            receive_money(cast.worker, line, amount_fen=1, on=wrong, text="拨款", now=now)


@pytest.mark.parametrize(
    "more",
    [{"source": "task"}, {"payer": None}, {"name": " "}, {"source": "lottery"}, {"year": 26}, {"promised_fen": 5}],
)
def test_a_line_that_says_too_little_is_refused(cast, now, more):
    good = {"name": "某项", "source": "district", "year": 2026, "payer": cast.works}
    with pytest.raises(Invalid):
        open_line(cast.worker, cast.here, **good | more, now=now)
    assert not Line.objects.exists()


COUNTED = {
    "funds.money.promised": ("promised", 1),
    "funds.promise.taken_back": ("promised", -1),
    "funds.money.received": ("received", 1),
    "funds.receipt.reversed": ("received", -1),
    "funds.money.spent": ("spent", 1),
    "funds.expenditure.reversed": ("spent", -1),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["promise", "receive", "ask", "approve", "refuse", "withdraw", "pay", "reverse", "take_back"]),
        st.integers(0, 5),
        st.integers(1, 400),
        st.integers(0, 1),
    ),
    max_size=25,
)


@given(steps=STEPS)
def test_random_histories_never_lose_or_make_a_fen(cast, do, now, steps):
    lines = [
        open_line(cast.worker, cast.here, name=f"线{n}", source="donation", year=2026, payer=None, now=now)
        for n in (1, 2)
    ]
    books = [Counter(), Counter()]
    for verb, place, fen, which in steps:
        with suppress(Refused, IndexError):
            _do(cast, do, now, verb, place, fen, lines[which], books[which])
    for line, book in zip(lines, books, strict=True):
        entries = list(Entry.objects.filter(line=line).order_by("number"))
        balances = list(accumulate(entry.amount_fen for entry in entries))
        assert [(e.number, e.balance_fen) for e in entries] == list(enumerate(balances, start=1))
        assert min(balances, default=0) >= 0
        assert balances[-1:] in ([], [book["received"] - book["spent"]])
        assert arrived([line.pk])[line.pk] == (book["promised"], book["received"], book["spent"])
        assert line_for(cast.chair, line.pk).left_fen >= 0
        assert _from_facts(line) == +book
    vouchers = list(Entry.objects.filter(community=cast.here).order_by("voucher").values_list("voucher", flat=True))
    assert vouchers == list(range(1, len(vouchers) + 1))


def _from_facts(line: Line) -> Counter:
    """The same sums from the record of what happened."""
    found = Counter()
    for kind, value in Fact.objects.filter(subject="funds.line", subject_id=line.pk).values_list("kind", "value"):
        name, sign = COUNTED.get(kind, ("", 0))
        found[name] += sign * (value or 0)
    return +found


def _do(cast, do, now, verb, place, fen, line, book) -> None:
    """One step of a random history. What is refused changes nothing: neither the rows nor our own count."""
    asked = list(Expenditure.objects.filter(line=line).order_by("pk"))
    entries = list(Entry.objects.filter(line=line).order_by("pk"))
    promises = list(Promise.objects.filter(line=line).order_by("pk"))
    match verb:
        case "promise":
            promise_money(cast.worker, line, amount_fen=fen, due_date=now.date(), now=now)
            book["promised"] += fen
        case "take_back":
            promise = take_back_promise(cast.worker, promises[place], reason="调整", now=now)
            book["promised"] += promise.amount_fen
        case "receive":
            do.receive(line, fen)
            book["received"] += fen
        case "ask":
            do.ask(line, fen)
        case "approve":
            approve_expenditure(cast.chair, asked[place], now=now)
        case "refuse":
            refuse_expenditure(cast.chair, asked[place], reason="不行", now=now)
        case "withdraw":
            withdraw_expenditure(cast.worker, asked[place], reason="算了", now=now)
        case "pay":
            pay_expenditure(cast.worker, asked[place], on=now.date(), now=now)
            book["spent"] += asked[place].amount_fen
        case "reverse":
            back = reverse_entry(cast.chair, entries[place], reason="记错了", now=now)
            book[{"receipt": "received", "expenditure": "spent"}[back.kind]] -= abs(back.amount_fen)
