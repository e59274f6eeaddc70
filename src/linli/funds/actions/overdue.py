"""Promised money that has not come is kept in the record of the line."""

from datetime import datetime

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import NotYours

from .. import facts
from ..models import Promise, Reminder
from ..queries.sums import missing_by_promise
from .books import lock_books, note


@action
def note_overdue(by: Actor, key: int, *, now: datetime) -> bool:
    """Write down, once a promise, that its day passed without its money. Whether it is missing still. By the house.

    Safe by the lock on the books and the unique reminder: money that came a moment ago is not missed.
    """
    if not by.is_house:
        raise NotYours
    promise = Promise.objects.select_related("line").get(pk=key)
    lock_books(promise.line.community_id)
    missing = missing_by_promise([promise]).get(key, 0)
    if missing and not Reminder.objects.filter(promise=promise).exists():
        Reminder.objects.create(promise=promise, missing_fen=missing, at=now)
        note(by, facts.OVERDUE, promise.line, missing, now=now)
    return bool(missing)
