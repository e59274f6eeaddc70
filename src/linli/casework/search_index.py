"""The full-text index of cases: single characters searched as phrases, in SQLite's FTS5 or PostgreSQL's tsvector.

Confidential cases are never in it.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from linli.base.search_text import index_words, postgres_query, sqlite_query

from .models import Case

TABLE = "casework_casetext"


def index_case(case: Case) -> None:
    index_cases([case])


def index_cases(cases: Iterable[Case]) -> None:
    """Put these cases into the index anew. Called inside the action that changed them."""
    rows = [(case.pk, index_words(f"{case.text} {case.place_text}")) for case in cases if not case.is_confidential]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT OR REPLACE INTO {TABLE}(rowid, words) VALUES (%s, %s)", rows)
        else:
            cursor.executemany(
                f"INSERT INTO {TABLE}(case_id, words) VALUES (%s, to_tsvector('simple', %s)) "
                "ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words",
                rows,
            )


def forget_case(case: Case) -> None:
    column = "rowid" if connection.vendor == "sqlite" else "case_id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {column} = %s", [case.pk])


def settle() -> None:
    """After many rows came in: tell the planner how much there is, so that later reads stay quick."""
    statements = {
        "sqlite": ("PRAGMA analysis_limit = 1000", "ANALYZE"),
        "postgresql": (f"ANALYZE {TABLE}", "ANALYZE casework_case", "ANALYZE casework_event", "ANALYZE facts_fact"),
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def matching(words: str) -> Q:
    """Cases whose text or place holds all of these words."""
    if connection.vendor == "sqlite":
        query, sql = sqlite_query(words), f"SELECT rowid FROM {TABLE} WHERE words MATCH %s"
    else:
        query, sql = postgres_query(words), f"SELECT case_id FROM {TABLE} WHERE words @@ to_tsquery('simple', %s)"
    return Q(pk__in=RawSQL(sql, [query])) if query else Q(pk__in=[])
