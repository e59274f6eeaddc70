"""The write fence: the database connection itself says who writes. It sees bulk_create, update() and raw SQL too."""

import re
from collections.abc import Iterator
from contextvars import ContextVar

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client

from linli.base.actions import running
from linli.base.append_only import GUARDED, guard, release
from linli.base.limits import forget_blocks

OPEN_TO_ALL = {"facts", "notices"}  # every room records and tells through these
NOT_OURS = {"django", "auth", "account", "mfa", "usersessions", "sqlite"}
NO_TRUTH = {
    "base"
}  # counters of limits: what is refused afterwards must stay counted, so no action's transaction may hold them
WRITE = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+["`]?([a-z]+)_', re.IGNORECASE)
serving: ContextVar[bool] = ContextVar("serving", default=False)


def fence(execute, sql, params, many, context):
    if found := WRITE.match(sql):
        room, acting = found.group(1), running()
        if acting and room not in OPEN_TO_ALL | NOT_OURS | NO_TRUTH and room != acting[-1].split(".")[0]:
            raise AssertionError(f"{acting[-1]} writes a row of {room}: call its action instead")
        if not acting and serving.get() and room not in NOT_OURS | NO_TRUTH:
            raise AssertionError(f"a request writes a row of {room} outside an action")
    return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def write_fence(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = Client.request

    def request_(self, **more):
        token = serving.set(True)
        try:
            return real(self, **more)
        finally:
            serving.reset(token)

    monkeypatch.setattr(Client, "request", request_)
    with connection.execute_wrapper(fence):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()
    forget_blocks()


@pytest.fixture(autouse=True, scope="session")
def guards_step_aside_for_the_flush() -> Iterator[None]:
    """Django empties tables after a test with real transactions; the append-only guard is lifted for that moment alone."""
    real = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        for table in sorted(GUARDED):
            release(self.connection, table)
        try:
            real(self, sql_list)
        finally:
            for table in sorted(GUARDED):
                guard(self.connection, table)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush
    yield
    BaseDatabaseOperations.execute_sql_flush = real
