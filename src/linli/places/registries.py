"""What rooms above register with places: who reckons again when the calendar changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from linli.base.actors import Actor
from linli.base.registry import Registry


@dataclass(frozen=True)
class CalendarChange:
    """The days from `first` to `last` were set anew, for the country or for what lies in one division."""

    first: date
    last: date
    division_id: int | None = None


CALENDAR_CHANGED: Registry[Callable[[Actor, CalendarChange, datetime], object]] = Registry(
    "what follows a changed calendar"
)


def tell_of_calendar(by: Actor, change: CalendarChange, now: datetime) -> None:
    """Inside the action that changed the days, after they were stored."""
    for follow in CALENDAR_CHANGED.values():
        follow(by, change, now)
