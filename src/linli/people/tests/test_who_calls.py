"""One answer to who calls at the entrance: the address behind proxies, the account behind its spellings, codes that work once."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.races import at_once, needs_postgresql

from linli.base.errors import Refused
from linli.people.models import Account
from linli.people.one_time import use_code

from .conftest import PASSWORD

LOGIN = "/accounts/login/"
SPELLINGS = [
    "13800138000",
    "138-0013-8000",
    "+86 138 0013 8000",
    "0086-13800138000",
    "１３８００１３８０００",
    "resident",
    "RESIDENT",
    "jia@example.org",
    "Jia@Example.ORG",
    " resident ",
]


def enter(
    login: str, password: str = PASSWORD, *, address: str = "203.0.113.1", client: Client | None = None
) -> Client:
    """Somebody behind our one proxy, as nginx and Caddy hand the visitor's address on."""
    client = client or Client()
    client.defaults |= {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": address, "HTTP_ACCEPT_LANGUAGE": "en"}
    client.last = client.post(LOGIN, {"login": login, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture(autouse=True)
def one_proxy(settings) -> None:
    settings.PROXIES = 1


@pytest.fixture
def reachable(accounts) -> Account:
    account = accounts.resident
    account.telephone, account.email = "13800138000", "jia@example.org"
    account.save()
    return account


def test_a_strangers_failures_behind_the_proxy_lock_out_nobody_else(accounts) -> None:
    for number in range(25):
        stranger = enter(f"invented-{number}", "wrong", address="203.0.113.66")
    assert b"tried too often" in stranger.last.content
    parts = ("resident", "neighbour", "volunteer", "stranger", "unit_contact")
    assert all(is_in(enter(part, address=f"198.51.100.{n}")) for n, part in enumerate(parts))


def test_an_address_written_by_the_stranger_buys_no_tries(accounts) -> None:
    for number in range(21):
        stranger = enter(f"invented-{number}", "wrong", address=f"198.51.100.{number}, 203.0.113.66")
    assert b"tried too often" in stranger.last.content


def test_a_house_on_ipv6_is_one_stranger(accounts) -> None:
    for number in range(21):
        stranger = enter(f"invented-{number}", "wrong", address=f"2001:db8:1:2::{number:x}")
    assert b"tried too often" in stranger.last.content
    assert is_in(enter("resident", address="2001:db8:1:3::1"))


@pytest.mark.parametrize(
    ("path", "typed", "most"),
    [
        ("/accounts/password/reset/", {"email": "no@example.org"}, 20),
        ("/accounts/2fa/webauthn/login/", {"credential": "{"}, 30),
    ],
)
def test_asking_for_letters_and_passkeys_is_limited_by_the_visitors_address_too(db, path, typed, most) -> None:
    stranger, other = (
        Client(REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": a}) for a in ("203.0.113.66", "203.0.113.7")
    )
    for _time in range(most):
        stranger.post(path, typed)
    assert stranger.post(path, typed).status_code == 429
    assert other.post(path, typed).status_code != 429


def test_the_list_of_sessions_shows_the_real_address(accounts) -> None:
    enter("resident", address="203.0.113.9")
    assert UserSession.objects.get().ip == "203.0.113.9"


def test_one_account_is_one_count_however_it_is_spelt(reachable: Account) -> None:
    for spelling in SPELLINGS[:5]:
        enter(spelling, "wrong")
    assert [is_in(enter(spelling)) for spelling in SPELLINGS] == [False] * len(SPELLINGS)
    assert is_in(enter("neighbour")), "the others of this network are not kept out"


def test_a_name_that_nobody_has_is_one_count_too_and_gets_the_same_answer(reachable: Account) -> None:
    for spelling in ("13900139000", "139-0013-9000", "+8613900139000", "１３９００１３９０００", "139 0013 9000"):
        enter(spelling, "wrong", address="203.0.113.5")
        enter("resident", "wrong", address="203.0.113.6")
    unknown = enter("13900139000", "wrong", address="203.0.113.5").last
    known = enter("resident", "wrong", address="203.0.113.6").last
    assert unknown.context["form"].errors == known.context["form"].errors
    assert b"tried too often" in unknown.content


def test_one_account_tried_from_many_addresses_waits(accounts) -> None:
    for number in range(10):
        enter("resident", "wrong", address=f"203.0.113.{number}")
    assert not is_in(enter("resident", address="198.51.100.1"))


def test_strangers_do_not_keep_the_owner_out_of_a_device_that_has_signed_in_before(accounts) -> None:
    own = enter("resident", address="198.51.100.1")
    own.post("/accounts/logout/")
    for number in range(12):
        enter("resident", "wrong", address=f"203.0.113.{number}")
    assert not is_in(own)
    assert is_in(enter("resident", address="198.51.100.1", client=own))


def test_a_known_device_has_a_count_of_its_own_and_not_none(accounts) -> None:
    thief = enter("resident")
    thief.post("/accounts/logout/")
    for _time in range(10):
        enter("resident", "wrong", client=thief)
    assert not is_in(enter("resident", client=thief))


def test_a_forged_device_is_a_stranger(accounts) -> None:
    client = Client()
    client.cookies[configured.DEVICE_COOKIE_NAME] = "WyJ4IixbMV1d:1xxxxx:forged"
    for _time in range(5):
        enter("resident", "wrong", client=client)
    assert not is_in(enter("resident", client=client))


def test_right_passwords_use_up_no_tries(accounts) -> None:
    assert all(is_in(enter("resident")) for _time in range(12))


def test_a_family_with_one_telephone_is_counted_for_each_account(accounts) -> None:
    for part, password in (("resident", "green tea at noon"), ("neighbour", "red lanterns at night")):
        account = getattr(accounts, part)
        account.telephone = "13800138000"
        account.set_password(password)
        account.save()
    for _time in range(5):
        enter("resident", "wrong")
    assert is_in(enter("13800138000", "red lanterns at night")), "only the account that was tried waits"
    for _time in range(5):
        enter("13800138000", "wrong", address="203.0.113.8")
    assert not is_in(enter("neighbour", "red lanterns at night", address="203.0.113.8"))


@pytest.mark.parametrize("sharing", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("typed", "hashes"), [("13800138000", 4), ("jia@example.org", 4), ("nobody", 1), ("worker", 1)]
)
def test_how_long_a_failure_takes_tells_nothing_of_who_shares_a_telephone(
    accounts, monkeypatch, sharing, typed, hashes
):
    for part in ("resident", "neighbour", "volunteer")[:sharing]:
        account = getattr(accounts, part)
        account.telephone, account.email = "13800138000", "jia@example.org"
        account.save()
    made: list[str] = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: made.append(given[2]) or real(*given))
    assert authenticate(None, username=typed, password="wrong") is None
    assert len(made) == hashes


def code_now(account: Account) -> str:
    secret = decrypt(Authenticator.objects.get(user=account, type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_one_time_code_opens_once(invented: Account) -> None:
    code, first, second = code_now(invented), enter("chair"), enter("chair")
    first.post("/accounts/2fa/authenticate/", {"code": code})
    second.post("/accounts/2fa/authenticate/", {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def test_the_code_that_a_device_was_added_with_opens_nothing_afterwards(accounts) -> None:
    client = enter("worker")
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    again = enter("worker")
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert not is_in(again)


def test_guesses_of_codes_are_counted_by_account_whatever_the_address(invented: Account) -> None:
    for number in range(5):
        enter("chair", address=f"203.0.113.{number}").post("/accounts/2fa/authenticate/", {"code": "000000"})
    client = enter("chair", address="198.51.100.1")
    assert (
        "tried too often" in client.post("/accounts/2fa/authenticate/", {"code": code_now(invented)}).content.decode()
    )
    assert not is_in(client)


def test_a_code_used_by_the_first_is_seen_by_the_second_that_began_at_the_same_time(invented: Account) -> None:
    code, now = code_now(invented), timezone.now()
    assert [use_code(invented, code, now=now) is not None for _both in range(2)] == [True, False]


@pytest.fixture
def really_invented(real_cast, real_accounts, now) -> Account:
    from linli.base.actors import HOUSE
    from linli.people.actions import enrol_demonstration

    person = real_accounts.chair.person
    person.is_demonstration = True
    person.save()
    enrol_demonstration(HOUSE, real_accounts.chair, now=now)
    return real_accounts.chair


def use(account: Account, code: str) -> None:
    if use_code(account, code, now=timezone.now()) is None:
        raise Refused


@needs_postgresql
def test_of_several_who_use_one_code_at_once_one_comes_in(really_invented: Account) -> None:
    code = code_now(really_invented)
    assert at_once(4, lambda _place: use(really_invented, code)) == ["Refused"] * 3 + ["done"]


@needs_postgresql
def test_of_several_who_use_one_recovery_code_at_once_one_comes_in(really_invented: Account) -> None:
    code = RecoveryCodes.activate(really_invented).generate_codes()[0]
    assert at_once(4, lambda _place: use(really_invented, code)) == ["Refused"] * 3 + ["done"]


def test_a_letter_leads_to_the_configured_address_and_not_to_what_a_stranger_writes_as_host(
    reachable, settings
) -> None:
    Client().post("/accounts/password/reset/", {"email": "jia@example.org"}, HTTP_HOST="localhost:9999")
    assert "localhost:9999" not in mail.outbox[0].body
    assert f"{settings.BASE_URL}/accounts/password/reset/key/" in mail.outbox[0].body


def test_a_second_letter_to_the_same_address_waits_and_the_page_says_the_same(reachable: Account) -> None:
    asked = [
        Client().post("/accounts/password/reset/", {"email": email}) for email in ("jia@example.org", "JIA@example.org")
    ]
    assert asked[0].url == asked[1].url
    assert len(mail.outbox) == 1


def test_a_link_works_for_an_hour_and_once(reachable: Account, time_machine) -> None:
    time_machine.move_to("2026-11-23 09:00 +0800", tick=False)
    Client().post("/accounts/password/reset/", {"email": "jia@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word).removeprefix(configured.BASE_URL)
    time_machine.move_to("2026-11-23 10:00 +0800", tick=False)
    client = Client()
    page = client.get(link, follow=True)
    typed = {"password1": "nine loud lanterns", "password2": "nine loud lanterns"}
    assert client.post(page.redirect_chain[-1][0], typed).status_code == 302
    assert Client().get(link).status_code == 200, "used: no form follows"
    client.post("/accounts/password/reset/", {"email": "jia@example.org"})
    link = mail.outbox[-1].body.split("/reset/key/")[1].split()[0]
    time_machine.move_to("2026-11-23 11:00:01 +0800", tick=False)
    assert Client().get(f"/accounts/password/reset/key/{link}").status_code == 200, "over: no form follows"
