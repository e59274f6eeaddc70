"""What rooms above register here: what a case can become besides being resolved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from linli.base.actors import Actor
from linli.base.registry import Registry


@dataclass(frozen=True)
class Becoming:
    """A page on which a case becomes something else: its name, its address by the case's key, and for whom it is."""

    name: str | Promise
    icon: str
    address: Callable[[int], str]
    is_for: Callable[[Actor, Any], bool]


BECOMINGS: Registry[Becoming] = Registry("what a case can become")
