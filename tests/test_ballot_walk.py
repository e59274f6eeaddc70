"""A ballot in a real browser, in both languages: prepared, posted, opened with three slips of which nobody sees two, voted on by telephone, counted, recounted."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from linli.ballots.codes import voting_code
from linli.ballots.models import Ballot
from linli.records.actions import add_resident
from linli_verify.program import main

from .browser import LANGUAGES, accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

NAMES = ("甲", "乙", "丙")
KEYS = ("draft", "posted", "open", "closed", "counted", "over")
STATES = {
    "en": dict(
        zip(
            KEYS,
            ("being prepared", "roll posted", "voting", "closed, not counted yet", "counted", "already"),
            strict=True,
        )
    ),
    "zh-hans": dict(zip(KEYS, ("筹备中", "名单公示中", "投票中", "已结束，待计票", "已计票", "已经投过"), strict=True)),
}


@pytest.fixture
def residents(real_cast):
    for number, name in enumerate(NAMES, start=1):
        values = {"name": f"演示{name}", "birth_date": "1970-01-01"}
        add_resident(real_cast.worker, real_cast.here, values=values, address=f"{number}号", now=NOW)
    return real_cast


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_question_to_the_recount(walker, turn_to, residents, tmp_path, language, capsys):
    say = STATES[language]
    turn_to(NOW.date())
    worker = walker("worker", language=language)
    _prepare(worker, say, language)
    turn_to(date(2026, 12, 14))
    slips = _open(
        walker("chair", language=language),
        walker("worker", language=language, width=390),
        residents.keys,
        say,
        language,
    )
    ballot = Ballot.objects.get()
    for entry, width in zip(ballot.roll.all(), (390, 390, 1366), strict=True):
        receipt = _vote(walker(None, language=language, width=width), voting_code(entry), language)
    turn_to(date(2026, 12, 18))
    _count(walker("chair", language=language), slips, say, language)
    _recount(walker(None, language=language, width=390, theme="dark"), receipt, tmp_path, capsys, language)


def _prepare(page, say, language) -> None:
    page.goto("/desk/ballots/new/")
    page.locator("#id_question").fill("演示：先修哪一处？")
    page.locator("#id_kind").select_option("runoff")
    page.locator("#id_votes_by").select_option("person")
    accessible(page)
    page.locator("main form button").click()
    page.locator("#id_options").fill("扶手\n路灯\n地砖")
    page.locator("form:has(#id_options) button").click()
    page.locator("button[value=roll]").click()
    expect(page.locator("main")).to_contain_text("3")
    expect(page.locator(".state").first).to_have_text(say["draft"])
    picture(page, f"ballot-1-prepared-{language}")
    page.locator("button[value=post]").click()
    expect(page.locator(".state").first).to_have_text(say["posted"])
    accessible(page)
    picture(page, f"ballot-2-posted-{language}")


def _open(page, holder, keys, say, language) -> list[str]:
    """The slip of a holder without an account, on the chair's page; and the worker's, on their own."""
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/")
    page.locator("#id_day").fill("2026-12-17")
    page.locator("#id_hour").fill("18:00")
    choose_holders(page, keys)
    accessible(page)
    picture(page, f"ballot-3-holders-{language}")
    page.locator("form:has(#id_day) button").click()
    slips = page.locator(".receipt").all_text_contents()
    assert len(slips) == 1
    accessible(page)
    picture(page, f"ballot-3-slips-{language}")
    page.locator("main p > a.button").click()
    expect(page.locator(".state").first).to_have_text(say["open"])
    assert not page.locator(".receipt").count()
    return [*slips, own_slip(holder, language)]


def choose_holders(page, keys) -> None:
    for number, who in enumerate(("guest", str(keys["worker"]), str(keys["mediator"])), start=1):
        page.locator(f"#id_holder_{number}").select_option(who)


def own_slip(page, language) -> str:
    """Seen again until it was written down, and then by nobody."""
    page.goto(f"/ballots/{Ballot.objects.get().pk}/slip/")
    slip = page.locator(".receipt").text_content()
    accessible(page)
    picture(page, f"ballot-3-own-slip-{language}")
    page.reload()
    assert page.locator(".receipt").text_content() == slip
    page.locator("button[value=kept]").click()
    expect(page.locator("h1")).to_be_visible()
    return slip


def _vote(page, code, language) -> str:
    page.goto("/vote/")
    page.locator("#id_code").fill(code.lower())
    page.locator("main form button").click()
    page.locator("select").nth(1).select_option("1")
    page.locator("select").nth(0).select_option("2")
    accessible(page)
    picture(page, f"ballot-4-paper-{language}")
    page.locator("button[value=check]").click()
    expect(page.locator("ol.chosen li")).to_have_text(["路灯", "扶手"])
    accessible(page)
    picture(page, f"ballot-5-check-{language}")
    page.locator("button[value=cast]").click()
    receipt = page.locator(".receipt").text_content()
    accessible(page)
    picture(page, f"ballot-6-receipt-{language}")
    page.goto(f"/vote/{code}/")
    assert not page.locator("select").count()
    return receipt


def _count(page, slips, say, language) -> None:
    page.goto(f"/desk/ballots/{Ballot.objects.get().pk}/")
    page.locator("button[value=close]").click()
    expect(page.locator(".state").first).to_have_text(say["closed"])
    page.locator("#id_slips").fill(slips[0])
    page.locator("form:has(#id_slips) button").click()
    expect(page.locator(".error")).to_be_visible()
    page.locator("#id_slips").fill("\n".join([slips[1].lower(), slips[0]]))
    accessible(page)
    page.locator("form:has(#id_slips) button").click()
    expect(page.locator(".state").first).to_have_text(say["counted"])


def _recount(page, receipt, folder: Path, capsys, language) -> None:
    key = Ballot.objects.get().pk
    page.goto(f"/ballots/{key}/")
    expect(page.locator(".result .chosen")).to_contain_text("路灯")
    accessible(page)
    picture(page, f"ballot-7-result-{language}")
    with page.expect_download() as download:
        page.locator("a[href$='/file/']").click()
    file = folder / "ballot.jsonl"
    download.value.save_as(file)
    ballot = Ballot.objects.get()
    assert (
        main([str(file), "--seal", ballot.seal, "--opening", ballot.opening_code, "--receipt", receipt, "--lang", "en"])
        == 0
    )
    assert "o2, o1" in capsys.readouterr().out
