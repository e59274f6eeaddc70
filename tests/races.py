"""Several at the same moment, each on a connection of its own. PostgreSQL only: SQLite has one writer, and in memory it does not wait."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from linli.base.errors import Refused

needs_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time, and in memory it does not wait for its turn"
)


def at_once(number: int, do: Callable[[int], object]) -> list[str]:
    """What each of several threads was told, in order: "done", or the name of the refusal."""
    start = Barrier(number)

    def run(place: int) -> str:
        start.wait()
        try:
            do(place)
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(number) as pool:
        return sorted(pool.map(run, range(number)))
