"""What rooms above have a say in."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from linli.base.actors import Actor
from linli.base.registry import Registry

from .models import Ballot

OPENINGS: Registry[Callable[[Ballot, datetime], None]] = Registry("guard of an opening")
"""Asked before a ballot opens; each raises Refused where something is missing that the law asks for."""

BELONGS: Registry[Callable[[Ballot], tuple[str, str] | None]] = Registry("what a ballot belongs to")
"""The name and the address of what a ballot was held for, if it is something of that room."""


BESIDE: Registry[Callable[[Ballot], list[dict[str, Any]]]] = Registry("who sits beside")
"""Of an election: who else sits on or stands for the same committee and is a near relative of a candidate, as the published rule has it:
`key`, `label`, and the options of whom they are one (`relatives`). Asked when it opens."""

SEATED: Registry[Callable[[Ballot], list[str]]] = Registry("who of those beside sits now")
"""Their keys, when the ballot is counted. Raises Refused while a vote that opened before decides about one of them."""

AFTER_COUNT: Registry[Callable[[Actor, Ballot, datetime], None]] = Registry("what follows from a count")
"""Inside the action that counted."""

PROXIES: Registry[Callable[[Ballot], Mapping[int, int]]] = Registry("who votes for whom")
"""Numbers on the roll of those who gave their vote to somebody, and of whom they gave it to."""


def proxies_of(ballot: Ballot) -> dict[int, int]:
    return {giver: holder for find in PROXIES.values() for giver, holder in find(ballot).items()}


def belongs_to(ballot: Ballot) -> tuple[str, str] | None:
    return next(filter(None, (find(ballot) for find in BELONGS.values())), None)
