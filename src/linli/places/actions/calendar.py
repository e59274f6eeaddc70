"""Days of the official calendar from a table, as an office receives them with the yearly notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.base.named_rows import bad_line

from ..queries import division_by_code
from ..registries import CalendarChange, tell_of_calendar
from .tree import write_calendar_day


@dataclass(frozen=True)
class Day:
    """A line of the table: a day, and whether it is worked, for the country or what lies in one division."""

    line: int
    day: date
    is_working: bool
    name: str
    source: str
    division_code: str = ""


@action
def set_calendar_days(by: Actor, days: Iterable[Day], *, now: datetime) -> int:
    """Change many days, all or nothing. Unique by division and day, so doing it twice changes nothing.

    Invalid names the line of the first bad one; NotYours as for a single day.
    """
    changed: dict[int | None, list[date]] = {}
    for row in days:
        try:
            division = division_by_code(row.division_code) if row.division_code else None
            write_calendar_day(
                by,
                day=row.day,
                is_working=row.is_working,
                name=row.name,
                source=row.source,
                division=division,
                now=now,
            )
        except Refused as no:
            raise bad_line(row.line, str(no)) from no
        changed.setdefault(division.pk if division else None, []).append(row.day)
    for key, some in changed.items():
        tell_of_calendar(by, CalendarChange(min(some), max(some), key), now)
    return sum(len(some) for some in changed.values())
