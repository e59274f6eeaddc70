"""Dates as offices write them: 1958.3, 58年3月, 二〇二四年三月五日, 20240305, 2024/3/5 14:30, 45356, 01/02/2011 10:03:22 AM."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from django.utils.translation import gettext as _

from .errors import Invalid
from .text import clean

DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九．／－号", "0000123456789./-日")
BLANKS = re.compile(r"\s*([年月])\s*|\s+(日)")
TENS = re.compile(r"(?<![0-9])([1-9]?)十([1-9]?)")
YEAR_FIRST = re.compile(r"^(\d{4}|\d{2})(?:年度?|[./-])(?:(\d{1,2})(?:月|[./-]|$))?(?:(\d{1,2})日?)?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
DAY_OR_MONTH_FIRST = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
CLOCK = re.compile(r"^(\d{1,2})[:：时点](\d{1,2})?分?(?:[:：](\d{1,2})秒?(?:\.\d+)?)?$")
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 2000, 80000  # 1905 to 2119: smaller and larger numbers are no serial dates


@dataclass(frozen=True)
class Date:
    """`day` is the first of what was written; `precision` is year, month or day."""

    day: date
    precision: str


def read_date(value: Any, *, today: date, order: str = "auto") -> Date:
    """Read a date. `order` ("mdy", "dmy" or "auto") decides 01/02/2011. Two-digit years lie in the past. Invalid names the value."""
    if isinstance(value, datetime):
        return Date(value.date(), "day")
    if isinstance(value, date):
        return Date(value, "day")
    text = _plain(value)
    if serial := _serial(text):
        return Date(serial.date(), "day")
    if re.fullmatch(r"(19|20)\d{2}", text):
        return _checked(value, int(text), None, None)
    if found := COMPACT.match(text):
        return _checked(value, *(int(g) if g else None for g in found.groups()))
    if found := DAY_OR_MONTH_FIRST.match(text):
        first, second, year = (int(g) for g in found.groups())
        month_first = order == "mdy" or (order == "auto" and first <= 12)
        return _checked(value, year, first, second) if month_first else _checked(value, year, second, first)
    if found := YEAR_FIRST.match(text):
        month, day = (int(g) if g else None for g in found.groups()[1:])
        return _checked(value, _full_year(found[1], today), month, day)
    raise _unreadable(value)


def read_moment(value: Any, *, zone: tzinfo, today: date, order: str = "auto") -> datetime:
    """Read a date and, if it is there, a time of day in `zone`; midnight if not. Invalid names the value."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    text = _plain(value)
    if found := _serial(text):
        return found.replace(tzinfo=zone)
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        exact = None
    if exact is not None and re.match(r"^\d{4}-\d{2}-\d{2}", text):
        return exact if exact.tzinfo else exact.replace(tzinfo=zone)
    day_text, clock_text = _split_clock(text)
    day = read_date(day_text, today=today, order=order).day
    return datetime.combine(day, _read_clock(value, clock_text), zone)


def _plain(value: Any) -> str:
    text = clean(str(value)).strip().translate(DIGITS)
    text = BLANKS.sub(lambda m: m[1] or m[2], text)
    text = TENS.sub(lambda m: str(int(m[1] or 1) * 10 + int(m[2] or 0)), text)
    return re.sub(r"\.0$", "", text) if re.fullmatch(r"\d{5,8}\.0", text) else text


def _serial(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{4,5}(\.\d+)?", text) or re.fullmatch(r"(19|20)\d{2}(\.\d{1,2})?", text):
        return None
    number = float(text)
    if not EXCEL_FIRST <= number <= EXCEL_LAST:
        return None
    return datetime.combine(EXCEL_DAY_ZERO, time()) + timedelta(seconds=round(number * 86400))


def _split_clock(text: str) -> tuple[str, str]:
    parts = text.replace("T", " ").split(maxsplit=1)
    if len(parts) == 1 and "日" in text:
        head, _sign, tail = text.partition("日")
        return f"{head}日", tail.strip()
    return parts[0] if parts else "", parts[1] if len(parts) > 1 else ""


def _read_clock(value: Any, text: str) -> time:
    if not text:
        return time()
    upper = text.upper().strip()
    half = next((h for h in ("AM", "PM", "上午", "下午") if h in upper), "")
    found = CLOCK.match(upper.replace(half, "").strip() if half else upper)
    if not found:
        raise _unreadable(value)
    hour, minute, second = (int(g or 0) for g in found.groups())
    if half in {"PM", "下午"} and hour < 12:
        hour += 12
    if half in {"AM", "上午"} and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError as wrong:
        raise _unreadable(value) from wrong


def _full_year(written: str, today: date) -> int:
    if len(written) == 4:
        return int(written)
    guess = today.year // 100 * 100 + int(written)
    return guess if guess <= today.year else guess - 100


def _checked(value: Any, year: int | None, month: int | None, day: int | None) -> Date:
    if day and month == 0:
        raise _unreadable(value)
    try:
        found = date(year or 0, month or 1, day or 1)
    except ValueError as wrong:
        raise _unreadable(value) from wrong
    if not 1850 <= found.year <= 2150:
        raise _unreadable(value)
    return Date(found, "day" if day else "month" if month else "year")


def _unreadable(value: Any) -> Invalid:
    return Invalid(_("“%(value)s” cannot be read as a date.") % {"value": str(value)[:40]})
