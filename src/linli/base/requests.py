"""The request as our middleware leaves it."""

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from .actors import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`actor` and `now` are handed to queries and actions; `community` is a places.Community or None."""

    actor: Actor
    now: datetime
    community: Any
    htmx: "HtmxDetails"


def read_day(text: str) -> date | None:
    """A day as the browser's calendar sends it; None for what is no day."""
    with suppress(ValueError):
        return parse_date(text[:10])
    return None


def read_key(text: str) -> int | None:
    """A whole number from outside, such as a row's key in an address or a form; None for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
