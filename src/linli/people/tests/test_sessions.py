"""Sessions end: after an hour without a step, after ten hours, by a keeper; and what was typed meanwhile is not lost."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.base.errors import NotYours
from linli.people.actions import end_sessions

from .conftest import PASSWORD, SignIn

NOON = "2026-11-23 12:00 +0800"
WORDS = "楼道灯坏了三天，请派人来看"


def signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def enter(login: str, **more) -> Client:
    client = Client(headers={"accept-language": "en"}, **more)
    client.post("/accounts/login/", {"login": login, "password": PASSWORD})
    return client


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (60, False)])
def test_staff_without_a_step_for_an_hour_are_signed_out(accounts, time_machine, minutes: int, stays: bool) -> None:
    time_machine.move_to(NOON, tick=False)
    client = enter("worker")
    time_machine.shift(timedelta(minutes=minutes))
    assert signed_in(client) is stays


def test_each_step_begins_the_hour_anew_and_a_page_that_renews_itself_does_not(accounts, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    client = enter("worker")
    time_machine.shift(timedelta(minutes=50))
    assert signed_in(client)
    time_machine.shift(timedelta(minutes=50))
    client.get("/me/", headers={"x-requested-with": "renewal"})
    time_machine.shift(timedelta(minutes=10))
    assert not signed_in(client)


def test_a_resident_stays_until_ten_hours_are_over_whatever_is_done_meanwhile(accounts, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    client = enter("resident")
    for _hour in range(9):
        time_machine.shift(timedelta(hours=1))
        assert signed_in(client)
    time_machine.shift(timedelta(minutes=59))
    assert signed_in(client)
    time_machine.shift(timedelta(minutes=1))
    assert not signed_in(client)


def test_the_operator_chooses_the_time_or_none(accounts, time_machine, settings) -> None:
    settings.IDLE_MINUTES = 0
    time_machine.move_to(NOON, tick=False)
    client = enter("worker")
    time_machine.shift(timedelta(hours=9))
    assert signed_in(client)


def test_words_sent_after_the_session_ended_are_shown_again_and_no_password_is(accounts, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    client = enter("worker")
    time_machine.shift(timedelta(hours=2))
    typed = {"name": WORDS, "email": "a@example.org", "password": "hidden password", "code": "123456"}
    answer = client.post(
        "/settings/people/add/", typed, headers={"referer": "http://testserver/settings/people/add/?c=jia"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert WORDS in page
    assert "hidden password" not in page
    assert "123456" not in page
    assert "/accounts/login/?next=%2Fsettings%2Fpeople%2Fadd%2F%3Fc%3Djia" in page


def test_a_stranger_who_was_never_here_is_led_to_the_entrance_as_before(db) -> None:
    assert Client().post("/settings/people/add/", {"name": WORDS}).status_code == 302


@pytest.mark.parametrize(("language", "words"), [("en", "Please open the page again"), ("zh-hans", "请重新打开这一页")])
def test_a_page_with_an_old_token_gives_the_words_back_in_the_persons_language(
    accounts, language: str, words: str
) -> None:
    client = enter("resident", enforce_csrf_checks=True)
    page = client.post("/me/details/", {"name": WORDS}, headers={"accept-language": language})
    assert page.status_code == 403
    assert WORDS in page.content.decode()
    assert words in page.content.decode()


def test_markup_that_was_typed_comes_back_as_words(accounts) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/me/details/", {"name": "</textarea><script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page


def test_a_keeper_signs_somebody_out_everywhere_and_the_password_stays(cast, accounts, sign_in: SignIn) -> None:
    first, second = enter("resident"), enter("resident")
    path = f"/settings/people/{cast.keys['resident']}/account/"
    assert sign_in("chair").post(path, {"do": "sessions"}).status_code == 302
    assert (signed_in(first), signed_in(second)) == (False, False)
    assert signed_in(enter("resident"))


def test_whoever_may_not_hand_out_the_account_may_not_end_its_sessions(cast, accounts) -> None:
    with pytest.raises(NotYours):
        end_sessions(cast.worker, accounts.chair, now=timezone.now())


@pytest.mark.once
def test_with_https_the_cookies_that_matter_belong_to_this_host_alone(tmp_path) -> None:
    """The settings are read anew with the environment of a server."""
    names = (
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "DEVICE_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
    )
    told = subprocess.run(
        [sys.executable, "-c", f"from linli.config import settings as s; print(*(getattr(s, n) for n in {names}))"],
        env={"LINLI_HTTPS": "1", "LINLI_HOSTS": "linli.example", "LINLI_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.split() == ["__Host-linli_session", "__Host-linli_csrf", "__Host-linli_device"] + ["True"] * 3
