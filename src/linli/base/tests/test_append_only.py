"""A guarded table takes rows and gives none back, whatever the SQL."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from linli.base.append_only import GUARDED, append_only, guard, release

REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO base_ledger VALUES (1, 'forged')",
    "postgresql": "INSERT INTO base_ledger VALUES (1, 'forged') ON CONFLICT (id) DO UPDATE SET said = 'forged'",
}[connection.vendor]
EMPTY = {"sqlite": "DELETE FROM base_ledger", "postgresql": "TRUNCATE base_ledger"}[connection.vendor]
FORGERIES = [
    "UPDATE base_ledger SET said = 'forged'",
    "UPDATE base_ledger SET id = 9 WHERE id = 1",
    "DELETE FROM base_ledger WHERE id = 1",
    REPLACE,
    EMPTY,
]


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def said() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM base_ledger ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def ledger(db) -> Iterator[None]:
    execute("CREATE TABLE base_ledger (id integer PRIMARY KEY, said varchar(20))")
    guard(connection, "base_ledger")
    execute("INSERT INTO base_ledger VALUES (1, 'first')")
    yield
    GUARDED.discard("base_ledger")  # the table goes with the test's transaction


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_row_is_changed_or_taken_away(ledger, forgery):
    with pytest.raises(DatabaseError, match="base_ledger is append-only"):
        execute(forgery)
    assert said() == ["first"]


def test_a_row_is_added(ledger):
    execute("INSERT INTO base_ledger VALUES (2, 'second')")
    assert said() == ["first", "second"]


def test_guarding_twice_does_no_harm_and_a_released_table_changes(ledger):
    guard(connection, "base_ledger")
    release(connection, "base_ledger")
    execute(FORGERIES[0])
    assert said() == ["forged"]
    release(connection, "base_ledger")


def test_the_migration_guards_and_is_undone(ledger):
    operation, editor = append_only(["base_ledger"]), SimpleNamespace(connection=connection)
    operation.reverse_code(None, editor)
    execute(FORGERIES[0])
    operation.code(None, editor)
    with pytest.raises(DatabaseError):
        execute(FORGERIES[0])
