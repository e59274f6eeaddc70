"""The participatory budget of the home community: a round that was voted on and is carried out, and one that collects ideas now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from django.utils.timezone import localdate

from linli.ballots.actions import build_roll, cast_ballot, close_ballot, open_ballot, open_box, post_roll
from linli.ballots.codes import LETTER
from linli.base.actors import ANYONE, Actor
from linli.budgets import actions
from linli.budgets.actions import Days, Item, Told, Wish
from linli.budgets.models import Idea, Project, Round
from linli.funds.actions.ledger import receive_money
from linli.funds.actions.lines import open_line
from linli.funds.actions.spending import approve_expenditure, pay_expenditure
from linli.funds.models import Line
from linli.people.queries import actor_of

from .persons import Persons
from .places import Places

DAY = timedelta(days=1)
YUAN = 100
PURPOSE = (
    "本社区公共地方的小修小补，每项不超过三万元，做完人人用得上。不能用于发放实物、聚餐，也不能用于某一家自己的东西。"
)
VOTED = (  # title, what and why, where, for whom, lines of (item, how many, yuan each), by whom
    (
        "一街拐角装扶手",
        "台阶陡，下雨天滑，老人上下不稳。",
        "一街拐角台阶",
        "腿脚不便的街坊",
        (("不锈钢扶手（米）", 24, 320), ("安装", 1, 1920)),
        "物业",
    ),
    (
        "二街公用晾衣架",
        "没有阳台的住户把衣服挂在电线上，不安全。",
        "二街东边空地",
        "没有阳台的住户",
        (("晾衣架", 8, 1500), ("地面硬化", 1, 2400)),
        "物业",
    ),
    (
        "三街口加装照明灯",
        "路口晚上很暗，下夜班回来看不清路。",
        "三街口",
        "晚归的人",
        (("太阳能灯", 7, 3600), ("立杆基础", 7, 400)),
        "居委会",
    ),
    (
        "活动室儿童书角",
        "放学后孩子没有地方看书。",
        "活动室东墙",
        "孩子和接送的老人",
        (("书架", 4, 1200), ("图书", 360, 20)),
        "居委会",
    ),
    (
        "花基改成长凳",
        "花基枯了很久，改成长凳大家可以歇脚。",
        "一街花基",
        "所有人",
        (("防腐木长凳", 6, 2400), ("拆除清运", 1, 2400)),
        "物业",
    ),
    (
        "楼道折叠凳",
        "没有电梯，爬楼的老人中间想歇一歇。",
        "1栋到4栋楼道",
        "爬楼的老人",
        (("壁挂折叠凳", 32, 200),),
        "楼组长",
    ),
)
MARKS = ((0, 5), (0, 1), (2,), (0, 3), (2, 4), (0, 5, 1), (3,), (0, 2), (1, 5), (2, 4), (0, 3, 5), (4,), (), (0, 1, 5))
"""What people on the roll marked, again and again in this order; an empty paper chooses nothing."""


def share_out_money(places: Places, persons: Persons, *, now: datetime) -> None:
    """Everything as people would have done it, on the days on which they would have; before the quarters are published."""
    _carried_out(places, persons, now - 170 * DAY, now)
    _collecting(places, persons, now - 6 * DAY)


def _residents(persons: Persons, now: datetime) -> list[Actor]:
    return [actor_of(key, now=now) for key in persons.residents]


def _opened(places: Places, persons: Persons, then: datetime, *, title: str, yuan: int, arrived: int) -> Round:
    day = localdate(then)
    line = _line(places, persons, then, name=f"{title}专项", yuan=yuan, arrived=arrived)
    days = Days(day, day + 30 * DAY, day + 45 * DAY, day + 68 * DAY, day + 75 * DAY, day + 200 * DAY)
    return actions.open_round(
        persons.actor("chair", then),
        places.home,
        title=f"{title}（演示）",
        purpose=PURPOSE,
        line=line,
        money_fen=yuan * YUAN,
        method="equal_shares",
        days=days,
        now=then,
    )


def _line(places: Places, persons: Persons, then: datetime, *, name: str, yuan: int, arrived: int) -> Line:
    worker, day = persons.actor("worker", then), localdate(then)
    line = open_line(
        worker,
        places.home,
        name=name,
        name_en="Small works chosen by residents",
        source="participatory",
        year=localdate(then).year,
        payer=places.offices["street"],
        promised_fen=yuan * YUAN,
        promised_date=day + 90 * DAY,
        purpose="演示数据",
        now=then,
    )
    receive_money(worker, line, amount_fen=arrived * YUAN, on=day, text="拨款到账（演示）", now=then)
    return line


def _raise(by: Actor, found: Round, row: Sequence, then: datetime) -> Idea:
    title, about, place, for_whom, _lines, _owner = row
    return actions.raise_idea(by, found, Wish(title, about, for_whom, place), now=then)


def _cost(persons: Persons, idea: Idea, row: Sequence, then: datetime) -> None:
    items = [Item(item, number, yuan * YUAN) for item, number, yuan in row[4]]
    actions.cost_idea(persons.actor("worker", then), idea, Told(True, owner=row[5]), items, seen=0, now=then)


def _carried_out(places: Places, persons: Persons, then: datetime, now: datetime) -> None:
    people = _residents(persons, then)
    found = _opened(places, persons, then, title="春季微实事", yuan=60_000, arrived=60_000)
    ideas = [_raise(people[place], found, row, then + place * DAY) for place, row in enumerate(VOTED)]
    for place, idea in enumerate(ideas):
        for actor in people[place + 1 : place + 7]:
            actions.support_idea(actor, idea, is_wanted=True, now=then + 8 * DAY)
    wish = Wish("给每户发一桶油", "物价涨了。", "每家", "全社区")
    actions.decline_idea(
        persons.actor("chair", then + 9 * DAY),
        actions.raise_idea(people[9], found, wish, now=then + 8 * DAY),
        now=then + 9 * DAY,
        why="这笔钱只能用在公共地方，不能发放实物。生活有困难的街坊可以来窗口，我们帮忙申请救助。",
    )
    actions.begin_costing(persons.actor("worker", then + 31 * DAY), found, now=then + 31 * DAY)
    for idea, row in zip(ideas, VOTED, strict=True):
        _cost(persons, idea, row, then + 35 * DAY)
    _voted(persons, found, then)
    _built(persons, found, then + 80 * DAY, now)


def _voted(persons: Persons, found: Round, then: datetime) -> None:
    drafted, opened_at, over = then + 45 * DAY, then + 68 * DAY, then + 75 * DAY
    worker = persons.actor("worker", drafted)
    ballot = actions.draft_ballot_of_round(worker, found, now=drafted)
    build_roll(worker, ballot, now=drafted)
    post_roll(worker, ballot, now=drafted)
    opened = open_ballot(persons.actor("chair", opened_at), ballot, closes_at=over, now=opened_at)
    for entry, marks in zip(opened.ballot.roll.all()[:42], cycle(MARKS), strict=False):
        choice = [f"o{place + 1}" for place in marks]
        cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, choice, now=opened_at + DAY)
    closed = close_ballot(persons.actor("worker", over), opened.ballot, now=over)
    open_box(persons.actor("chair", over), closed, opened.slips[:2], now=over)
    found.refresh_from_db()
    actions.take_result(persons.actor("worker", over), found, now=over)


def _built(persons: Persons, found: Round, then: datetime, now: datetime) -> None:
    """The first project is finished, the second given up, the third is being built."""
    first, second, third = found.projects.all()[:3]
    worker = persons.actor("worker", then)
    _spend(persons, first, first.cost_fen - 450 * YUAN, "材料和安装", "演示五金店", then)
    actions.finish_project(
        worker, first, note="装好了，比核价少花四百五十元，钱留在科目里。", is_given_up=False, now=then + 12 * DAY
    )
    actions.finish_project(
        worker,
        second,
        note="消防检查说会占住疏散通道，不能装。楼组长和大家商量后决定不做，改成在一楼门厅放椅子，下一轮再提。",
        is_given_up=True,
        now=then + 20 * DAY,
    )
    for text, days in (("现场量尺寸", 10), ("订货", 30), ("安装验收", 110)):
        step = actions.add_step(
            worker, third, text=text, owner=third.owner, due_date=localdate(then + days * DAY), now=then
        )
        if days < 100:
            actions.finish_step(worker, step, note="按时做完。", is_given_up=False, now=then + (days - 1) * DAY)
    _spend(persons, third, third.cost_fen // 2, "订货预付款", "演示建材店", now - 20 * DAY)


def _spend(persons: Persons, project: Project, fen: int, purpose: str, payee: str, then: datetime) -> None:
    worker = persons.actor("worker", then)
    asked = actions.ask_for_money(worker, project, amount_fen=fen, purpose=purpose, payee=payee, now=then)
    approve_expenditure(persons.actor("chair", then), asked, now=then)
    pay_expenditure(worker, asked, on=localdate(then), now=then)


def _collecting(places: Places, persons: Persons, then: datetime) -> None:
    people, worker = _residents(persons, then), persons.actor("worker", then)
    found = _opened(places, persons, then, title="秋季微实事", yuan=80_000, arrived=40_000)
    wishes = (
        Wish("四单元门口装雨棚", "下雨天收伞时门口很滑。", "进出四单元的人", "二街四单元门口", good="services"),
        Wish("小广场铺防滑砖", "跳舞、打球的地方有青苔，去年有人摔过。", "跳舞和打球的人", "小广场", good="safety"),
        Wish("小广场地砖防滑", "小广场的地砖下雨就滑。", "所有人", "小广场", good="safety"),
        Wish("快递柜旁装一盏灯", "晚上取件看不见号码。", "晚上取快递的人", "一街快递柜", good="services"),
    )
    ideas = [
        actions.raise_idea(people[place], found, wish, now=then + place * DAY) for place, wish in enumerate(wishes)
    ]
    for place, idea in enumerate(ideas):
        for actor in people[place + 3 : place + 10]:
            actions.support_idea(actor, idea, is_wanted=True, now=then + 4 * DAY)
    actions.merge_ideas(worker, ideas[2], ideas[1], now=then + 5 * DAY)
    by_telephone = Wish("一楼信箱换新", "旧信箱锁不上，报纸总丢。", "1栋住户", "1栋一楼", good="services")
    actions.raise_at_desk(
        worker, found, by_telephone, came_by="telephone", told_how="石榴婆婆（演示），住1栋", now=then + 4 * DAY
    )
    items = [Item("太阳能灯", 1, 680 * YUAN), Item("安装", 1, 120 * YUAN)]
    actions.cost_idea(worker, ideas[3], Told(True, owner="物业"), items, seen=0, now=then + 5 * DAY)
    actions.cost_idea(
        worker,
        ideas[0],
        Told(
            False,
            why="雨棚要接在外墙上，属于业主共有部分，要先由业主表决。已经转给业主委员会。",
            stumbles_on="民法典第二百七十八条",
        ),
        [],
        seen=0,
        now=then + 5 * DAY,
    )
