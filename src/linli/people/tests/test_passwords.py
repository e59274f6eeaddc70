"""Passwords that somebody could guess are refused, and temporary ones end."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from linli.people.actions import choose_password, give_password
from linli.people.models import Account

GUESSED = {
    "the user name twice": "streetstreet",
    "the user name and a year": "street20261",
    "the street in pinyin": "nanshitou2024",
    "the community and figures": "jiashequ123456",
    "the place in Chinese": "南石头街道甲社区居委会",
    "the county": "haizhuqu888888",
    "their own name": "wangxiaoming2024",
    "their own name in Chinese": "王小明王小明王小明王小",
    "their telephone": "ab13800138000",
    "their e-mail": "xiaoming@example.org",
    "leaked": "Passw0rd2024!",
    "a row of keys": "1qaz2wsx3edc4rfv",
    "love": "woaini1314520",
    "one letter": "aaaaaaaaaaaaaa",
    "a repetition": "abcabcabcabcabc",
    "figures in order": "0123456789012",
}
GOOD = [
    "eight quiet lanterns",
    "ein langes Passwort",
    "k7xw-9bqn-t3rz",
    "楼上的猫喜欢蓝色的拖鞋",
    "linli-demo-2026",
    "x" + "长句子很好记" * 30,
]


@pytest.fixture
def somebody(cast, accounts) -> Account:
    account = accounts.resident
    account.username, account.telephone, account.email = "street", "13800138000", "xiaoming@example.org"
    account.person.name, account.person.sound = "王小明", "wangxiaoming wxm"
    return account


@pytest.mark.parametrize("password", GUESSED.values(), ids=GUESSED)
def test_what_can_be_guessed_is_refused(somebody: Account, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, somebody)


@pytest.mark.parametrize("password", GOOD)
def test_sentences_and_what_we_hand_out_are_taken(somebody: Account, password: str) -> None:
    validate_password(password, somebody)


def enter(login: str, password: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.last = client.post("/accounts/login/", {"login": login, "password": password})
    return client


@pytest.mark.parametrize(("days", "opens"), [(timedelta(days=7, seconds=-5), True), (timedelta(days=7), False)])
def test_a_temporary_password_works_for_a_week(cast, accounts, days: timedelta, opens: bool) -> None:
    password = give_password(cast.chair, accounts.resident, now=timezone.now() - days)
    assert ("_auth_user_id" in enter("resident", password).session) is opens


def test_that_it_is_over_is_said_to_who_knows_it_alone(cast, accounts) -> None:
    password = give_password(cast.chair, accounts.resident, now=timezone.now() - timedelta(days=8))
    assert b"no longer valid" in enter("resident", password).last.content
    assert b"no longer valid" not in enter("resident", "wrong").last.content


def test_ones_own_password_has_no_end(cast, accounts) -> None:
    give_password(cast.chair, accounts.resident, now=timezone.now())
    choose_password(cast.resident, accounts.resident, password="nine loud lanterns", now=timezone.now())
    accounts.resident.refresh_from_db()
    assert accounts.resident.temporary_until is None
