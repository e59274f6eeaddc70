"""The request as our middleware leaves it."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date

from .actors import Actor
from .text import UNWRITABLE


class Request(HttpRequest):
    """`actor` and `now` are handed to queries and actions; `community` is a places.Community or None."""

    actor: Actor
    now: datetime
    community: Any


LARGEST_KEY = 2**63 - 1  # what a database counts up to
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
"""No page speaks of days before or after; at the ends of the calendar a time zone cannot be reckoned with."""


def writable(asked: QueryDict) -> QueryDict:
    """What was asked or sent, without the signs that no database stores; itself where there are none."""
    if not any(UNWRITABLE.search(text) for name, values in asked.lists() for text in (name, *values)):
        return asked
    made = QueryDict(mutable=True)
    for name, values in asked.lists():
        made.setlist(UNWRITABLE.sub("", name), [UNWRITABLE.sub("", value) for value in values])
    return made


def read_day(text: str) -> date | None:
    """A day as the browser's calendar sends it; None for what is no day, or none that a page could mean."""
    with suppress(ValueError):
        day = parse_date(text[:10])
        return day if day and EARLIEST <= day <= LATEST else None
    return None


def read_key(text: str) -> int | None:
    """A whole number from outside, such as a row's key in an address or a form; None for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
