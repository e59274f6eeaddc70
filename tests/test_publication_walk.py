"""A publication in a real browser, in both languages: drafted, posted, asked about and answered, complained about, ruled on, put right."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from linli.publication.models import Publication

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

TODAY = NOW.date()
WORDS = {
    "en": {"right": "put right on", "corrected": "A correction:", "answered": "1 of 1 questions were answered."},
    "zh-hans": {"right": "改正", "corrected": "更正：", "answered": "1 个提问，已答复 1 个。"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_draft_to_what_was_put_right(walker, turn_to, real_cast, language):
    turn_to(TODAY)
    say = WORDS[language]
    worker, resident = walker("worker", language=language), walker("resident", language=language, width=390)
    key = _post(worker, language)
    _ask(worker, resident, key, language)
    _complain(resident, walker("street_officer", language=language), key, language)
    _correct(worker, key)
    reader = walker(None, language=language, width=390, theme="dark")
    reader.goto("/publication/?c=jia")
    expect(reader.locator("main")).to_contain_text(say["right"])
    expect(reader.locator("main")).to_contain_text(say["answered"])
    accessible(reader)
    picture(reader, f"publication-4-hall-{language}")
    reader.goto(f"/publication/{Publication.objects.latest('pk').pk}/")
    expect(reader.locator("main")).to_contain_text(say["corrected"])


def _post(page, language) -> int:
    page.goto("/desk/publication/new/?kind=facilities")
    page.locator("#id_text").fill("健身器材换了两个把手，电话 13800138000。")
    accessible(page)
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("138****8000")
    page.locator("button[value=post]").click()
    page.locator("#id_board").fill("一街口公告栏")
    page.locator("button[value=hang]").click()
    expect(page.locator("button[value=down]")).to_be_visible()
    accessible(page)
    picture(page, f"publication-1-posted-{language}")
    return Publication.objects.get().pk


def _ask(worker, resident, key, language) -> None:
    resident.goto(f"/publication/{key}/")
    resident.locator("#id_text").fill("三街那个也松了，换吗？")
    resident.locator("button[value=ask]").click()
    worker.goto("/desk/publication/")
    worker.locator("main .card a.item-title").first.click()
    worker.locator("form:has(button[value=answer]) textarea").fill("下周换。")
    worker.locator("button[value=answer]").click()
    resident.reload()
    expect(resident.locator(".callout.success")).to_contain_text("下周换。")
    accessible(resident)
    picture(resident, f"publication-2-answered-{language}")


def _complain(resident, officer, key, language) -> None:
    resident.goto(f"/publication/complain/?about={key}")
    accessible(resident)
    resident.locator("textarea").fill("只换了一个。")
    resident.locator("main form button").last.click()
    expect(resident.locator(".callout.success")).to_be_visible()
    officer.goto("/publication/complaints/")
    accessible(officer)
    officer.locator("input[type=radio][value='1']").check()
    officer.locator("textarea").fill("实际换了一个，请更正。")
    officer.locator("button[value=rule]").click()  # without a day: what was typed stays
    expect(officer.locator("textarea")).to_have_value("实际换了一个，请更正。")
    officer.locator("input[type=date]").fill((TODAY + timedelta(days=5)).isoformat())
    picture(officer, f"publication-3-ruling-{language}")
    officer.locator("button[value=rule]").click()
    expect(officer.locator(".empty")).to_be_visible()


def _correct(page, key) -> None:
    page.goto(f"/desk/publication/{key}/")
    page.locator("details:has(button[value=correct]) > summary").click()
    correct = page.locator("form:has(button[value=correct])")
    correct.locator("textarea").fill("健身器材换了一个把手。")
    correct.locator("input[name=what_changed]").fill("数量写错")
    page.locator("button[value=correct]").click()
    expect(page.locator("button[value=hang]")).to_be_visible()
