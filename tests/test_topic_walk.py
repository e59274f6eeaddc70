"""A topic in a real browser, in both languages: raised on a phone, supported, taken up, discussed, amended, mapped, decided, carried out, told, closed."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from linli.deliberation.actions import draw_stale_maps, set_support_needed
from linli.deliberation.models import Amendment, Topic

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

TODAY = NOW.date()
WORDS = {
    "en": {
        "supported": "2 / 2",
        "now": "Now: opinion map",
        "hidden": "It is an advertisement.",
        "shown": "Ruling: it is shown again.",
        "done": "done on",
        "closed": "closed",
        "raised": "looking for support",
    },
    "zh-hans": {
        "supported": "2 / 2",
        "now": "现在：意见地图",
        "hidden": "是广告。",
        "shown": "裁定：恢复显示。",
        "done": "完成",
        "closed": "已结束",
        "raised": "征集附议",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_idea_to_what_was_carried_out(walker, turn_to, real_cast, language):
    set_support_needed(real_cast.chair, real_cast.here, persons=2, now=NOW)
    say = WORDS[language]
    turn_to(TODAY)
    pages = {who: walker(who, language=language, width=390) for who in ("resident", "neighbour")}
    pages |= {who: walker(who, language=language) for who in ("worker", "chair", "street_officer")}
    key = _raise(pages, say, language)
    _take_up(pages["worker"], key)
    _discuss(pages, key, say, language)
    turn_to(TODAY + timedelta(days=1))
    _map(pages, key, say, language)
    _decide(pages["worker"], key, say, language)
    _report(pages, key, say, language)


def _raise(pages, say, language) -> int:
    page = pages["resident"]
    page.goto("/topics/new/")
    page.locator("#id_title").fill("演示：楼下装充电桩")
    page.locator("#id_about").fill("飞线充电不安全。")
    page.locator("#id_wording").fill("在围墙边装六个充电桩，晚上十一点断电。")
    accessible(page)
    page.locator("main form button").click()
    expect(page.locator(".state")).to_have_text(say["raised"])
    picture(page, f"topic-1-raised-{language}")
    key = Topic.objects.get().pk
    other = pages["neighbour"]
    other.goto(f"/topics/{key}/")
    other.locator("button[value=support]").click()
    expect(other.locator("main")).to_contain_text(say["supported"])
    accessible(other)
    return key


def _take_up(page, key) -> None:
    page.goto(f"/desk/topics/{key}/?template=usual")
    accessible(page)
    days = [(TODAY, TODAY), (TODAY + timedelta(days=1), TODAY + timedelta(days=9))]
    for place, (first, last) in enumerate(days):
        page.locator(f"#id_stage-{place}-from_date").fill(first.isoformat())
        page.locator(f"#id_stage-{place}-to_date").fill(last.isoformat())
    page.locator("#id_stage-2-kind").select_option("")
    page.locator("button[value=take_up]").click()
    expect(page.locator(".now-card")).to_be_visible()


def _discuss(pages, key, say, language) -> None:
    page = pages["neighbour"]
    page.goto(f"/topics/{key}/")
    page.locator("#id_text").fill("我在围墙那边有位置，可以让出来。")
    page.locator("#id_stance").select_option("for")
    page.locator("button[value=comment]").click()
    expect(page.locator(".comment")).to_have_count(1)
    worker = pages["worker"]
    worker.goto(f"/topics/{key}/")
    worker.locator(".comment summary").click()
    worker.locator(".comment select[name=reason]").select_option("advert")
    worker.locator(".comment details button").click()
    expect(worker.locator("main")).to_contain_text(say["hidden"])
    page.goto(f"/topics/{key}/moderation/")
    accessible(page)
    page.locator("textarea").fill("我没有卖东西。")
    page.locator("button[value=appeal]").click()
    ruler = pages["street_officer"]
    ruler.goto("/desk/topics/appeals/")
    accessible(ruler)
    ruler.locator("input[type=radio][value='1']").check()
    ruler.locator("textarea").fill("说的是停车位，不是广告。")
    ruler.locator("button[value=rule]").click()
    page.reload()
    expect(page.locator("main")).to_contain_text(say["shown"])
    page.goto(f"/topics/{key}/wording/")
    page.locator("#id_text").fill("在围墙边装四个充电桩，晚上十点断电。")
    page.locator("#id_why").fill("先少后多。")
    page.locator("button[value=amend]").click()
    expect(page.locator("del").first).to_have_text("六")
    expect(page.locator("ins").first).to_have_text("四")
    accessible(page)
    picture(page, f"topic-2-amended-{language}")
    worker.goto(f"/topics/{key}/wording/")
    worker.locator("article summary").first.click()
    worker.locator("select[name=state]").select_option("adopted")
    worker.locator("input[name=answer]").fill("先装四个。")
    worker.locator("button[value=answer]").click()
    assert Amendment.objects.get().state == "adopted"
    worker.goto(f"/desk/topics/{key}/")
    worker.locator("form:has(button[value=end]) textarea").fill("都想装，先装四个。")
    worker.locator("button[value=end]").click()


def _map(pages, key, say, language) -> None:
    worker = pages["worker"]
    worker.goto(f"/desk/topics/{key}/")
    worker.locator("details:has(button[value=statement]) summary").click()
    worker.locator("form:has(button[value=statement]) input[type=text]").fill("先装四个，用半年再说。")
    worker.locator("button[value=statement]").click()
    for who, says in (("resident", "agree"), ("neighbour", "disagree")):
        page = pages[who]
        page.goto(f"/topics/{key}/")
        expect(page.locator(".now-card h2")).to_have_text(say["now"])
        page.locator(".now-card a.button").click()
        accessible(page)
        picture(page, f"topic-3-stand-{who}-{language}")
        page.locator(f"button[value={says}]").click()
        expect(page.locator(".callout.success")).to_be_visible()
    draw_stale_maps(NOW)
    worker.goto(f"/topics/{key}/map/")
    accessible(worker)
    worker.goto(f"/desk/topics/{key}/")
    worker.locator("form:has(button[value=end]) textarea").fill("两家看法不同，都同意先试。")
    worker.locator("button[value=end]").click()


def _decide(page, key, say, language) -> None:
    page.locator("form:has(button[value=decide]) textarea").fill("先装四个，半年后再看。")
    page.locator("#id_step-0-text").fill("在围墙边装四个充电桩")
    page.locator("#id_step-0-owner").fill("物业")
    page.locator("#id_step-0-due_date").fill(date(2026, 12, 20).isoformat())
    accessible(page)
    page.locator("button[value=decide]").click()
    page.locator(".steps summary").click()
    page.locator(".steps input[name=note]").fill("装好了，能用。")
    page.locator("button[value=finish]").click()
    expect(page.locator(".steps")).to_contain_text(say["done"])
    accessible(page)
    picture(page, f"topic-4-done-{language}")


def _report(pages, key, say, language) -> None:
    page = pages["chair"]
    page.goto(f"/desk/topics/{key}/")
    page.locator("form:has(button[value=report]) textarea").fill("四个充电桩能用了。")
    page.locator("button[value=report]").click()
    page.locator("button[value=close]").click()
    expect(page.locator(".state").first).to_have_text(say["closed"])
    reader = pages["neighbour"]
    reader.goto("/inbox/")
    expect(reader.locator("main")).to_contain_text("演示：楼下装充电桩")
    reader.goto(f"/topics/{key}/")
    expect(reader.locator(".callout.success")).to_contain_text("四个充电桩能用了。")
    accessible(reader)
    picture(reader, f"topic-5-closed-{language}")
