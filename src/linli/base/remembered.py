"""What changes seldom and is asked at every request is kept in the process for as long as its tables stay as they are.

A trigger gives a table a new token at random whenever its rows change, whoever changes them: a page, the API, an import, a console, another
process, a backup that is put back. A process that remembers something asks for the tokens once a request, in one short query.
Inside a transaction the tokens are asked each time, since it may have changed the tables itself; and only what stands under the
tokens from before it is put in, since its own changes may yet be taken back.
"""

import copy
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

P = ParamSpec("P")
T = TypeVar("T")
Tokens = dict[str, int]

WATCHED: set[str] = set()
"""Tables whose changes give a new token; a room names them in its `AppConfig.ready`."""
MOST = 4096
"""So many answers a process keeps; then it begins anew."""
_kept: dict[Any, tuple[tuple[int | None, ...], Any]] = {}
_read: ContextVar[Tokens | None] = ContextVar("tokens", default=None)


def watch(*tables: str) -> None:
    """Let these tables be remembered from. Their triggers come with the next `migrate`."""
    WATCHED.update(tables)


def remembered(*tables: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what the function returns, by its arguments, until one of the tables changes.

    It must depend on these tables and its arguments alone: no clock, no language, no reader. Whoever asks gets copies of the
    rows and of those joined to them, so that nobody sees what somebody else did to theirs; what was prefetched is shared, and for reading.
    """

    def keep(load: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(load)
        def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (load, *map(_by_key, args), *((name, _by_key(kwargs[name])) for name in sorted(kwargs)))
            is_inside, before = connection.in_atomic_block, _read.get()
            if is_inside and not before and key not in _kept:
                return load(*args, **kwargs)
            tokens = _of(tables, _tokens(anew=is_inside))
            if None not in tokens and (kept := _kept.get(key)) and kept[0] == tokens:
                return _own(kept[1])
            found = load(*args, **kwargs)
            if None in tokens or (is_inside and tokens != _of(tables, before or {})):
                return found
            if len(_kept) >= MOST:
                _kept.clear()
            _kept[key] = tokens, found
            return _own(found)

        return answer

    return keep


@contextmanager
def tokens_read_once() -> Iterator[None]:
    """Inside, the tokens are asked for once; an action that ends has them asked again (`forget_tokens`)."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def forget_tokens() -> None:
    if (read := _read.get()) is not None:
        read.clear()


def _tokens(*, anew: bool) -> Tokens:
    read = _read.get()
    if read and not anew:
        return read
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, token FROM base_token")
        found: Tokens = dict(cursor.fetchall())
    if read is not None and not anew:
        read.update(found)
    return found


def _of(tables: tuple[str, ...], tokens: Tokens) -> tuple[int | None, ...]:
    return tuple(tokens.get(table) for table in tables)


def _by_key(value: Any) -> Any:
    return (type(value), value.pk) if isinstance(value, models.Model) else value


def _own(found: Any) -> Any:
    if isinstance(found, list):
        return [_own(one) for one in found]
    if not isinstance(found, models.Model):
        return found
    mine = copy.copy(found)
    joined = mine._state.fields_cache  # noqa: SLF001  where Django keeps what `select_related` brought
    for name in [name for name in joined if mine._meta.get_field(name).concrete]:  # noqa: SLF001  Django documents it
        joined[name] = _own(joined[name])
    return mine


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """After `migrate`: a token and triggers for each table that is watched. Doing it twice does no harm.

    On SQLite a migration that makes a table anew drops its triggers; so they are looked after each time.
    """
    with connection.cursor() as cursor:
        there = sorted(WATCHED.intersection(connection.introspection.table_names(cursor)))
        random = "random()" if connection.vendor == "sqlite" else "floor(random() * 9e15)::bigint"
        for table in there:
            cursor.execute(
                f"INSERT INTO base_token (name, token) SELECT '{table}', {random} "  # noqa: S608  names of our own tables
                f"WHERE NOT EXISTS (SELECT 1 FROM base_token WHERE name = '{table}')"
            )
            for trigger in _triggers(connection.vendor, table, random):
                cursor.execute(trigger)


def _triggers(vendor: str, table: str, random: str) -> list[str]:
    if vendor == "sqlite":
        change = f"UPDATE base_token SET token = {random} WHERE name = '{table}'"  # noqa: S608
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_token_{verb} AFTER {verb} ON {table} BEGIN {change}; END"
            for verb in ("insert", "update", "delete")
        ]
    change = f"UPDATE base_token SET token = {random} WHERE name = TG_TABLE_NAME"  # noqa: S608
    changes = f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
    return [
        f"CREATE OR REPLACE FUNCTION linli_token() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {change}; RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_token {changes} EXECUTE FUNCTION linli_token()",
    ]
