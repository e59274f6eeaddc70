"""Dates as they stand in the drawers of an office."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.errors import Invalid
from linli.base.office_dates import read_date, read_moment
from linli.base.working_time import CHINA

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 23)
FROM_A_CELL = datetime(2026, 3, 5, 14, 30)  # noqa: DTZ001  a spreadsheet's cell knows no zone
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
CHINESE = dict(enumerate("〇一二三四五六七八九"))


def in_chinese(number: int) -> str:
    """Up to ninety-nine, as it is said: 三十一."""
    tens, ones = divmod(number, 10)
    said = ("" if tens == 1 else CHINESE[tens]) + "十" if tens else ""
    return said + (CHINESE[ones] if ones else "")


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("1958.3", date(1958, 3, 1), "month"),
        (1958.3, date(1958, 3, 1), "month"),
        ("58年3月", date(1958, 3, 1), "month"),
        ("1958", date(1958, 1, 1), "year"),
        (1958.0, date(1958, 1, 1), "year"),
        ("1958年", date(1958, 1, 1), "year"),
        ("2025年度", date(2025, 1, 1), "year"),
        ("26年3月", date(2026, 3, 1), "month"),
        ("27年3月", date(1927, 3, 1), "month"),
        ("二〇二六年三月五日", date(2026, 3, 5), "day"),
        ("二零二六年十二月三十一日", date(2026, 12, 31), "day"),
        ("一九五八年十月", date(1958, 10, 1), "month"),
        ("2026年3月5号", date(2026, 3, 5), "day"),
        ("2026 年 3 月 5 日", date(2026, 3, 5), "day"),
        ("２０２６．３．５", date(2026, 3, 5), "day"),
        ("２０２６／０３／０５", date(2026, 3, 5), "day"),
        ("20260305", date(2026, 3, 5), "day"),
        (20260305, date(2026, 3, 5), "day"),
        (20260305.0, date(2026, 3, 5), "day"),
        ("202603", date(2026, 3, 1), "month"),
        ("2026/3/5", date(2026, 3, 5), "day"),
        ("2026-03-05", date(2026, 3, 5), "day"),
        ("26.3.5", date(2026, 3, 5), "day"),
        ("2026-03-00", date(2026, 3, 1), "month"),
        (45356, date(2024, 3, 5), "day"),
        ("45356", date(2024, 3, 5), "day"),
        (45356.75, date(2024, 3, 5), "day"),
        (date(2026, 3, 5), date(2026, 3, 5), "day"),
        (FROM_A_CELL, date(2026, 3, 5), "day"),
    ],
)
def test_a_date_is_read_as_offices_write_it(written, day, precision):
    read = read_date(written, today=TODAY)
    assert (read.day, read.precision) == (day, precision)


@pytest.mark.parametrize(
    ("order", "day"), [("mdy", date(2011, 1, 2)), ("dmy", date(2011, 2, 1)), ("auto", date(2011, 1, 2))]
)
def test_which_number_is_the_month_is_said_by_the_order(order, day):
    assert read_date("01/02/2011", today=TODAY, order=order).day == day


def test_a_thirteenth_month_can_only_be_a_day():
    assert read_date("13/02/2011", today=TODAY).day == date(2011, 2, 13)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "某天",
        "2026-02-30",
        "2026-13-01",
        "2026-00-05",
        "20261301",
        "三月五日",
        "0001-01-01",
        "9999-12-31",
        7,
        True,
        None,
        "=A1",
        "2026-03-05\n2026-03-06",
        "1" * 500,
    ],
)
def test_what_is_no_date_is_refused_and_named(written):
    with pytest.raises(Invalid) as refused:
        read_date(written, today=TODAY)
    assert str(written)[:40].strip() in str(refused.value)


@given(days)
def test_every_way_of_writing_a_day_is_read_as_that_day(day):
    chinese = "".join(CHINESE[int(digit)] for digit in f"{day.year:04d}")
    ways = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{chinese}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        f"{day:%m/%d/%Y}",
    ]
    assert {read_date(way, today=TODAY, order="mdy").day for way in ways} == {day}


@given(st.dates(date(1906, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_of_excel_is_its_day(day):
    serial = (day - date(1899, 12, 30)).days
    assert read_date(serial, today=TODAY).day == day
    assert read_date(str(serial), today=TODAY).day == day


@given(st.dates(date(1927, 1, 1), TODAY))
def test_two_figures_of_a_year_lie_in_the_hundred_years_before(day):
    assert read_date(f"{day:%y}年{day.month}月{day.day}日", today=TODAY).day == day


@given(st.text(max_size=20))
def test_whatever_is_written_is_read_or_refused(text):
    outcome = []
    try:
        outcome.append(read_date(text, today=TODAY).day)
    except Invalid as refused:
        outcome.append(str(refused))
    assert outcome


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2024/3/5 14:30", "14:30:00"),
        ("2024年3月5日14时30分", "14:30:00"),
        ("2024年3月5日 下午2：30", "14:30:00"),
        ("2024年3月5日 下午2点", "14:00:00"),
        ("2024-03-05T14:30:15", "14:30:15"),
        ("03/05/2024 02:30:15 PM", "14:30:15"),
        ("03/05/2024 12:00:15 AM", "00:00:15"),
        ("２０２４－０３－０５ １４：３０", "14:30:00"),
        ("2024.3.5", "00:00:00"),
        (45356.604166667, "14:30:00"),
        (FROM_A_CELL.replace(year=2024), "14:30:00"),
    ],
)
def test_a_moment_is_read_with_its_time_of_day(written, clock):
    read = read_moment(written, zone=CHINA, today=TODAY)
    assert read.isoformat() == f"2024-03-05T{clock}+08:00"


def test_a_moment_that_names_its_zone_keeps_it():
    read = read_moment("2024-03-05T06:30:00Z", zone=CHINA, today=TODAY)
    assert read == datetime(2024, 3, 5, 6, 30, tzinfo=UTC)
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize("written", ["2024-03-05 25:00", "2024-03-05 下午", "2024-03-05 14:61", "2024年3月5日傍晚"])
def test_what_is_no_time_of_day_is_refused(written):
    with pytest.raises(Invalid):
        read_moment(written, zone=CHINA, today=TODAY)
