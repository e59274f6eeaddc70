"""What rooms above have a say in."""

from collections.abc import Callable

from linli.base.registry import Registry

from .models import Topic

ORIGINS: Registry[Callable[[Topic], tuple[str, str] | None]] = Registry("what a topic grew out of")
"""The name and the address of what a topic was made of, if it is something of that room that everybody may read."""


def origin_of(topic: Topic) -> tuple[str, str] | None:
    return next(filter(None, (find(topic) for find in ORIGINS.values())), None)
