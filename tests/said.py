"""What each test says to the database, heard on SQLite; on PostgreSQL every statement is said again, not every test run again.

Two tests differ for a database only by the statements that they send, and by what the database refuses. The run on SQLite
writes down both (`build/said.json`). With LINLI_SAID=once a run chooses from what was heard: of tests that can be chosen, so
few that together they say everything. What was not heard is run, and so is what has threads, commits or a house of its own.
"""

import heapq
import json
import os
import re
import time
import zlib
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.db import Error, connection

from .empty import IS_POSTGRES
from .kept import BUILD

FILE = BUILD / "said.json"
ALWAYS = {"transactional_db", "real_cast", "house"}
LISTED = re.compile(r"\([^()]*%s[^()]*\)(?:, \([^()]*%s[^()]*\))+|%s(?:, %s)+|(WHEN [^%]*%s[^%]*%s )\1+")
NAME = re.compile(r"s\d+_x\d+|'[^']*'|\d+")
Heard = dict[str, tuple[float, list[int]]]
said: Heard = {}


class _Ear:
    """What is said while a test runs, as numbers: the same one for lists of any length."""

    def __init__(self) -> None:
        self.raw: set[str] = set()
        self.refused: set[int] = set()

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.raw.add(str(sql))
        try:
            return execute(sql, params, many, context)
        except Error as refusal:
            self.refused.add(_number(f"{sql} {type(refusal).__name__} {refusal}"))
            raise


KNOWN: dict[str, int] = {}


def _number(sql: str) -> int:
    if sql not in KNOWN:
        KNOWN[sql] = zlib.crc32(NAME.sub("", LISTED.sub(r"%s\1", sql)).encode())
    return KNOWN[sql]


@pytest.fixture(autouse=True)
def heard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Begun before the fixtures that fill the database: what they say is said by the test."""
    if IS_POSTGRES:
        yield
        return
    ear, begun = _Ear(), time.perf_counter()
    with connection.execute_wrapper(ear):
        yield
    numbers = ear.refused | {_number(sql) for sql in ear.raw}
    said[_name(request.node)] = (time.perf_counter() - begun, sorted(numbers))


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    yield
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["said"] = said
    elif not IS_POSTGRES and said:
        FILE.write_text(json.dumps(said))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    said.update(getattr(node, "workeroutput", {}).get("said", {}))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("LINLI_SAID") != "once" or not FILE.exists():
        return
    told: Heard = json.loads(FILE.read_text())
    chosen = _choose({_name(item): told[_name(item)] for item in items if _may_be_left_out(item, told)})
    left = [item for item in items if _may_be_left_out(item, told) and _name(item) not in chosen]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


def _may_be_left_out(item: pytest.Item, told: Heard) -> bool:
    return _name(item) in told and ALWAYS.isdisjoint(getattr(item, "fixturenames", ()))


def _choose(told: Heard) -> set[str]:
    """So few that every statement of theirs is said by one of them: always the one that says most new ones in its time."""
    all_said, chosen = set[int](), set[str]()

    def worth(name: str) -> float:
        seconds, numbers = told[name]
        return -len(set(numbers) - all_said) / (seconds + 0.01)

    waiting = [(worth(name), name) for name in sorted(told)]
    heapq.heapify(waiting)
    while waiting:
        thought, name = heapq.heappop(waiting)
        if (now := worth(name)) == thought and now:
            chosen.add(name)
            all_said.update(told[name][1])
        elif now:  # others have said some of it meanwhile
            heapq.heappush(waiting, (now, name))
    return chosen


def _name(item: pytest.Item) -> str:
    """Without the group that xdist writes behind it."""
    return f"{item.location[0]}::{item.location[2]}"
