"""Tables that grow and never change: triggers in the database refuse update and delete, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

VERBS = ("UPDATE", "DELETE")


def guard(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the table append-only. Doing it twice does no harm."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in VERBS:
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            return
        cursor.execute(
            "CREATE OR REPLACE FUNCTION linli_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION linli_append_only()"
        )


def release(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the guard away: for undoing the migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in VERBS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}")
            return
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")


def append_only(tables: Sequence[str]) -> RunPython:
    """The migration operation that guards these tables."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            guard(editor.connection, table)

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            release(editor.connection, table)

    return RunPython(forwards, backwards)
