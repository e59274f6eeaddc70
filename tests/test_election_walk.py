"""An election in a real browser, in both languages: called, nominated, listed, voted on with papers, a tablet and the web, posted."""

from datetime import date

import pytest
from playwright.sync_api import expect

from linli.ballots.codes import voting_code
from linli.ballots.models import Ballot, BlankPaper
from linli.elections.models import Election
from linli.records.actions import add_resident

from .browser import LANGUAGES, accessible, picture
from .cast import NOW
from .test_ballot_walk import choose_holders, own_slip
from .verifying import stands_up

pytestmark = [pytest.mark.browser, pytest.mark.once]

NAMES = "甲乙丙丁戊"


@pytest.fixture
def residents(real_cast):
    for number, name in enumerate(NAMES, start=1):
        values = {"name": f"演示{name}", "birth_date": "1970-01-01"}
        add_resident(real_cast.worker, real_cast.here, values=values, address=f"{number}号", now=NOW)
    return real_cast


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_call_to_the_posted_result(walker, turn_to, residents, tmp_path, language):
    turn_to(NOW.date())
    chair, worker = walker("chair", language=language), walker("worker", language=language)
    _call(chair)
    _post_the_roll(worker)
    _nominate(chair, language)
    turn_to(date(2026, 12, 14))
    slips = _open(chair, walker("worker", language=language, width=390), residents.keys, language)
    _print(worker)
    first, second, third, fourth, fifth = Ballot.objects.get().roll.all()
    for entry in (first, second, third):
        _give_paper(worker, entry)
    _vote_on_the_tablet(worker, walker(None, language=language, width=768), fourth, language)
    _vote_on_the_web(walker(None, language=language, width=390), fifth, language)
    turn_to(date(2026, 12, 18))
    _close(chair)
    codes = list(BlankPaper.objects.values_list("code", flat=True)[:3])
    for page in (chair, worker):
        _read(page, zip(codes, (("o1", "o2"), ("o1", "o2"), ("o1", "o3")), strict=True), language)
    _count(chair, slips)
    _look(walker(None, language=language, width=390, theme="dark"), tmp_path, language)


def _call(page) -> None:
    page.goto("/desk/elections/new/")
    page.locator("#id_title").fill("演示：居委会换届")
    page.locator("#id_post").fill("副主任")
    page.locator("#id_seats").fill("2")
    page.locator("#id_women").fill("1")
    page.locator("main form button").click()
    page.locator("summary").first.click()
    page.locator("#id_name").fill("演示委员")
    page.locator("#id_is_head").check()
    page.locator("form:has(#id_is_head) button").click()
    expect(page.locator("main")).to_contain_text("演示委员")


def _post_the_roll(page) -> None:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/")
    page.locator("button[value=roll]").click()
    page.locator("button[value=post]").click()
    expect(page.locator(".state.waiting, .state").first).to_be_visible()


def _nominate(page, language) -> None:
    address = f"/desk/elections/{Election.objects.get().pk}/"
    for number, is_woman in ((1, False), (2, True), (3, False)):
        page.goto(address)
        page.locator("details:has(#id_number) > summary").click()
        page.locator("#id_number").fill(str(number))
        page.locator("#id_is_woman").set_checked(is_woman)
        page.locator("#id_named_by").select_option("party")
        page.locator("form:has(#id_number) > button").click()
        page.locator("button[value=agreed]").first.click()
    page.locator("#id_is_free_of_relatives").check()
    accessible(page)
    picture(page, f"election-1-nominated-{language}")
    page.locator("form:has(#id_is_free_of_relatives) button").click()
    expect(page.locator("#id_is_free_of_relatives")).to_have_count(0)


def _open(page, holder, keys, language) -> list[str]:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/")
    page.locator("#id_day").fill("2026-12-17")
    choose_holders(page, keys)
    page.locator("form:has(#id_day) button").click()
    return [*page.locator(".receipt").all_text_contents(), own_slip(holder, language)]


def _print(page) -> None:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/papers/")
    page.locator("#id_number").fill("3")
    with page.expect_download() as download:
        page.locator("main form button").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def _give_paper(page, entry) -> None:
    page.goto(f"/desk/ballots/{entry.ballot_id}/roll/?q={entry.name}")
    page.locator("button[value=paper]").click()
    expect(page.locator("main")).to_contain_text(entry.name)


def _vote_on_the_tablet(desk, tablet, entry, language) -> None:
    desk.goto(f"/desk/ballots/{entry.ballot_id}/roll/?q={entry.name}")
    desk.locator("a[href*='/tablet/']").click()
    accessible(desk)
    picture(desk, f"election-2-two-of-us-{language}")
    desk.locator("button[value=signed]").click()
    code = desk.locator(".receipt").text_content()
    picture(desk, f"election-2-desk-{language}")
    _vote(tablet, code, "o3")
    picture(tablet, f"election-3-tablet-{language}")
    tablet.locator("main a.button").click()
    expect(tablet.locator("#id_code")).to_be_visible()


def _vote_on_the_web(page, entry, language) -> None:
    page.goto(f"/vote/{voting_code(entry)}/")
    expect(page.locator(".callout.warning")).to_be_visible()
    accessible(page)
    picture(page, f"election-4-web-{language}")
    _vote(page, voting_code(entry), "o3")


def _vote(page, code, choice) -> None:
    page.goto("/vote/")
    page.locator("#id_code").fill(code)
    page.locator("main form button").click()
    page.locator(f"input[value={choice}]").check()
    page.locator("button[value=check]").click()
    page.locator("button[value=cast]").click()
    expect(page.locator(".receipt")).to_be_visible()


def _close(page) -> None:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/")
    page.locator("button[value=close]").click()


def _read(page, papers, language) -> None:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/papers/read/")
    for code, marks in papers:
        page.locator("#id_code").fill(code)
        for mark in marks:
            page.locator(f"input[value={mark}]").check()
        accessible(page)
        page.locator("main form.paper button").click()
        expect(page.locator("#id_code")).to_have_value("")
    picture(page, f"election-5-reading-{language}")


def _count(page, slips) -> None:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/")
    page.locator("#id_slips").fill("\n".join(slips[:2]))
    page.locator("form:has(#id_slips) button").click()
    expect(page.locator("#id_slips")).to_have_count(0)


def _look(page, folder, language) -> None:
    """演示甲 and, for the held place, 演示乙 have over half of three papers; what was answered on the web decides nothing."""
    page.goto(f"/elections/{Election.objects.get().pk}/")
    expect(page.locator(".elected li")).to_have_text(["演示甲", "演示乙"])
    accessible(page)
    picture(page, f"election-6-elected-{language}")
    ballot = Ballot.objects.get()
    page.goto(f"/ballots/{ballot.pk}/")
    expect(page.locator(".result").last.locator("li").nth(2)).to_contain_text("2")
    accessible(page)
    picture(page, f"election-7-result-{language}")
    for link in page.locator("a[href*='/file/']").all():
        with page.expect_download() as download:
            link.click()
        assert stands_up(download.value.path().read_text(), folder)
