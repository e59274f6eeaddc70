"""What this machine lacks: a test that fails for want of a system library or a programme is skipped, with one line that says how to get it.

No test says what it needs. Where a PDF is asked for and cannot be made, the house itself says so in its log; a test that then
fails has failed for that. With LINLI_REQUIRE=all nothing is skipped.
"""

import logging
import os
from collections.abc import Generator
from typing import Any

import pytest

from linli.base import machine

IS_STRICT = bool(os.environ.get("LINLI_REQUIRE"))


class _Heard(logging.Handler):
    """What the house said that it lacks, while a test ran."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


HEARD = _Heard()
logging.getLogger("linli.machine").addHandler(HEARD)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    HEARD.lines.clear()
    return (yield from _or_skip())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    return (yield from _or_skip())


def _or_skip() -> Generator[None, Any, Any]:
    try:
        return (yield)
    except Exception:
        if HEARD.lines and not IS_STRICT:
            pytest.skip(HEARD.lines[0])
        raise


def need(*keys: str) -> None:
    """For a fixture that drives a programme of the machine: skip where it is missing."""
    if lacks := machine.missing(*keys):
        pytest.skip(f"{lacks[0].key} is not installed here: {machine.how_to_get(lacks)}")
