"""Working time: office hours on working days, in China's one time zone. Law counts natural days; offices count these."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
SATURDAY = 5

Hours = Sequence[tuple[time, time]]


@dataclass(frozen=True)
class Calendar:
    """`days` says of single days whether they are worked; all others follow the week. Minutes are whole working minutes.

    `official_years` are the years whose notice is out: a span that touches another year is provisional.
    """

    hours: Hours
    days: Mapping[date, bool] = field(default_factory=dict)
    official_years: frozenset[int] = frozenset()

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The office hours as minutes of the day."""
        return [(a.hour * 60 + a.minute, b.hour * 60 + b.minute) for a, b in self.hours]

    @cached_property
    def minutes_a_day(self) -> int:
        return sum(end - start for start, end in self.spans)

    @cached_property
    def _odd_days(self) -> list[date]:
        """The days that differ from the week, in order."""
        return sorted(day for day, worked in self.days.items() if worked != (day.weekday() < SATURDAY))

    def is_working(self, day: date) -> bool:
        return self.days.get(day, day.weekday() < SATURDAY)

    def is_provisional(self, start: datetime, end: datetime) -> bool:
        """Whether any day from start to end lies in a year without its official notice."""
        first, last = start.astimezone(CHINA).year, end.astimezone(CHINA).year
        return not self.official_years.issuperset(range(first, last + 1))

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The first moment at which `minutes` of working time have passed since `start`; the result is in UTC."""
        local = start.astimezone(CHINA)
        day = local.date()
        left = minutes + self._worked_before(local)
        while True:
            today = self.minutes_a_day if self.is_working(day) else 0
            if left <= today and (left > 0 or minutes == 0):
                break
            left -= today
            day += timedelta(days=1)
        if minutes == 0:
            return start.astimezone(UTC)
        return self._moment(day, left)

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Working minutes from start to end; none if end is not later."""
        if end <= start:
            return 0
        first, last = start.astimezone(CHINA), end.astimezone(CHINA)
        whole = self._working_days(first.date(), last.date()) * self.minutes_a_day
        return whole - self._worked_before(first) + self._worked_before(last)

    def _worked_before(self, local: datetime) -> int:
        """Working minutes of that day before this moment."""
        if not self.is_working(local.date()):
            return 0
        minute = local.hour * 60 + local.minute
        return sum(min(max(minute - start, 0), end - start) for start, end in self.spans)

    def _moment(self, day: date, minutes: int) -> datetime:
        """When `minutes` of that day have been worked."""
        for start, end in self.spans:
            if minutes <= end - start:
                clock = start + minutes
                return datetime.combine(day, time(clock // 60, clock % 60), CHINA).astimezone(UTC)
            minutes -= end - start
        raise AssertionError("a day has no more minutes than its hours")

    def _working_days(self, first: date, last: date) -> int:
        """Working days from first, to last exclusive: whole weeks are reckoned, odd days looked up."""
        count = (last - first).days
        weeks, rest = divmod(count, 7)
        worked = weeks * 5 + sum(1 for i in range(rest) if (first.weekday() + i) % 7 < SATURDAY)
        odd = self._odd_days
        for day in odd[bisect_right(odd, first - timedelta(days=1)) : bisect_right(odd, last - timedelta(days=1))]:
            worked += 1 if self.days[day] else -1
        return worked


def china_days(year: int) -> dict[date, tuple[bool, str]]:
    """Days of a year that differ from the week: is it worked, and the holiday's name. As far as the library knows them."""
    import holidays

    known = holidays.country_holidays("CN", years=year, language="zh_CN")
    found = {day: (False, name) for day, name in sorted(known.items())}
    for day in sorted(getattr(known, "weekend_workdays", set())):
        if day.year == year:
            found[day] = (True, "调休上班")
    return found


def is_official(year: int) -> bool:
    """Whether the State Council's notice for the year is known. Every notice since 2008 exchanged weekends: none known, no notice."""
    return any(worked for worked, _name in china_days(year).values())
