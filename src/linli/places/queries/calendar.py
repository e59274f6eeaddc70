"""Working time of a place, and the official calendar as a year of days."""

import time as clock
from calendar import Calendar as Weeks
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Count, Max, Q

from linli.base.actors import Actor
from linli.base.rules import rule
from linli.base.working_time import SATURDAY, Calendar

from ..models import CalendarDay, Community, Division, Level
from ..permissions import keep_country

FRESH_SECONDS = 5.0

# The calendar is asked for at every request that starts a clock, so it is kept in memory. Another process may change it:
# once in a few seconds a count and a highest key tell whether it did.

_calendars: dict[tuple[frozenset[int], int, int], tuple[tuple, Calendar]] = {}
_version: tuple[float, tuple] = (-FRESH_SECONDS, ())


def calendar_for(community: Community, *, year_from: int, year_to: int) -> Calendar:
    """Working time of a community: national days, changed by those of its own province, city, district or street."""
    places = _places(community)
    version = _calendar_version()
    kept = _calendars.get((places, year_from, year_to))
    if kept is None or kept[0] != version:
        kept = version, _read_calendar(places, year_from, year_to)
        _calendars[places, year_from, year_to] = kept
    return kept[1]


def working_days(communities: Iterable[Community], first: date, after: date) -> dict[int, list[date]]:
    """The days worked from `first`, to `after` exclusive, by community: one query, however many communities."""
    places = {community.pk: _places(community) for community in communities}
    rows = sorted(
        CalendarDay.objects.filter(_holding(frozenset().union(*places.values())), day__gte=first, day__lt=after),
        key=_nearest_last,
    )
    week = [first + timedelta(days=n) for n in range((after - first).days)]
    found = {}
    for key, around in places.items():
        told = {row.day: row.is_working for row in rows if row.division_id is None or row.division_id in around}
        found[key] = [day for day in week if told.get(day, day.weekday() < SATURDAY)]
    return found


def forget_calendars() -> None:
    """Read anew at the next call: after this process changed a day."""
    global _version  # noqa: PLW0603
    _version = (-FRESH_SECONDS, ())
    _calendars.clear()


def _calendar_version() -> tuple:
    global _version  # noqa: PLW0603
    if clock.monotonic() - _version[0] > FRESH_SECONDS:
        found = CalendarDay.objects.aggregate(Count("pk"), Max("pk"), Max("changed_at"))
        _version = clock.monotonic(), tuple(found.values())
    return _version[1]


def _read_calendar(places: frozenset[int], year_from: int, year_to: int) -> Calendar:
    rows = CalendarDay.objects.filter(_holding(places), day__gte=date(year_from, 1, 1), day__lte=date(year_to, 12, 31))
    days, provisional = {}, set()
    for row in sorted(rows, key=_nearest_last):
        days[row.day] = row.is_working
        if row.is_provisional:
            provisional.add(row.day.year)
    known = {day.year for day in days} - provisional
    spans = [
        (time.fromisoformat(a), time.fromisoformat(b)) for a, b in rule("office.hours", on=date(year_from, 1, 1)).value
    ]
    return Calendar(tuple(spans), days, frozenset(known))


def _places(community: Community | None) -> frozenset[int]:
    """The keys of a community and of all that it lies in."""
    if community is None:
        return frozenset()
    above = (community.pk, community.street_id, community.county_id, community.city_id, community.province_id)
    return frozenset(key for key in above if key)


def _holding(places: frozenset[int]) -> Q:
    return Q(division__isnull=True) | Q(division__in=places)


def _nearest_last(row: CalendarDay) -> tuple[bool, int]:
    """National days first, so that local ones overrule them."""
    return row.division_id is not None, row.pk


# The year as people look at it


@dataclass(frozen=True)
class Day:
    """One day of the year's page. `name` and `source` are those of the row that sets it; without one the day follows the week."""

    day: date
    is_working: bool
    is_set: bool = False
    is_provisional: bool = False
    name: str = ""
    source: str = ""
    place: str = ""
    place_key: str = ""

    @property
    def is_odd(self) -> bool:
        """Whether it differs from the week: a working Sunday, a free Monday."""
        return self.is_working != (self.day.weekday() < SATURDAY)


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Day | None]]


@dataclass(frozen=True)
class Year:
    """`is_known` where any day of the year was written down, `is_provisional` until its official notice is out."""

    year: int
    months: list[Month]
    set_days: list[Day]
    is_known: bool
    is_provisional: bool
    hours: list[tuple[str, str]]


def year_of_days(community: Community | None, year: int) -> Year:
    """The year as it holds in a community, or in the whole country: months of weeks from Monday to Sunday."""
    rows = CalendarDay.objects.filter(_holding(_places(community)), day__year=year).select_related("division")
    days = {
        row.day: Day(
            row.day,
            row.is_working,
            True,
            row.is_provisional,
            row.name,
            row.source,
            row.division.label if row.division else "",
            str(row.division_id or ""),
        )
        for row in sorted(rows, key=_nearest_last)
    }
    months = [
        Month(
            date(year, number, 1),
            [[_day_of(days, day, number) for day in week] for week in Weeks().monthdatescalendar(year, number)],
        )
        for number in range(1, 13)
    ]
    found = sorted(days.values(), key=lambda d: d.day)
    hours = [(str(a), str(b)) for a, b in rule("office.hours", on=date(year, 1, 1)).value]
    return Year(year, months, found, bool(found), not found or any(d.is_provisional for d in found), hours)


def calendar_scopes(reader: Actor, community: Community | None) -> list[Division]:
    """The divisions around a community whose days the reader may set, the widest first. The country itself is not among them."""
    if community is None:
        return []
    rows = Division.objects.filter(keep_country.within(reader), pk__in=_places(community))
    order = [level.value for level in Level]
    return sorted(rows, key=lambda d: order.index(d.level))


def _day_of(days: Mapping[date, Day], day: date, month: int) -> Day | None:
    """A day of this month; None for those of the weeks' ends that belong to the neighbours."""
    if day.month != month:
        return None
    return days.get(day) or Day(day, day.weekday() < SATURDAY)
