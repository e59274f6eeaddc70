"""A round of the participatory budget in a real browser: an idea on a phone, costed, voted on, why it won, carried out, told, closed."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from linli.ballots.actions import build_roll, cast_ballot, close_ballot, open_ballot, open_box, post_roll
from linli.ballots.codes import LETTER
from linli.base.actors import ANYONE
from linli.budgets import actions
from linli.budgets.models import Idea, Project, Round
from linli.budgets.tests.conftest import Way
from linli.funds.actions.spending import approve_expenditure, pay_expenditure
from linli.funds.models import Expenditure
from linli.records.actions import add_resident

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

DAY = timedelta(days=1)
COSTED, VOTED, COUNTED = NOW + 31 * DAY, NOW + 75 * DAY, NOW + 82 * DAY
WORDS = {
    "en": {
        "ideas": "collecting ideas",
        "waits": "waits to be costed",
        "feasible": "feasible, on the ballot",
        "why": "4 supporters had",
        "chosen": "chosen",
        "closed": "closed",
        "paid": "1,800.00 of 2,000.00 yuan paid",
    },
    "zh-hans": {
        "ideas": "征集点子",
        "waits": "等待核价",
        "feasible": "可行，参加投票",
        "why": "4 位支持者手里共有",
        "chosen": "选上",
        "closed": "已结束",
        "paid": "2,000.00 元里已付 1,800.00 元",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_an_idea_on_a_phone_to_what_was_carried_out(walker, turn_to, real_cast, language):
    say = WORDS[language]
    Way(real_cast, NOW).line(promised=5000_00, received=5000_00)
    turn_to(NOW.date())
    pages = {who: walker(who, language=language, width=390) for who in ("resident", "neighbour")}
    pages |= {who: walker(who, language=language) for who in ("worker", "chair")}
    key = _open(pages["chair"], say, language)
    _raise(pages, key, say, language)
    turn_to(COSTED.date())
    actions.begin_costing(real_cast.worker, Round.objects.get(), now=COSTED)
    _cost(pages, key, say, language)
    _vote(real_cast, key)
    turn_to(COUNTED.date())
    _read_why(pages["neighbour"], key, say, language)
    _carry_out(pages, real_cast, key, say, language)


def _open(page, say, language) -> int:
    page.goto("/desk/budgets/new/")
    page.locator("#id_title").fill("演示：微实事")
    page.locator("#id_purpose").fill("公共地方的小修小补。")
    page.locator("#id_money_fen").fill("5,000")
    accessible(page)
    picture(page, f"budget-1-new-{language}")
    page.locator("main form button").click()
    expect(page.locator(".state").first).to_have_text(say["ideas"])
    return Round.objects.get().pk


def _raise(pages, key, say, language) -> None:
    page = pages["resident"]
    page.goto(f"/budgets/{key}/")
    accessible(page)
    page.locator(".now-card a.button").click()
    page.locator("#id_title").fill("演示：楼梯装扶手")
    page.locator("#id_about").fill("楼梯陡，老人上下不稳。")
    page.locator("#id_for_whom").fill("楼上的老人")
    page.locator("#id_place").fill("3栋楼梯")
    accessible(page)
    page.locator("main form button.big").click()
    expect(page.locator(".state").first).to_have_text(say["waits"])
    picture(page, f"budget-2-raised-{language}")
    other = pages["neighbour"]
    other.goto(f"/budgets/{key}/new/")
    other.locator("#id_title").fill("演示：扶手装在楼梯")
    other.locator("#id_about").fill("楼梯太陡了。")
    other.locator("#id_for_whom").fill("老人")
    other.locator("#id_place").fill("3栋")
    other.locator("main form button.big").click()
    expect(other.locator(".callout.warning")).to_contain_text("演示：楼梯装扶手")
    accessible(other)
    picture(other, f"budget-3-similar-{language}")
    other.locator(".callout.warning a.item-title").click()
    other.locator("button[value=support]").click()
    expect(other.locator("button[value=support]")).to_be_visible()
    desk = pages["worker"]
    desk.goto(f"/desk/budgets/{key}/idea/")
    desk.locator("#id_title").fill("演示：公用晾衣架")
    desk.locator("#id_about").fill("没有阳台的住户没处晒衣服。")
    desk.locator("#id_for_whom").fill("没有阳台的住户")
    desk.locator("#id_place").fill("二街空地")
    desk.locator("#id_came_by").select_option("telephone")
    accessible(desk)
    desk.locator("main form button.big").click()
    assert Idea.objects.count() == 2


def _cost(pages, key, say, language) -> None:
    page = pages["worker"]
    for idea, yuan in zip(Idea.objects.all(), ("1000", "2,250.00"), strict=True):
        page.goto(f"/desk/budgets/ideas/{idea.pk}/")
        page.locator("#id_item-0-item").fill("演示材料")
        page.locator("#id_item-0-quantity").fill("2")
        page.locator("#id_item-0-unit_fen").fill(yuan)
        page.locator("#id_owner").fill("演示物业")
        accessible(page)
        page.locator("button[value=cost]").click()
        expect(page.locator(".state").first).to_have_text(say["feasible"])
    picture(page, f"budget-4-costed-{language}")
    raiser = pages["resident"]
    raiser.goto(f"/budgets/ideas/{Idea.objects.first().pk}/")
    expect(raiser.locator(".costs tfoot")).to_contain_text("2,000.00")
    accessible(raiser)
    page.goto(f"/desk/budgets/{key}/")
    page.locator("button[value=ballot]").click()
    expect(page.locator(".now-card a.button")).to_be_visible()
    accessible(page)


def _vote(cast, key) -> None:
    """Six on the roll: four for the handrail, two of them for the clothes racks as well."""
    ballot = Round.objects.get(pk=key).ballot
    for place in range(6):
        values = {"name": f"演示{'甲乙丙丁戊己'[place]}", "birth_date": "1980-05-04", "relation": "head"}
        add_resident(cast.worker, cast.here, values=values, address=f"{place + 1}号101", now=COSTED)
    build_roll(cast.worker, ballot, now=COSTED)
    post_roll(cast.chair, ballot, now=COSTED)
    opened = open_ballot(cast.chair, ballot, closes_at=COUNTED, now=VOTED)
    choices = (("o1", "o2"), ("o1", "o2"), ("o1",), ("o1",), (), ())
    for entry, choice in zip(opened.ballot.roll.all(), choices, strict=True):
        cast_ballot(ANYONE.bearing(LETTER, entry.pk), entry, choice, now=VOTED)
    closed = close_ballot(cast.worker, opened.ballot, now=COUNTED)
    open_box(cast.chair, closed, opened.slips, now=COUNTED)


def _read_why(page, key, say, language) -> None:
    page.goto(f"/ballots/{Round.objects.get(pk=key).ballot_id}/")
    expect(page.locator(".why-list li").first).to_contain_text(say["why"])
    accessible(page)
    page.goto(f"/budgets/{key}/why/")
    expect(page.locator(".why-list li.bought")).to_have_count(1)
    expect(page.locator(".why-list li.missed")).to_have_count(1)
    page.locator(".why details summary").click()
    expect(page.locator(".why table")).to_be_visible()
    accessible(page)
    picture(page, f"budget-5-why-{language}")


def _carry_out(pages, cast, key, say, language) -> None:
    page = pages["worker"]
    page.goto(f"/desk/budgets/{key}/")
    page.locator("button[value=result]").click()
    project = Project.objects.get()
    page.goto(f"/desk/budgets/projects/{project.pk}/")
    page.locator("details:has(button[value=money]) summary").click()
    page.locator("#id_money-amount_fen").fill("1800")
    page.locator("#id_money-purpose").fill("演示：扶手")
    page.locator("#id_money-payee").fill("演示五金店")
    accessible(page)
    page.locator("button[value=money]").click()
    asked = Expenditure.objects.get()
    approve_expenditure(cast.chair, asked, now=COUNTED)
    pay_expenditure(cast.worker, asked, on=COUNTED.date(), now=COUNTED)
    page.reload()
    page.locator("form:has(button[value=end]) textarea").fill("装好了，很稳。")
    page.locator("button[value=end]").click()
    accessible(page)
    picture(page, f"budget-6-finished-{language}")
    chair = pages["chair"]
    chair.goto(f"/desk/budgets/{key}/")
    chair.locator("form:has(button[value=close]) textarea").fill("扶手装好了，省下两百元。")
    chair.locator("button[value=close]").click()
    expect(chair.locator(".state").first).to_have_text(say["closed"])
    reader = pages["neighbour"]
    reader.goto(f"/budgets/ideas/{project.idea_id}/")
    expect(reader.locator(".state").first).to_have_text(say["chosen"])
    expect(reader.locator("main")).to_contain_text(say["paid"])
    accessible(reader)
    reader.goto(f"/budgets/{key}/")
    expect(reader.locator(".callout.success")).to_contain_text("扶手装好了")
    accessible(reader)
    picture(reader, f"budget-7-closed-{language}")
    reader.goto("/inbox/")
    expect(reader.locator("main")).to_contain_text("演示：楼梯装扶手")
