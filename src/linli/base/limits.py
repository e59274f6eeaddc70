"""How often somebody unknown may do a thing. Counted in this process's memory, by address, and forgotten after the time."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .errors import TooMany


def slow_down(request: HttpRequest, what: str, *, most: int, minutes: int) -> None:
    """TooMany when this address did it more than `most` times in `minutes`."""
    key = f"limit:{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, minutes * 60)
    if cache.incr(key) > most:
        raise TooMany(_("This was done very often from here. Please wait %(minutes)d minutes.") % {"minutes": minutes})
