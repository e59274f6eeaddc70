"""The whole story in a real browser, in both languages: reported, whistled, answered, resolved, rated."""

import pytest
from playwright.sync_api import expect

from linli.casework.models import Case, WhistleCall

from .browser import LANGUAGES, accessible, picture

pytestmark = [pytest.mark.browser, pytest.mark.once]

LAMP = "3栋楼下的路灯三天不亮了"
KEYS = ("next", "send", "received", "accept", "whistle", "report", "resolve", "solved", "rate", "yes", "closed", "all")
WORDS = {
    "en": dict(
        zip(
            KEYS,
            (
                "Next",
                "Send",
                "Received. Thank you.",
                "Accept: we take care of it",
                "Whistle: call offices to help",
                "Report",
                "Say what was done",
                "solved",
                "Send my judgement",
                "Yes, it is solved",
                "closed",
                "Calls under your eyes",
            ),
            strict=True,
        )
    ),
    "zh-hans": dict(
        zip(
            KEYS,
            (
                "下一步",
                "提交",
                "收到了，谢谢您。",
                "受理：我们来办",
                "吹哨：请部门协助",
                "报到",
                "办结",
                "已解决",
                "提交评价",
                "是，解决了",
                "已结案",
                "您可以看到的吹哨",
            ),
            strict=True,
        )
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_from_the_first_word_to_the_rating(walker, real_cast, language):
    say = WORDS[language]
    link = _report(walker(language=language, width=390), real_cast, say, language)
    case = Case.objects.get()
    _accept_and_whistle(walker("worker", language=language), case, say, language)
    _office_answers(walker("department_officer", language=language), say, language)
    _street_sees(walker("street_officer", language=language, theme="dark"), case, say, language)
    _resolve(walker("worker", language=language), case, say, language)
    _rate(walker(language=language, width=390), link, say, language)
    case.refresh_from_db()
    assert case.state == "closed"
    assert case.ratings.get().stars == 5


def _report(page, cast, say, language) -> str:
    page.goto("/report/?c=jia")
    accessible(page)
    picture(page, f"1-report-{language}")
    page.locator("#id_text").fill(LAMP)
    page.locator("#kind-street_light").check()
    page.get_by_role("button", name=say["next"]).click()
    page.locator("#id_building").select_option(str(cast.building.pk))
    page.get_by_role("button", name=say["next"]).click()
    accessible(page)
    page.get_by_role("button", name=say["send"]).click()
    expect(page.get_by_role("heading", name=say["received"])).to_be_visible()
    accessible(page)
    picture(page, f"2-received-{language}")
    code = page.locator("p.code").inner_text().split()[-1]  # as it stands there, for another phone
    return f"/t/{Case.objects.get().pk}-{code}/"


def _accept_and_whistle(page, case, say, language) -> None:
    page.goto("/desk/")
    accessible(page)
    picture(page, f"3-desk-{language}")
    page.get_by_role("link", name=LAMP).click()
    page.get_by_role("button", name=say["accept"]).click()
    page.locator("summary").filter(has_text=say["whistle"]).click()
    form = page.locator("details[open]")
    form.get_by_label("区城管局").check()
    form.locator("textarea").fill("请检修线路")
    accessible(page)
    form.get_by_role("button").click()
    expect(page.locator(".timeline")).to_contain_text("吹哨" if language != "en" else "whistled")
    picture(page, f"4-work-{language}")


def _office_answers(page, say, language) -> None:
    page.goto("/whistles/")
    accessible(page)
    picture(page, f"5-whistles-{language}")
    page.goto(f"/whistles/{WhistleCall.objects.get().pk}/")
    page.locator("#who").fill("照明科")
    page.locator("#what").fill("派电工检查电缆")
    page.locator("#by").fill("2026-11-25")
    accessible(page)
    page.get_by_role("button", name=say["report"], exact=True).click()
    picture(page, f"6-call-{language}")
    assert WhistleCall.objects.get().state == "reported"


def _street_sees(page, case, say, language) -> None:
    page.goto("/whistles/")
    expect(page.get_by_role("heading", name=say["all"])).to_be_visible()
    expect(page.get_by_role("link", name=case.number)).to_be_visible()
    accessible(page)
    picture(page, f"7-street-{language}")


def _resolve(page, case, say, language) -> None:
    page.goto(f"/desk/cases/{case.pk}/")
    page.locator("summary").filter(has_text=say["resolve"]).first.click()
    form = page.locator("details[open]")
    form.get_by_label(say["solved"], exact=True).check()
    form.locator("textarea").fill("换了电缆接头，晚上试过亮了")
    form.get_by_role("button").click()
    expect(page.locator(".timeline")).to_contain_text("换了电缆接头")
    accessible(page)
    picture(page, f"8-resolved-{language}")


def _rate(page, link, say, language) -> None:
    page.goto(link)
    expect(page.get_by_text("派电工检查电缆").first).to_be_visible()
    page.get_by_label(say["yes"]).check()
    page.get_by_label("★★★★★", exact=True).check()
    accessible(page)
    page.get_by_role("button", name=say["rate"]).click()
    expect(page.get_by_text(say["closed"], exact=True).first).to_be_visible()
    picture(page, f"9-rated-{language}")
