"""The gate in a real browser, in both languages: asked without money and stopped, admitted with change, done, paid, published, judged."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from linli.base.actors import HOUSE
from linli.funds.models import Line
from linli.intake.models import Application, OfficeRating, Step, Task
from linli.paperwork.models import Handover
from linli.paperwork.tests.world import a_sheet
from linli.places.actions.divisions import import_divisions, open_community
from linli.places.models import Division
from linli.records.actions import add_resident
from linli.team.actions import open_post, take_up_post

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

COMMUNITIES = 12
KEYS = ("money", "over", "admitted", "published", "asked", "rated", "words")
WORDS = {
    "en": dict(
        zip(
            KEYS,
            (
                "the money: how much",
                "1 community would be asked",
                "admitted",
                "Publish the",
                "waits for an answer",
                "rated",
                "Money for each community: 600.00 → 500.00",
            ),
            strict=True,
        )
    ),
    "zh-hans": dict(
        zip(KEYS, ("经费：每个社区多少", "1 个社区", "已准入", "公布", "等待答复", "已评价", "500.00"), strict=True)
    ),
}
WHOLE = {
    "contact": "演示科 020-00000000",
    "basis_law": "演示条例",
    "basis_article": "第一条",
    "community_does": "每月上门看望一次",
    "department_does": "派护士同去",
    "touches": "八十岁以上独居老人",
    "minutes_each_time": "120",
    "from_date": "2027-02-01",
    "to_date": "2027-08-02",
    "people": "每周派一人半天",
    "means": "血压计两台",
    "powers": "可以进入公共部位",
    "exit": "期满结束",
    "steps": "2027-02-20 看望每一户",
}
CHOSEN = {"basis_rank": "local", "frequency": "weekly", "assessment": "none"}
MONEY = {"money_fen": "600", "money_line": "演示专项", "money_date": "2027-01-15"}


@pytest.fixture
def district(real_cast, now):
    """Twelve communities; in the first somebody has an hour and a half a week."""
    street = Division.objects.get(code="440105010000")
    rows = [
        {"code": f"4401050101{n}", "name": f"演示{n}社区居委会", "level": "community", "parent": street.code}
        for n in range(20, 30)
    ]
    import_divisions(HOUSE, list(enumerate(rows, start=2)), source="test", now=now)
    for division in Division.objects.filter(name__startswith="演示"):
        open_community(HOUSE, division, slug=f"yan-shi-{division.pk}", now=now)
    post = open_post(
        real_cast.chair, real_cast.here, name="社工岗", kind="worker", minutes_a_week=90, from_date=now.date(), now=now
    )
    take_up_post(real_cast.chair, post, real_cast.keys["worker"], from_date=now.date(), now=now)
    return real_cast


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_task_from_the_first_line_to_the_judgement(walker, turn_to, district, language):
    say = WORDS[language]
    _apply(walker("department_officer", language=language), say, language)
    _admit_with_change(walker("coordinator", language=language), say, language)
    turn_to(date(2027, 2, 10))
    _do_the_step(walker("worker", language=language, width=390), language)
    _a_form_fills_itself(walker("worker", language=language), district, language)
    line = Line.objects.get(community=district.here)
    _money_comes_and_goes(walker("worker", language=language), walker("chair", language=language), line, language)
    turn_to(date(2027, 4, 6))
    chair = walker("chair", language=language)
    _publish(chair, say, language)
    _ask(walker("resident", language=language, width=390, theme="dark"), chair, language)
    _judge(chair, say, language)


def _apply(page, say, language) -> None:
    page.goto("/apply/")
    page.locator("#id_title").fill("看望独居老人")
    page.locator("#id_kind").select_option("long_term")
    page.locator("main form button").click()
    for name, value in WHOLE.items():
        page.locator(f"#id_{name}").fill(value)
    for name, value in CHOSEN.items():
        page.locator(f"#id_{name}").select_option(value)
    for box in page.locator("input[name=communities]").all():
        box.check()
    page.locator("button[value=submit]").click()
    expect(page.locator("#missing")).to_contain_text(say["money"])
    accessible(page)
    picture(page, f"gate-1-stopped-{language}")
    assert Application.objects.get().state == "draft"
    for name, value in MONEY.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("button[value=submit]").click()
    page.wait_for_url("**/tasks/*/")
    assert Application.objects.get().state == "submitted"


def _admit_with_change(page, say, language) -> None:
    page.goto(f"/gate/{Application.objects.get().pk}/")
    expect(page.locator("#over")).to_contain_text(say["over"])
    accessible(page)
    picture(page, f"gate-2-load-{language}")
    page.locator("#id_minutes_each_time").fill("60")
    page.locator("#id_money_fen").fill("500")
    page.locator("#id_reasons").fill("时间减半，经费相应调整")
    page.locator("button[value=admit]").click()
    expect(page.locator(".state").first).to_have_text(say["admitted"])
    expect(page.locator(".timeline")).to_contain_text(say["words"])
    accessible(page)
    picture(page, f"gate-3-admitted-{language}")
    assert Task.objects.count() == Step.objects.count() == COMMUNITIES
    assert set(Task.objects.values_list("minutes_a_week", flat=True)) == {60}


def _do_the_step(page, language) -> None:
    page.goto("/desk/tasks/")
    accessible(page)
    picture(page, f"gate-4-steps-{language}")
    page.locator("form:has(input[name=step]) button, button[name=step]").first.click()
    assert Step.objects.filter(done_at__isnull=False).count() == 1


def _a_form_fills_itself(page, district, language) -> None:
    person = {"name": "演示婆婆", "birth_date": "1938-10-01", "telephone": "13800138000"}
    add_resident(district.worker, district.here, values=person, address="3栋801", now=NOW)
    page.goto("/desk/forms/new/")
    page.locator("#id_title").fill("高龄老人名册")
    page.locator("#id_office").select_option(label="区城管局")
    page.locator("#id_first_due_date").fill("2027-02-12")
    page.locator("#id_minutes_each_time").fill("60")
    page.locator("#id_purpose").fill("发放津贴")
    page.locator("#id_basis").fill("演示文件")
    page.locator("main form button").click()
    page.locator("main a[href$='/template/']").click()
    page.locator("#id_file").set_input_files(
        {"name": "名册.xlsx", "mimeType": "application/octet-stream", "buffer": a_sheet()}
    )
    page.locator("main form button").click()
    accessible(page)
    picture(page, f"gate-4b-mapping-{language}")
    page.locator("main form button").click()
    page.locator("#id_age_from").fill("80")
    accessible(page)
    with page.expect_download() as downloaded:
        page.locator("main form button").click()
    sheet = load_workbook(BytesIO(downloaded.value.path().read_bytes())).active
    assert [sheet.cell(2, column).value for column in range(1, 3)] == [1, "演示婆婆"]
    assert Handover.objects.get().people == 1


def _money_comes_and_goes(worker, chair, line, language) -> None:
    worker.goto(f"/desk/funds/lines/{line.pk}/")
    _book(worker, "receive", amount="500", on="2027-02-08", text="区城管局拨款")
    _book(worker, "ask", amount="280.50", purpose="看望用的日历和血压计电池", payee="演示用品店")
    worker.locator("main a", has_text="看望用的日历和血压计电池").click()
    asked = worker.url
    chair.goto(asked)
    accessible(chair)
    chair.locator("button[value=approve]").click()
    worker.goto(asked)
    worker.locator("#pay_on").fill("2027-02-10")
    worker.locator("button[value=pay]").click()
    worker.goto(f"/desk/funds/lines/{line.pk}/")
    expect(worker.locator(".figure").nth(3)).to_contain_text("219.50")
    accessible(worker)
    picture(worker, f"gate-5-line-{language}")


def _book(page, deed: str, **typed: str) -> None:
    form = page.locator(f"details:has(input[value={deed}])")
    form.locator("summary").click()
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()


def _publish(page, say, language) -> None:
    page.goto("/desk/funds/publish/?quarter=2027-1")
    expect(page.get_by_role("button", name=say["published"])).to_be_visible()
    accessible(page)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("219.50")
    picture(page, f"gate-6-published-{language}")


def _ask(resident, chair, language) -> None:
    resident.goto("/funds/")
    resident.locator("main a[href^='/funds/']").first.click()
    resident.locator("#id_text").fill("电池为什么要这么多钱？")
    resident.locator("main form button").last.click()
    chair.goto("/desk/funds/questions/")
    chair.locator("textarea").fill("买了二十户一年的电池，发票可以在居委会看。")
    chair.locator("button[value=answer]").click()
    resident.reload()
    expect(resident.locator("main")).to_contain_text("买了二十户一年的电池")
    accessible(resident)
    picture(resident, f"gate-7-answered-{language}")


def _judge(page, say, language) -> None:
    page.goto("/desk/offices/?quarter=2027-1")
    for name in ("helped", "money_arrived"):
        page.locator(f"select[name={name}]").first.select_option("yes")
    accessible(page)
    page.locator("main form button").first.click()
    expect(page.locator("main .state").first).to_contain_text(say["rated"])
    rating = OfficeRating.objects.get()
    page.goto(f"/offices/{rating.office_id}/")
    expect(page.locator("main")).to_contain_text("500.00 / 6,000.00")
    accessible(page)
    picture(page, f"gate-8-office-{language}")
