"""A residents' meeting in a real browser, in both languages: called, the list at the door, quorum, a motion, minutes signed by two and posted."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from linli.meetings.models import Meeting
from linli.records.actions import add_resident
from linli.records.models import Resident

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

DAY = (NOW + timedelta(days=12)).date()
NAMES = ("甲", "乙", "丙", "丁")
WORDS = {
    "en": {"carried": "carried", "posted": "minutes posted", "more": "1 more is needed.", "open": "in session"},
    "zh-hans": {"carried": "通过", "posted": "记录已公布", "more": "还差 1 人。", "open": "开会中"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_call_to_the_posted_minutes(walker, turn_to, real_cast, language):
    for number, name in enumerate(NAMES, start=1):
        add_resident(
            real_cast.worker,
            real_cast.here,
            values={"name": f"演示{name}", "birth_date": "1970-01-01"},
            address=f"{number}号",
            now=NOW,
        )
    Resident.objects.filter(name="演示甲").update(person=real_cast.keys["resident"])
    say = WORDS[language]
    turn_to(NOW.date())
    worker, chair = walker("worker", language=language), walker("chair", language=language)
    _call(worker, language)
    turn_to(DAY)
    key = Meeting.objects.get().pk
    _arrive(
        worker, walker("resident", language=language, width=390), walker(None, language=language), key, say, language
    )
    _decide(worker, key, say, language)
    _write(worker, chair, key)
    reader = walker(None, language=language, width=390, theme="dark")
    reader.goto(f"/meetings/{key}/")
    expect(reader.locator(".state").first).to_have_text(say["posted"])
    expect(reader.locator("main")).to_contain_text("演**")
    accessible(reader)
    picture(reader, f"meeting-4-posted-{language}")


def _call(page, language) -> None:
    page.goto("/desk/meetings/new/")
    page.locator("#id_title").fill("演示：居民会议")
    page.locator("#id_place").fill("活动室")
    page.locator("#id_day").fill(DAY.isoformat())
    page.locator("#id_hour").fill("09:00")
    page.locator("#id_head").fill("主任戊")
    page.locator("#id_keeper").fill("社工丁")
    page.locator("#id_agenda").fill("装不装充电桩\n楼道清理")
    accessible(page)
    page.locator("main form button").last.click()
    page.locator("button[value=roll]").click()
    page.locator("button[value=call]").click()
    expect(page.locator(".quorum").first).to_be_visible()
    accessible(page)
    picture(page, f"meeting-1-called-{language}")


def _arrive(worker, resident, wall, key, say, language) -> None:
    resident.goto(f"/meetings/{key}/door/{Meeting.objects.get().door_code}/")
    accessible(resident)
    resident.locator("button.big").click()
    expect(resident.locator(".callout")).to_be_visible()
    worker.goto(f"/desk/meetings/{key}/roll/")
    expect(worker.locator(".waits")).to_have_count(1)
    for _two in range(2):
        worker.locator("button[value=here]").first.click()
    wall.goto(f"/meetings/{key}/wall/")
    expect(wall.locator(".quorum")).to_contain_text(say["more"])
    worker.locator("button[value=here]").first.click()
    accessible(worker)
    picture(worker, f"meeting-2-roll-{language}")
    wall.goto(f"/meetings/{key}/wall/")
    expect(wall.locator(".quorum.met")).to_be_visible()
    accessible(wall)
    picture(wall, f"meeting-2-wall-{language}")


def _decide(page, key, say, language) -> None:
    page.goto(f"/desk/meetings/{key}/")
    page.locator("button[value=open]").click()
    expect(page.locator(".state").first).to_have_text(say["open"])
    page.locator("form:has(button[value=speech]) input[name=name]").fill("演示乙")
    page.locator("button[value=speech]").click()
    page.locator("button[value=floor]").click()
    motion = page.locator("form:has(button[value=motion])")
    motion.locator("textarea").fill("装六个充电桩。")
    motion.locator("input[name=moved_by]").fill("演示甲")
    page.locator("button[value=motion]").click()
    hands = page.locator(".hands")
    hands.locator("input[name=yes]").fill("2")
    hands.locator("input[name=no]").fill("1")
    hands.locator("button").click()
    expect(page.locator(".state.done").first).to_contain_text(say["carried"])
    page.locator("details:has(button[value=step]) > summary").last.click()
    step = page.locator("form:has(button[value=step])")
    step.locator("input[name=text]").fill("联系供电所")
    step.locator("input[name=owner]").fill("居委会")
    step.locator("input[name=due_date]").fill((DAY + timedelta(days=9)).isoformat())
    page.locator("button[value=step]").click()
    accessible(page)
    picture(page, f"meeting-3-open-{language}")
    page.locator("button[value=close]").click()


def _write(worker, chair, key) -> None:
    worker.goto(f"/desk/meetings/{key}/")
    expect(worker.locator("textarea[name=text]").first).to_contain_text("装六个充电桩。")
    accessible(worker)
    worker.locator("button[value=minutes]").click()
    worker.locator("button[value=sign_keeper]").click()
    chair.goto(f"/desk/meetings/{key}/")
    chair.locator("button[value=sign_head]").click()
    accessible(chair)
    chair.locator("button[value=post]").click()
