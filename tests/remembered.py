"""What is set up by actions once, and put back as rows for every test after that: a tenth of the time."""

import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

Found = TypeVar("Found")
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


class Remembered(Generic[Found]):
    """The tables that `set_up` filled, and what it returned. The keys stay the same: a sequence never goes back."""

    def __init__(self, set_up: Callable[[], Found]) -> None:
        self.set_up, self.returned = set_up, b""
        self.rows: Rows = {}

    def bring(self) -> Found:
        if self.returned:
            _write(self.rows)
        else:
            empty = [table for table in _tables() if not _read(table)[1]]
            self.returned = pickle.dumps(self.set_up())
            filled = {table: _read(table) for table in empty}
            self.rows = {table: kept for table, kept in filled.items() if kept[1]}
        found: Found = pickle.loads(self.returned)  # noqa: S301  our own, of this process
        return found


def _tables() -> list[str]:
    """Without those in which SQLite keeps the index of another table: they are written with it."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
            names -= {name for (name,) in cursor.fetchall()}
    return sorted(names)


def _read(table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def _write(rows: Rows) -> None:
    """Keys to other tables are checked at the end of the transaction: the order of tables does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, kept) in rows.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            one = f"({', '.join(['%s'] * len(columns))})"
            statement = (
                f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES {', '.join([one] * len(kept))}"
            )
            cursor.execute(statement, [value for row in kept for value in row])
