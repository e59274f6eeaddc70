"""How often somebody unknown may do a thing. Counted in this process's memory, by address, and forgotten after the time."""

from contextlib import suppress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .errors import TooMany


def slow_down(request: HttpRequest, what: str, *, most: int, minutes: int) -> None:
    """TooMany when this address did it more than `most` times in `minutes`."""
    if not settings.LIMITS:
        return
    key = f"limit:{what}:{address_of(request)}"
    cache.add(key, 0, minutes * 60)
    with suppress(ValueError):  # forgotten since the line above: a new count has not begun yet
        if cache.incr(key) > most:
            raise TooMany(
                _("This was done very often from here. Please wait %(minutes)d minutes.") % {"minutes": minutes}
            )


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: what the outermost of our own proxies saw; what a stranger wrote before it counts nothing."""
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
