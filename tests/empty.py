"""The migrations run once: every worker and every house begins with a copy of the empty database that they made.

On SQLite the copy is a file, kept in `build/` until a migration changes; on PostgreSQL a database that others are made from.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db.backends.signals import connection_created

from .kept import ROOT, kept, mark_of

MADE_OF = [
    *sorted(ROOT.glob("src/linli/*/migrations/*.py")),
    ROOT / "src/linli/config/settings.py",
    ROOT / "requirements/app.txt",
    Path(__file__),
]
MARK = mark_of(MADE_OF)
APART = 10_000
TEMPLATE = f"linli_empty_{MARK}"
URL = os.environ.get("DATABASE_URL", "")
IS_POSTGRES = URL.startswith("postgres")


def pytest_configure(config: pytest.Config) -> None:
    """Before there are workers, so that none waits for another."""
    if hasattr(config, "workerinput"):
        return
    if IS_POSTGRES:
        _make_template()
    else:
        _file()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before pytest-django makes the test database: what it is made from."""
    from django.conf import settings

    if IS_POSTGRES:
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = TEMPLATE
    else:
        connection_created.connect(_fill, weak=False)


def give(house: Path) -> None:
    """Put the copy where a house of its own looks for its database, on SQLite."""
    shutil.copyfile(_file(), house / "linli.sqlite3")


def of_its_own(name: str) -> str:
    """A new database like the empty one; its address. On PostgreSQL."""
    _execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return _address(name)


def _fill(connection: object, **_more: object) -> None:
    """The database in memory is empty for the first connection alone."""
    there = connection.connection  # type: ignore[attr-defined]
    if not there.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        with closing(sqlite3.connect(_file())) as made:
            made.backup(there)


def _file() -> Path:
    return kept("empty", MARK, _make_file)


def _make_file(new: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _migrate("", folder)
        with closing(sqlite3.connect(Path(folder) / "linli.sqlite3")) as made, closing(sqlite3.connect(new)) as copy:
            _spread(made)
            made.backup(copy)


def _spread(made: sqlite3.Connection) -> None:
    """Every table counts from elsewhere, so that a key of one is never by chance one of another."""
    tables = made.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name"
    )
    with made:
        for place, (table,) in enumerate(tables.fetchall(), start=1):
            made.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
            made.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, place * APART])


def _make_template() -> None:
    with psycopg.connect(URL) as there:
        if there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            return
    _execute(f"CREATE DATABASE {TEMPLATE}_new")
    with tempfile.TemporaryDirectory() as folder:
        _migrate(_address(f"{TEMPLATE}_new"), folder)
    with psycopg.connect(_address(f"{TEMPLATE}_new"), autocommit=True) as made:
        names = made.execute("SELECT quote_ident(sequencename) FROM pg_sequences ORDER BY sequencename").fetchall()
        for place, (name,) in enumerate(names, start=1):
            made.execute(f"ALTER SEQUENCE {name} RESTART WITH {place * APART}")
    _execute(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")


def _migrate(url: str, folder: str) -> None:
    env = os.environ | {"DATABASE_URL": url, "LINLI_DATA": folder, "PYTHONPATH": str(ROOT)}
    subprocess.run([Path(sys.executable).parent / "linli", "migrate", "-v0"], env=env, check=True)


def _execute(statement: str) -> None:
    with psycopg.connect(URL, autocommit=True) as there:
        there.execute(statement)


def _address(name: str) -> str:
    return urlunsplit(urlsplit(URL)._replace(path=f"/{name}"))
