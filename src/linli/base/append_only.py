"""Tables that grow and never change: triggers in the database refuse update and delete, on SQLite and PostgreSQL alike.

SQLite's INSERT OR REPLACE deletes without asking delete triggers, and PostgreSQL's TRUNCATE without asking row triggers:
each has a trigger of its own. The tables' primary key is `id`. A table with a term (`append_only_for`) lets rows go whose `at` is that
many days past.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

GUARDED: set[str] = set()
"""The tables that the migrations read so far keep append-only."""

TERMS: dict[str, int] = {}
"""The least days for which the rows of some of them stay."""

SQLITE_CASES = {
    "update": "UPDATE ON {table}",
    "delete": "DELETE ON {table}",
    "replace": "INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
}
POSTGRES_CASES = {
    "append_only": "UPDATE OR DELETE ON {table} FOR EACH ROW",
    "no_truncate": "TRUNCATE ON {table} FOR EACH STATEMENT",
}


def guard(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the table append-only. Doing it twice does no harm."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, case in SQLITE_CASES.items():
                young = (
                    f"WHEN OLD.at > datetime('now', '-{TERMS[table]} days') "
                    if table in TERMS and name == "delete"
                    else ""
                )
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_no_{name} BEFORE {case.format(table=table)} {young}"
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            return
        cursor.execute(
            "CREATE OR REPLACE FUNCTION linli_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        cases = POSTGRES_CASES
        if table in TERMS:
            young = f"FOR EACH ROW WHEN (OLD.at > now() - interval '{TERMS[table]} days')"
            cases = cases | {
                "append_only": "UPDATE ON {table} FOR EACH ROW",
                "no_delete": f"DELETE ON {{table}} {young}",
            }
        for name, case in cases.items():
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {case.format(table=table)} EXECUTE FUNCTION linli_append_only()"
            )


def release(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the guard away: for undoing the migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in SQLITE_CASES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name}")
            return
        for name in [*POSTGRES_CASES, "no_delete"]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")


def append_only(tables: Sequence[str]) -> RunPython:
    """The migration operation that guards these tables."""
    GUARDED.update(tables)

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            guard(editor.connection, table)

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            release(editor.connection, table)

    return RunPython(forwards, backwards)


def append_only_for(days: int, tables: Sequence[str]) -> RunPython:
    """The same, until the rows are `days` old: for records that the law wants kept for a time, and no longer than needed."""
    TERMS.update(dict.fromkeys(tables, days))
    return append_only(tables)
