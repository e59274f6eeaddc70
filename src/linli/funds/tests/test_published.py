"""Published accounts are frozen, name no private person, and are asked about in public."""

from datetime import date, timedelta

import pytest

from linli.base.actors import ANYONE, HOUSE
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.rules import rule
from linli.funds.actions.ledger import reverse_entry
from linli.funds.actions.publishing import answer_question, ask_question, close_question, publish_quarter
from linli.funds.models import Entry, Question, Reminder
from linli.funds.privacy import erase_funds, export_funds
from linli.funds.queries.published import (
    published_lines,
    quarters_to_publish,
    questions_about,
    statement_for,
    statements,
)
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due

from .conftest import a_line


@pytest.fixture
def statement(cast, line, do, now):
    do.receive(line, 100000, date(2026, 5, 4))
    do.spend(line, 30000, date(2026, 8, 4), payee="李某某", is_private=True)
    do.spend(line, 10000, date(2026, 10, 8))
    publish_quarter(cast.chair, cast.here, year=2026, quarter=2, now=now)
    return publish_quarter(cast.chair, cast.here, year=2026, quarter=3, now=now)


def figures(statement) -> list[tuple[int, ...]]:
    rows = (p.row for p in published_lines(statement))
    return [(r.opening_fen, r.received_fen, r.spent_fen, r.closing_fen) for r in rows]


def test_a_quarter_opens_with_what_the_one_before_left(cast, statement):
    assert figures(statement) == [(100000, 0, 30000, 70000)]
    assert [(s.closing_fen, s.statement.quarter) for s in statements(cast.here)] == [(70000, 3), (100000, 2)]


def test_it_stays_on_the_board_for_as_long_as_the_law_asks(statement, now):
    days = rule("funds.board_days", on=now.date())
    assert (days.value, days.rank, days.article) == (15, "L", "第三十四条")
    assert statement.board_to_date - statement.board_from_date >= timedelta(days=15)


def test_what_happens_later_does_not_change_it(cast, statement, line, do, now):
    before = figures(statement)
    reverse_entry(cast.chair, Entry.objects.get(amount_fen=-30000), reason="退款", now=now)
    do.receive(line, 5)
    assert figures(statement) == before
    with pytest.raises(Refused):
        do.receive(a_line(cast, now, name="新科目"), 5, date(2026, 9, 1))


def test_it_is_published_once_by_the_chair_when_the_quarter_is_over(cast, statement, now):
    for year, quarter, by, wrong in (
        (2026, 3, cast.chair, Refused),
        (2026, 1, cast.chair, Refused),
        (2026, 4, cast.chair, Refused),
        (2026, 5, cast.chair, Invalid),
        (2026, 4, cast.worker, NotYours),
        (2026, 4, cast.auditor, NotYours),
    ):
        with pytest.raises(wrong):
            publish_quarter(by, cast.here, year=year, quarter=quarter, now=now)
    assert quarters_to_publish(cast.chair, cast.here, today=now.date()) == []


def test_no_private_payee_is_named_in_public_nor_to_the_payer(cast, statement, line, visit):
    for page in (f"/funds/{statement.pk}/", "/funds/"):
        assert "李某某" not in visit().get(page).content.decode()
    assert "a private person" in visit().get(f"/funds/{statement.pk}/").content.decode()
    assert "李某某" not in visit("department_officer").get(f"/desk/funds/lines/{line.pk}/").content.decode()
    assert "李某某" in visit("auditor").get(f"/desk/funds/lines/{line.pk}/").content.decode()
    journal = visit("department_officer").get("/desk/funds/journal.beancount").content.decode()
    assert "李某某" not in journal


def test_a_question_is_masked_waits_unseen_and_appears_with_its_answer(cast, statement, now):
    question = ask_question(ANYONE, statement, text="修灯的钱呢？请打13800138000", now=now)
    assert "13800138000" not in question.text
    assert questions_about(cast.resident, statement) == []
    with pytest.raises(NotYours):
        answer_question(cast.other_worker, question, text="不知道", now=now)
    answer_question(cast.worker, question, text="已经付清。", now=now)
    assert questions_about(ANYONE, statement)[0].answer == "已经付清。"
    with pytest.raises(Refused):
        close_question(cast.worker, question, reason="重复", now=now)


def test_a_closed_question_shows_the_reason_alone(cast, statement, visit, now):
    question = ask_question(cast.resident, statement, text="某某是坏人", now=now)
    with pytest.raises(Invalid):
        close_question(cast.worker, question, reason=" ", now=now)
    close_question(cast.worker, question, reason="与账目无关", now=now)
    page = visit().get(f"/funds/{statement.pk}/").content.decode()
    assert "与账目无关" in page
    assert "某某是坏人" not in page
    assert Notice.objects.filter(person=cast.keys["resident"], kind="funds.question.closed").exists()


def test_a_person_takes_their_questions_along_and_the_books_stay(cast, statement, now):
    waiting = ask_question(cast.resident, statement, text="一", now=now)
    answered = ask_question(cast.resident, statement, text="二", now=now)
    answer_question(cast.worker, answered, text="答", now=now)
    told, files = export_funds(cast.keys["resident"])
    assert ([q["text"] for q in told["questions"]], files) == (["一", "二"], {})
    erase_funds(HOUSE, cast.keys["resident"], now)
    assert not Question.objects.filter(pk=waiting.pk).exists()
    assert Question.objects.get(pk=answered.pk).person is None
    assert statement_for(statement.pk).closing_fen == 70000


def test_promised_money_that_does_not_come_is_told_once_to_both_sides(cast, do, now):
    line = a_line(cast, now, promised_fen=1000, promised_date=date(2026, 11, 20))
    kept = a_line(cast, now, name="到账的", promised_fen=10, promised_date=date(2026, 11, 20))
    a_line(cast, now, name="还没到期", promised_fen=10, promised_date=date(2026, 11, 23))
    do.receive(line, 400)
    do.receive(kept, 10)
    say_what_is_due(now)
    say_what_is_due(now + timedelta(days=1))
    assert [(r.promise.line, r.missing_fen) for r in Reminder.objects.filter(promise__line__in=[line, kept])] == [
        (line, 600)
    ]
    told = Notice.objects.filter(kind="funds.promise.overdue", path=f"/desk/funds/lines/{line.pk}/")
    assert {n.person_id for n in told} == {cast.keys[who] for who in ("worker", "chair", "department_officer")}
