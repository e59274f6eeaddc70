"""What rooms above have a say in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from linli.base.actors import Actor
from linli.base.registry import Registry
from linli.base.rights import Right


@dataclass(frozen=True)
class Followed:
    """What a finding became: its name, its page, how far it has come. `path` is empty for who may not open it."""

    name: str
    path: str
    state: str | Promise


FOLLOWED: Registry[Callable[[Actor, Sequence[int]], dict[int, Followed]]] = Registry("what findings became")
"""By `Finding.Became`: (reader, keys) → what each of them is."""


@dataclass(frozen=True)
class Way:
    """A page on which a finding is made into something: its name, its address by the finding's key, for whom in the community it is."""

    name: str | Promise
    icon: str
    address: Callable[[int], str]
    right: Right


WAYS: Registry[Way] = Registry("what a finding can be made into")
