"""How often something may be done. Counted in the database: the same for one process and ten, and a restart forgets nothing.

Whom a limit counts is a network (`slow_down`) or whatever else `take` is told: an account, a device, an e-mail address. Nothing of it is
readable in the table: keys are keyed digests. See docs/decisions/0022-limits-in-the-database.md.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .actions import action
from .actors import Actor
from .callers import address_of, caller
from .errors import NotYours, TooMany
from .models import Count

__all__ = ["Limit", "address_of", "forget_old_counts", "give_back", "slow_down", "take"]

COUNT = """
INSERT INTO base_count (key, done, ends_at) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
  done = CASE WHEN base_count.ends_at <= %s THEN excluded.done ELSE base_count.done + excluded.done END,
  ends_at = CASE WHEN base_count.ends_at <= %s THEN excluded.ends_at ELSE base_count.ends_at END
RETURNING key, done, ends_at
"""
BLOCK = 100
"""A generous limit (on reading the API, say) is taken from the database in hundredths of it: one write for several calls."""

_blocks: dict[str, tuple[int, int]] = {}  # (how many of a block are left, when it ends), by key
_holding = Lock()


@dataclass(frozen=True)
class Limit:
    """At most `most` in `minutes`, counted from the first; then it begins anew, however often it was asked meanwhile."""

    what: str
    whom: str
    most: int
    minutes: int

    @property
    def key(self) -> str:
        told = f"{self.what}:{self.minutes}:{self.whom}".encode(errors="replace")
        secret = blake2b(settings.SECRET_KEY.encode()).digest()  # or whoever has the table tries all addresses
        return blake2b(told, key=secret, digest_size=16).hexdigest()


def slow_down(request: HttpRequest, what: str, *, most: int, minutes: int) -> None:
    """TooMany when this network did it more than `most` times in `minutes`."""
    if not settings.LIMITS:
        return
    limit = Limit(what, caller(request), most, minutes)
    if not (_take_from_block(limit) if most > BLOCK else take([limit])[0] <= most):
        raise TooMany(_("This was done very often from here. Please wait %(minutes)d minutes.") % {"minutes": minutes})


def take(limits: Sequence[Limit], *, number: int = 1) -> list[int]:
    """Count once for each of the limits, and say how many it is now: more than `most` is too many.

    One statement that the database does as a whole, in the order of the keys, so that two at once neither lose a count nor wait for each
    other in a ring. To be called outside of actions: what is refused afterwards stays counted.
    """
    now = int(time.time())
    ordered = sorted({limit.key: limit for limit in limits}.items())
    values = [part for key, limit in ordered for part in (key, number, now + limit.minutes * 60)]
    sql = COUNT.format(rows=", ".join(["(%s, %s, %s)"] * len(ordered)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, now, now])
        done = {row[0]: row[1] for row in cursor.fetchall()}
    return [done[limit.key] for limit in limits]


def give_back(limits: Sequence[Limit]) -> None:
    """What was counted beforehand turned out to be none: a right password is no failure."""
    Count.objects.filter(key__in=[limit.key for limit in limits], done__gt=0).update(done=F("done") - 1)


@action
def forget_old_counts(by: Actor, *, now: datetime) -> int:
    """Counts whose time is over go. A count begun anew meanwhile is not touched: the time is part of what is deleted."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    return Count.objects.filter(ends_at__lt=int(now.timestamp())).delete()[0]


def forget_blocks() -> None:
    """What this process has taken ahead; for tests, whose counts vanish between them."""
    _blocks.clear()


def _take_from_block(limit: Limit) -> bool:
    """Never more than the limit however many processes: a block is counted before it is used, and what is left of it lapses."""
    now = int(time.time())
    with _holding:
        left, ends_at = _blocks.get(limit.key, (0, 0))
        if left > 0 and now < ends_at:
            _blocks[limit.key] = (left - 1, ends_at)
            return True
    size = limit.most // BLOCK
    done = take([limit], number=size)[0]
    if done > limit.most:
        return False
    with _holding:
        if len(_blocks) > 10_000:
            _blocks.clear()
        _blocks[limit.key] = (size - 1, now + limit.minutes * 60)
    return True
