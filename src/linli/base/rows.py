"""The one door to a row that is to be changed: there? yours? newer than you saw? at this step? Always in this order.

Who has no business with a row hears nothing of its state. A row is held until the transaction ends, without the rows that are joined
to it; several are held in the order of their keys, so that two who hold the same ones never wait for each other in a ring.
Whoever waits longer than PostgreSQL's `lock_timeout` (config/settings.py) hears that somebody is at it; SQLite has one writer at a
time, and what becomes of a wait for it stands in `pressure`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from .actors import Actor
from .errors import ChangedMeanwhile, Missing, Refused
from .rights import Right, walk

M = TypeVar("M", bound=Model)
LOCK_NOT_AVAILABLE = "55P03"
"""What PostgreSQL says of a lock that did not come in time."""


def open_row(
    by: Actor,
    rows: type[M] | QuerySet[M],
    key: int | None,
    *states: str,
    right: Right | None = None,
    see: Right | None = None,
    of: str = "",
    seen: int | None = None,
) -> M:
    """The row under lock as it stands now. Both rights are over the row, or over what the path `of` leads to from it.

    Missing where it is gone, and for who may not `see` it; NotYours without the `right`; ChangedMeanwhile if it is newer than the
    version `seen`; Refused at any other step than these, in words that name the step it stands at.
    """
    found = held(rows, key)
    thing = walk(found, of)
    if see is not None and not see.allows(by, thing):
        raise _gone()
    if right is not None:
        right.require(by, thing)
    as_seen(found, seen)
    at_step(found, *states)
    return found


def held(rows: type[M] | QuerySet[M], key: int | None) -> M:
    """The row under lock as it stands now. Missing where it is gone."""
    found = find_held(_all(rows).filter(pk=key))
    if found is None:
        raise _gone()
    return found


def find_held(rows: QuerySet[M]) -> M | None:
    """The first of these rows under lock, if there is one."""
    with _in_time():
        return rows.select_for_update(of=("self",), no_key=True).first()


def all_held(rows: QuerySet[M]) -> list[M]:
    """All of these rows under lock, by their keys."""
    with _in_time():
        return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def as_seen(row: Any, seen: int | None) -> None:
    """ChangedMeanwhile if the row is newer than the version that somebody saw."""
    if seen is not None and row.version != seen:
        raise ChangedMeanwhile(
            _("Somebody else changed this while you were working on it. Look at the change, then send yours again.")
        )


def at_step(row: Any, *states: str) -> None:
    """Refused unless the row's state is one of these; without any, every state will do."""
    if states and row.state not in states:
        raise Refused(
            _("That is not possible any more, or not yet. It stands at: %(state)s.")
            % {"state": row.get_state_display()}
        )


def _all(rows: type[M] | QuerySet[M]) -> QuerySet[M]:
    return rows if isinstance(rows, QuerySet) else rows._default_manager.all()  # noqa: SLF001  what `objects` is


def _gone() -> Missing:
    return Missing(_("That is not there, or not yours to see."))


@contextmanager
def _in_time() -> Iterator[None]:
    try:
        yield
    except OperationalError as late:
        if getattr(late.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        raise Refused(_("Somebody is at it at this moment. Try again in a little while.")) from late
