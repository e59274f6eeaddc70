"""A year of the home community's money: invented lines, payees and questions, with round and crooked amounts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from django.utils.timezone import localdate

from linli.base.actors import ANYONE
from linli.funds.actions.ledger import receive_money, reverse_entry
from linli.funds.actions.lines import open_line
from linli.funds.actions.publishing import answer_question, ask_question, publish_quarter
from linli.funds.actions.spending import approve_expenditure, ask_expenditure, pay_expenditure
from linli.funds.models import Line
from linli.funds.quarters import Quarter, quarter_of

from .persons import Persons
from .places import Places

Step = Callable[[datetime], None]
LINES = (
    ("社区服务群众专项经费", "Services for residents", "district", "street", 20000000, ""),
    ("高龄老人探访（随事项）", "Visits to the very old (with a task)", "task", "works", 4800000, "演示准〔第1号〕"),
    ("微实事参与式预算", "Small works chosen by residents", "participatory", "street", 6000000, ""),
)
SPENT = (  # line, days ago, fen, purpose, payee, whether a private person
    (0, 150, 328050, "活动室书架和桌椅", "演示家具店", False),
    (0, 130, 96000, "夏季送清凉饮用水", "演示便利店", False),
    (1, 120, 240000, "七月探访补贴", "探访员·石栗", True),
    (1, 88, 240000, "八月探访补贴", "探访员·石栗", True),
    (2, 75, 1268000, "广重一街路口加装两盏照明灯", "演示照明公司", False),
    (0, 40, 45500, "重阳节茶话会", "演示茶庄", False),
)


def live_a_budget(places: Places, persons: Persons, *, now: datetime) -> None:
    """Lines are opened, money arrives in parts, is spent and once reversed; two quarters are published and asked about."""
    begins = now - timedelta(days=190)
    lines = [_open(places, persons, row, begins) for row in LINES]
    last = quarter_of(localdate(now)).before
    steps: list[tuple[int, Step]] = [
        (180, lambda then: _receive(persons, lines, then, part=2)),
        (70, lambda then: _receive(persons, lines, then, part=4)),
        *((row[1], partial(_spend, persons, lines, row)) for row in SPENT),
        *((_days_to(quarter, now), partial(_publish, places, persons, quarter)) for quarter in (last.before, last)),
    ]
    for days, step in sorted(steps, key=lambda s: -s[0]):
        step(now - timedelta(days=days))
    ask_expenditure(
        persons.actor("worker2", now),
        lines[0],
        amount_fen=158000,
        purpose="楼道应急灯电池",
        payee="演示五金店",
        now=now - timedelta(days=1),
    )


def _open(places: Places, persons: Persons, row: tuple[str, str, str, str, int, str], then: datetime) -> Line:
    name, name_en, source, payer, fen, number = row
    return open_line(
        persons.actor("worker", then),
        places.home,
        name=name,
        name_en=name_en,
        source=source,
        year=localdate(then).year,
        payer=places.offices[payer],
        promised_fen=fen,
        promised_date=localdate(then) + timedelta(days=150),
        task_number=number,
        purpose="演示数据",
        now=then,
    )


def _receive(persons: Persons, lines: list[Line], then: datetime, *, part: int) -> None:
    for line, row in zip(lines, LINES, strict=True):
        receive_money(
            persons.actor("worker", then),
            line,
            amount_fen=row[4] // part,
            on=localdate(then),
            text="拨款到账（演示）",
            now=then,
        )


def _spend(persons: Persons, lines: list[Line], row: tuple[int, int, int, str, str, bool], then: datetime) -> None:
    place, _days, fen, purpose, payee, is_private = row
    worker, chair = persons.actor("worker", then), persons.actor("chair", then)
    asked = ask_expenditure(
        worker, lines[place], amount_fen=fen, purpose=purpose, payee=payee, is_private=is_private, now=then
    )
    approve_expenditure(chair, asked, now=then)
    entry = pay_expenditure(worker, asked, on=localdate(then), now=then)
    if fen == SPENT[1][2]:
        reverse_entry(chair, entry, reason="商家退货退款（演示）", now=then)


def _publish(places: Places, persons: Persons, quarter: Quarter, then: datetime) -> None:
    statement = publish_quarter(
        persons.actor("chair", then), places.home, year=quarter.year, quarter=quarter.number, now=then
    )
    asked = ask_question(
        persons.actor("resident", then), statement, text="照明灯为什么要一万多元？有没有比价？", now=then
    )
    answer_question(
        persons.actor("worker", then),
        asked,
        text="含灯杆基础和接电，三家报价中取最低一家，报价单可到居委会查看。（演示）",
        now=then,
    )
    ask_question(ANYONE, statement, text="明年的微实事什么时候开始提？（演示）", now=then)


def _days_to(quarter: Quarter, now: datetime) -> int:
    """Published some days after the quarter's end."""
    return (localdate(now) - _no_later(quarter.to_date + timedelta(days=5), localdate(now))).days


def _no_later(day: date, last: date) -> date:
    return min(day, last)
