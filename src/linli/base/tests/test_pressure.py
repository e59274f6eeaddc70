"""What a full disk says reaches the log, what a person said does not; health tells reading from writing."""

import json
import logging
import sys

import pytest
from django.db import OperationalError

from linli.base import health
from linli.base.logs import Line

pytestmark = pytest.mark.once


def logged(fault: Exception) -> str:
    try:
        raise fault
    except type(fault):
        record = logging.LogRecord("linli", logging.ERROR, "", 1, "it failed", (), sys.exc_info())
    return json.loads(Line().format(record))["trace"].splitlines()[-1]


def test_the_words_of_a_disk_are_kept_and_those_of_a_value_are_not():
    said = ["database or disk is full\nDETAIL: 13800138000", "13800138000"]
    assert logged(OperationalError(said[0])) == "OperationalError: database or disk is full"
    assert logged(ValueError(said[1])) == "ValueError"
    assert logged(OSError(28, "No space left on device", "王小明.jpg")) == "OSError: No space left on device"


def test_a_disk_that_is_nearly_full_is_said_but_takes_no_site_away(db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**70)
    answer = health.report()
    assert answer.status_code == 200
    assert json.loads(answer.content) == {
        "ok": False,
        "ready": True,
        "database": True,
        "space": False,
        "writable": True,
    }


def test_a_folder_that_cannot_be_written_is_found_by_writing(db, settings, tmp_path):
    settings.DATA = tmp_path / "gone"
    assert not health.is_writable()
