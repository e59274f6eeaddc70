"""What stands before every page: health, bodies too large, and what is logged."""

import json
import logging
from datetime import date

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory

from linli.base.logs import Line
from linli.base.middleware import LARGEST_BODY, refuse_oversized_bodies
from linli.base.middleware import health as answer_health
from linli.base.requests import read_day, read_key

pytestmark = pytest.mark.once

ask = RequestFactory()


def reached(_request) -> HttpResponse:
    return HttpResponse("reached")


@pytest.mark.parametrize("length", ["", "0", "12", str(LARGEST_BODY)])
def test_a_body_of_a_decent_length_is_read(length):
    assert refuse_oversized_bodies(reached)(ask.post("/", CONTENT_LENGTH=length)).status_code == 200


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "-1", "1e9", "²", "9" * 5000])
@pytest.mark.parametrize(
    ("browser", "word"),
    [
        ({"HTTP_COOKIE": "linli_language=en"}, "Nothing was stored"),
        ({"HTTP_COOKIE": "linli_language=zh-hans"}, "没有保存"),
        ({"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8"}, "Nothing was stored"),
        ({"HTTP_COOKIE": "linli_language=../../etc"}, "没有保存"),
    ],
)
def test_a_body_too_large_is_refused_by_its_length_in_the_persons_language(length, browser, word):
    answer = refuse_oversized_bodies(reached)(ask.post("/", CONTENT_LENGTH=length, **browser))
    assert answer.status_code == 413
    assert word in answer.content.decode()


def test_health_is_answered_before_anything_else(db):
    answer = answer_health(reached)(ask.get("/healthz", HTTP_HOST="10.0.0.7"))
    assert answer.status_code == 200
    assert json.loads(answer.content) == {"ok": True, "ready": True, "database": True, "space": True, "writable": True}
    assert answer_health(reached)(ask.get("/")).content == b"reached"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-03-05T14:30", date(2026, 3, 5)),
        ("2026-02-30", None),
        ("", None),
        ("某天", None),
    ],
)
def test_a_day_is_read_from_an_address(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("17", 17),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("１７", None),
        ("²", None),
        ("9" * 19, None),
        ("1.0", None),
        ("17 ", None),
    ],
)
def test_a_key_is_read_from_an_address(text, key):
    assert read_key(text) == key


@pytest.fixture
def logged(caplog):
    """What a handler of ours would write of the last record."""

    def line() -> dict:
        written = Line().format(caplog.records[-1])
        assert "\n" not in written
        return json.loads(written)

    return line


def test_a_log_line_is_one_line_of_json(logged):
    logging.getLogger("linli.base").warning("job %s failed:\n%s", "notices.send", "超时")
    line = logged()
    assert (line["level"], line["logger"], line["message"]) == (
        "warning",
        "linli.base",
        "job notices.send failed:\n超时",
    )
    assert line["at"].endswith("+00:00")


PERSON = "居民甲 13800138000"


def store(person: str) -> None:
    try:
        int(person)
    except ValueError as wrong:
        raise IntegrityError(f"duplicate key\nDETAIL:  Key (name)=({person}) already exists.") from wrong


def test_a_log_tells_where_and_how_it_went_wrong_and_not_whose_data_it_was(logged):
    try:
        store(PERSON)
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/report/")
    trace = logged()["trace"]
    assert "in store" in trace
    assert trace.index("\nValueError") < trace.index("\nIntegrityError")
    assert "居民甲" not in trace
    assert "13800138000" not in trace


@pytest.mark.parametrize("path", ["/t/17-0123456789/", "/w/5-ABCDEFGHJK/reply/", "/t/17-abcdefghjk"])
def test_a_code_that_opens_something_is_not_logged(logged, path):
    logging.getLogger("django.request").warning("Not Found: %s", path)
    message = logged()["message"]
    assert message.startswith(f"Not Found: {path[:5]}")
    assert path[6:14] not in message
