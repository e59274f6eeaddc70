"""The request as our middleware leaves it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from .actors import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`actor` and `now` are handed to queries and actions; `community` is a places.Community or None."""

    actor: Actor
    now: datetime
    community: Any
    htmx: "HtmxDetails"
