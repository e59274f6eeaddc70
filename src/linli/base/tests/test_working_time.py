"""Working minutes: what is added is found again, nights and holidays count nothing."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.working_time import CHINA, Calendar, china_days, is_official

pytestmark = pytest.mark.once

HOURS = [(time(8, 30), time(12)), (time(14), time(17, 30))]
SPRING_FESTIVAL = {date(2026, 2, 14): True} | {date(2026, 2, day): False for day in range(15, 24)}
OFFICE = Calendar(HOURS, SPRING_FESTIVAL, frozenset({2026}))

moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(CHINA))  # noqa: DTZ001
spans = st.integers(0, 60 * 7 * 40)
odd_days = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=40)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-23 09:00", 60, "2026-11-23 10:00"),
        ("2026-11-23 11:30", 60, "2026-11-23 14:30"),
        ("2026-11-23 17:00", 60, "2026-11-24 09:00"),
        ("2026-11-23 03:00", 1, "2026-11-23 08:31"),
        ("2026-11-27 17:30", 30, "2026-11-30 09:00"),
        ("2026-11-23 08:30", 420, "2026-11-23 17:30"),
        ("2026-11-23 08:30", 421, "2026-11-24 08:31"),
        ("2026-02-13 17:00", 60, "2026-02-14 09:00"),
        ("2026-02-14 17:00", 60, "2026-02-24 09:00"),
    ],
)
def test_lunch_night_weekend_and_holiday_count_nothing_and_an_exchanged_saturday_counts(start, minutes, end):
    assert OFFICE.add_minutes(at(start), minutes) == at(end)
    assert OFFICE.minutes_between(at(start), at(end)) == minutes


def test_no_minutes_end_where_they_begin_even_at_night():
    assert OFFICE.add_minutes(at("2026-11-22 23:00"), 0) == at("2026-11-22 23:00")


def test_nothing_passes_backwards():
    assert OFFICE.minutes_between(at("2026-11-24 09:00"), at("2026-11-23 09:00")) == 0


def test_the_same_moment_named_in_another_zone_ends_at_the_same_moment():
    start = at("2026-11-23 09:00")
    assert OFFICE.add_minutes(start.astimezone(UTC), 500) == OFFICE.add_minutes(start, 500)


@given(moments, spans, odd_days)
def test_minutes_added_are_the_minutes_between(start, minutes, days):
    calendar = Calendar(HOURS, days)
    assert calendar.minutes_between(start, calendar.add_minutes(start, minutes)) == minutes


@given(moments, moments, odd_days)
def test_the_minutes_between_added_lead_no_further_than_the_end(start, end, days):
    calendar = Calendar(HOURS, days)
    first, last = sorted([start, end])
    reached = calendar.add_minutes(first, calendar.minutes_between(first, last))
    assert reached <= last
    assert calendar.minutes_between(reached, last) == 0


@given(moments, spans, spans)
def test_more_minutes_never_end_earlier(start, some, more):
    assert OFFICE.add_minutes(start, some) <= OFFICE.add_minutes(start, some + more)


@given(moments, moments, moments)
def test_parts_of_a_span_add_up_to_the_whole(one, two, three):
    first, middle, last = sorted([one, two, three])
    parts = OFFICE.minutes_between(first, middle) + OFFICE.minutes_between(middle, last)
    assert parts == OFFICE.minutes_between(first, last)


@given(moments, moments, odd_days)
def test_whole_weeks_reckoned_are_the_days_counted(start, end, days):
    calendar = Calendar([(time(0), time(23, 59))], days)
    first, last = sorted([start.date(), end.date()])
    counted = sum(calendar.is_working(first + timedelta(days=i)) for i in range((last - first).days))
    midnights = [datetime.combine(day, time(), CHINA) for day in (first, last)]
    assert calendar.minutes_between(*midnights) == counted * calendar.minutes_a_day


def test_a_span_into_a_year_without_its_notice_is_provisional():
    assert not OFFICE.is_provisional(at("2026-01-01 09:00"), at("2026-12-31 17:00"))
    assert OFFICE.is_provisional(at("2026-12-31 09:00"), at("2027-01-04 09:00"))


def test_national_day_is_free_and_a_weekend_is_worked_for_it():
    days = china_days(2025)
    assert days[date(2025, 10, 1)][0] is False
    assert days[date(2025, 9, 28)] == (True, "调休上班")


def test_a_year_without_notice_is_not_official():
    assert is_official(2025)
    assert not is_official(2050)
