"""What is set up by actions once, and put back as rows for every test after that: a tenth of the time."""

import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, connection, transaction

Found = TypeVar("Found")
Row = tuple[Any, ...]
Rows = dict[str, tuple[list[str], list[Row]]]


class Remembered(Generic[Found]):
    """The rows that `set_up` added, and what it returned. The keys stay the same: a sequence never goes back.

    Where somebody else has taken one of the keys meanwhile, it is set up anew.
    """

    def __init__(self, set_up: Callable[..., Found]) -> None:
        self.set_up, self.returned = set_up, b""
        self.rows: Rows = {}

    def bring(self, *given: Any) -> Found:
        if not self.returned:
            before = {table: _read(table)[1] for table in _tables()}
            self.returned = pickle.dumps(self.set_up(*given))
            added = {table: _without(_read(table), before[table]) for table in before}
            self.rows = {table: kept for table, kept in added.items() if kept[1]}
        elif not _write(self.rows):
            return self.set_up(*given)
        found: Found = pickle.loads(self.returned)  # noqa: S301  our own, of this process
        return found


def _without(told: tuple[list[str], list[Row]], before: list[Row]) -> tuple[list[str], list[Row]]:
    return told[0], [row for row in told[1] if row not in before]


def _tables() -> list[str]:
    """Without the tokens, which are of a moment, and those in which SQLite keeps the index of another table: they are written with it."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
            names -= {name for (name,) in cursor.fetchall()}
    return sorted(names - {"base_token"})


def _read(table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def _write(rows: Rows) -> bool:
    """Whether there was room for them. Keys to other tables are checked at the end of the transaction: the order of tables does not matter."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, (columns, kept) in rows.items():
                names = ", ".join(map(connection.ops.quote_name, columns))
                one = f"({', '.join(['%s'] * len(columns))})"
                many = ", ".join([one] * len(kept))
                statement = f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES {many}"
                cursor.execute(statement, [value for row in kept for value in row])
    except IntegrityError:
        return False
    return True
