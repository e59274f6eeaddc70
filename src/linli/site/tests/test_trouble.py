"""When the disk is full or the database away: 503, when to come again, and what was typed."""

import sqlite3
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.once
WORDS = "三号楼二单元的路灯已经灭了一个星期，晚上看不见路。"
REPORT = {
    "text": WORDS,
    "category": "street_light",
    "who_reads": "public",
    "marker": "",
    "building": "",
    "place_text": "",
    "name": "",
    "telephone": "",
    "email": "",
}


@pytest.fixture
def client(cast) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies["linli_community"] = "jia"
    client.cookies["linli_language"] = "zh-hans"
    return client


def fails(*verbs: str, says: str = "database or disk is full", code: int = sqlite3.SQLITE_FULL):
    """From now on the driver refuses statements that begin so."""

    def execute_(execute, sql, params, many, context):
        if sql.startswith(verbs):
            full = sqlite3.OperationalError(says)
            full.sqlite_errorcode = code
            raise OperationalError(says) from full
        return execute(sql, params, many, context)

    return connection.execute_wrapper(execute_)


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("database or disk is full", sqlite3.SQLITE_FULL),
        ("database is locked", sqlite3.SQLITE_BUSY),
        ("attempt to write a readonly database", sqlite3.SQLITE_READONLY),
        ("disk I/O error", 522),
    ],
)
def test_what_was_typed_comes_back_with_a_button_to_send_it_again(client, says, code, caplog):
    submission = str(uuid.uuid4())
    with fails("INSERT", says=says, code=code):
        answer = client.post("/report/", REPORT | {"submission": submission})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "20", "no-store")
    assert WORDS in page
    assert submission in page
    assert "再发一次" in page
    assert WORDS not in caplog.text


def test_with_a_picture_the_words_are_kept_to_copy(client):
    with fails("INSERT"):
        answer = client.post(
            "/report/", REPORT | {"submission": str(uuid.uuid4()), "pictures": SimpleUploadedFile("a.jpg", b"x")}
        )
    page = answer.content.decode()
    assert answer.status_code in {200, 503}
    assert WORDS in page


def test_a_password_never_comes_back(client):
    with fails("SELECT"):
        answer = client.post("/accounts/login/", {"login": "worker", "password": "a very long password of mine"})
    assert answer.status_code == 503
    assert "a very long password" not in answer.content.decode()


def test_a_page_that_cannot_be_read_says_when_to_come_again(client):
    with fails("SELECT"):
        answer = client.get("/cases/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert 'href="/cases/"' in answer.content.decode()


def test_programmes_are_told_in_their_own_form(client):
    with fails("SELECT"):
        api, json, xml = (
            client.get(path) for path in ("/api/v1/cases", "/open311/v2/requests.json", "/open311/v2/requests.xml")
        )
    assert [a.status_code for a in (api, json, xml)] == [503] * 3
    assert api.json()["code"] == 503
    assert json.json()[0]["code"] == 503
    assert b"<errors>" in xml.content


def test_a_mistake_of_the_programme_is_no_passing_fault(client):
    with fails("SELECT", says="no such column: x", code=sqlite3.SQLITE_ERROR):
        answer = client.get("/cases/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer


def test_each_request_leaves_a_line_with_its_pattern_and_an_id_and_no_address(client, caplog):
    caplog.set_level("INFO", "linli.requests")
    answer = client.get("/cases/987654/?q=王小明")
    [line] = [r.getMessage() for r in caplog.records if r.name == "linli.requests"]
    assert line.startswith("GET /cases/<")
    assert " 404 " in line
    assert answer["X-Request-ID"] in line
    assert "987654" not in line
    assert "王小明" not in line
