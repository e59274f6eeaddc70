"""What rooms above say of meetings."""

from collections.abc import Callable, Iterable

from linli.base.registry import Registry
from linli.places.models import Community

from .models import Meeting

BELONGS: Registry[Callable[[Meeting], tuple[str, str] | None]] = Registry("what a meeting belongs to")
"""The name and the address of what a meeting is held for, if it is something of that room."""


COMMITTEE: Registry[Callable[[Community], Iterable[str]]] = Registry("who sits on the committee")
"""Names of the members of the residents' committee, as far as that room knows them: they make up an assembly with the representatives."""


def belongs_to(meeting: Meeting) -> tuple[str, str] | None:
    return next(filter(None, (find(meeting) for find in BELONGS.values())), None)
