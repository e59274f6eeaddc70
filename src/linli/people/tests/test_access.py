"""The record of sign-ins: what is written down, who reads it, and that nobody changes it."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from linli.base.actors import HOUSE
from linli.base.errors import NotYours
from linli.people.actions import end_sessions, forget_old_access, give_password, note_access, suspend_account
from linli.people.models import AccessRecord, Account
from linli.people.permissions import read_access
from linli.people.queries import access_records, my_access
from linli.people.whence import device_in_words

from .conftest import PASSWORD, SignIn

LOGIN = "/accounts/login/"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def enter(login: str, password: str = PASSWORD) -> Client:
    client = Client(headers={"accept-language": "en", "user-agent": CHROME}, REMOTE_ADDR="203.0.113.9")
    client.post(LOGIN, {"login": login, "password": password})
    return client


def recorded() -> list[tuple[str, str]]:
    rows = AccessRecord.objects.order_by("pk").select_related("account")
    return [(r.kind, r.account.username if r.account else "") for r in rows]


def test_a_sign_in_is_recorded_with_address_device_and_way(accounts) -> None:
    enter("resident")
    row = AccessRecord.objects.get()
    assert (row.kind, row.account, row.address, row.device, row.note) == (
        "signed_in",
        accounts.resident,
        "203.0.113.9",
        "Chrome · Windows",
        "password",
    )


def test_a_failure_is_recorded_for_the_account_that_was_tried_and_a_wait_once(accounts) -> None:
    for _time in range(8):
        enter("resident", "wrong")
    assert recorded() == [("failed", "resident")] * 5 + [("waits", "resident")]


def test_of_a_name_that_nobody_has_no_word_is_kept(accounts, caplog) -> None:
    enter("my secret password", "typed into the wrong field")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_accessrecord")
        content = repr(cursor.fetchall())
    assert recorded() == [("failed", "")]
    assert "secret" not in content + caplog.text
    assert "wrong field" not in content + caplog.text


def test_a_line_in_the_log_names_kind_and_key_and_the_address_only_where_the_operator_wants_it(
    accounts, caplog, settings
) -> None:
    enter("resident", "wrong")
    settings.LOG_ADDRESSES = True
    enter("resident", "wrong")
    failed = f"failed account={accounts.resident.pk}"
    assert [r.message for r in caplog.records if r.name == "linli.access"] == [failed, f"{failed} address=203.0.113.9"]


def test_second_steps_and_passwords_leave_lines(accounts, django_capture_on_commit_callbacks) -> None:
    client = enter("worker")
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/accounts/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))}
        )
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "nine loud lanterns", "password2": "nine loud lanterns"},
    )
    enter("worker", "nine loud lanterns").post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/totp/deactivate/")
    kinds = [kind for kind, _who in recorded()]
    assert kinds[:2] == ["signed_in", "factor_added"]
    assert {"password_chosen", "code_failed", "factor_removed"} <= set(kinds)


def test_what_a_keeper_does_to_an_account_names_the_keeper_to_its_person(cast, accounts) -> None:
    now = timezone.now()
    give_password(cast.chair, accounts.resident, now=now)
    end_sessions(cast.chair, accounts.resident, now=now)
    suspend_account(cast.chair, accounts.resident, reason="x", now=now)
    assert [(line.kind, line.by) for line in my_access(cast.resident)] == [
        ("suspended", "主任戊"),
        ("sessions_ended", "主任戊"),
        ("password_given", "主任戊"),
    ]


def test_asking_for_a_link_is_recorded_for_whom_it_goes_to(accounts) -> None:
    accounts.resident.email = "jia@example.org"
    accounts.resident.save()
    Client().post("/accounts/password/reset/", {"email": "jia@example.org"})
    Client().post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert recorded() == [("reset_asked", "resident")]


def test_a_refusal_to_somebody_signed_in_is_recorded_and_one_to_a_stranger_is_not(sign_in: SignIn) -> None:
    sign_in("resident").get("/settings/people/")
    Client().get("/settings/people/")
    row = AccessRecord.objects.get()
    assert (row.kind, row.account.username, row.note) == ("refused", "resident", "people:people")


def test_files_that_somebody_takes_out_are_recorded_whichever_room_made_them(sign_in: SignIn) -> None:
    list(sign_in("resident").get("/me/data/linli.zip").streaming_content)
    sign_in("chair").get("/desk/export.xlsx?c=jia")
    notes = list(AccessRecord.objects.filter(kind="exported").order_by("pk").values_list("account__username", "note"))
    assert notes == [("resident", "people:download"), ("chair", "casework:export")]


def test_a_sign_in_that_cannot_be_recorded_opens_no_session(accounts, monkeypatch) -> None:
    with connection.execute_wrapper(_no_records):
        client = Client(raise_request_exception=False)
        answer = client.post(LOGIN, {"login": "resident", "password": PASSWORD})
    assert answer.status_code == 500
    assert "_auth_user_id" not in client.session


def _no_records(execute, sql, params, many, context):
    if "INSERT INTO" in sql and "people_accessrecord" in sql:
        raise DatabaseError("disk full")
    return execute(sql, params, many, context)


@pytest.mark.parametrize(
    "forgery", ["UPDATE people_accessrecord SET kind = 'exported'", "DELETE FROM people_accessrecord"]
)
def test_the_database_itself_keeps_lines_for_six_months(accounts, forgery: str) -> None:
    note_access(HOUSE, "signed_in", accounts=[accounts.resident], now=timezone.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forgery)
    assert recorded() == [("signed_in", "resident")]


def test_after_the_time_of_the_law_lines_go_and_the_last_day_stays(cast, accounts) -> None:
    now = timezone.now()
    for days in (184, 183, 1):
        note_access(HOUSE, "signed_in", accounts=[accounts.resident], now=now - timedelta(days=days, seconds=0))
    with pytest.raises(NotYours):
        forget_old_access(cast.administrator, now=now)
    assert forget_old_access(HOUSE, now=now) == 1
    assert AccessRecord.objects.count() == 2


def test_my_page_shows_my_lines_alone_in_both_languages(accounts, sign_in: SignIn) -> None:
    enter("resident")
    enter("neighbour", "wrong")
    page = sign_in("resident").get("/me/sign-ins/")
    assert [line.kind for line in page.context["lines"]] == ["signed_in"]
    assert "203.0.113.9" in page.content.decode()
    chinese = sign_in("resident").get("/me/sign-ins/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "登录" in chinese


def test_the_administrator_reads_and_narrows_and_nobody_else(accounts, sign_in: SignIn) -> None:
    enter("resident")
    enter("neighbour", "wrong")
    enter("nobody at all", "wrong")
    page = sign_in("administrator").get("/settings/sign-ins/")
    assert [(line.kind, line.who) for line in page.context["lines"]] == [
        ("failed", ""),
        ("failed", "neighbour"),
        ("signed_in", "resident"),
    ]
    narrowed = sign_in("administrator").get("/settings/sign-ins/?kind=failed&name=Neighbour")
    assert [line.who for line in narrowed.context["lines"]] == ["neighbour"]
    assert sign_in("administrator").get("/settings/sign-ins/?kind=%C2%B2&before=%C2%B2").status_code == 200
    assert sign_in("chair").get("/settings/sign-ins/").status_code == 403


def test_the_right_to_read_says_the_same_of_one_line_and_of_the_list(cast, accounts) -> None:
    everybody: list[Account | None] = [*Account.objects.all(), None]
    note_access(HOUSE, "failed", accounts=everybody, now=timezone.now())
    for actor in (getattr(cast, part) for part in cast.keys):
        rows = AccessRecord.objects.select_related("account__person__community")
        one_by_one = {row.pk for row in rows if read_access.allows(actor, row)}
        assert set(AccessRecord.objects.filter(read_access.within(actor)).values_list("pk", flat=True)) == one_by_one
    assert len(access_records(cast.administrator)) == len(everybody)
    assert access_records(cast.chair) == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (CHROME, "Chrome · Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0",
            "WeChat · Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_device_is_said_in_words(user_agent: str, words: str) -> None:
    assert device_in_words(user_agent) == words
