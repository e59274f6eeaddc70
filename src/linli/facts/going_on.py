"""What goes on in a community now: rooms say it, the house's own pages show it. It is for everybody, whoever reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate

from linli.base.registry import Registry
from linli.places.models import Community

from .kinds import Good

SHOWN_AFTERWARDS_DAYS = 15
"""For so long something that ended is still news."""


@dataclass(frozen=True)
class Going:
    """`what` is its kind in a word, `icon` a Lucide name, `state` how far it has come. `until`: the last day to take part; `at`: when it is.

    `is_open`: people can take part at this moment.
    """

    good: Good
    what: str | Promise
    icon: str
    title: str
    path: str
    state: str | Promise
    until: date | None = None
    at: datetime | None = None
    is_open: bool = False

    @property
    def day(self) -> date:
        """Its next day; what has none comes last."""
        return self.until or (localdate(self.at) if self.at else date.max)


GOING_ON: Registry[Callable[[Community, datetime], list[Going]]] = Registry("what goes on")


def going_on(community: Community, *, now: datetime) -> list[Going]:
    """What people can take part in first, then by day. A query for each room."""
    found = [going for room in GOING_ON.values() for going in room(community, now)]
    return sorted(found, key=lambda going: (not going.is_open, going.day, going.path))
