"""What other rooms have on record that is to be published: so that nobody writes it twice."""

from collections.abc import Callable
from datetime import date

from linli.base.registry import Registry
from linli.places.models import Community

RECORDED: Registry[tuple[str, Callable[[Community, date, date], list[str]]]] = Registry("what can be published")
"""By name: the kind of affairs, and the lines on record of a time, from its first to its last day, in Chinese."""
