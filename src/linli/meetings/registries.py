"""What rooms above say of meetings."""

from collections.abc import Callable

from linli.base.registry import Registry

from .models import Meeting

BELONGS: Registry[Callable[[Meeting], tuple[str, str] | None]] = Registry("what a meeting belongs to")
"""The name and the address of what a meeting is held for, if it is something of that room."""


def belongs_to(meeting: Meeting) -> tuple[str, str] | None:
    return next(filter(None, (find(meeting) for find in BELONGS.values())), None)
