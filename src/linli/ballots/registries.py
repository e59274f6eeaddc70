"""What rooms above have a say in."""

from collections.abc import Callable
from datetime import datetime

from linli.base.registry import Registry

from .models import Ballot

OPENINGS: Registry[Callable[[Ballot, datetime], None]] = Registry("guard of an opening")
"""Asked before a ballot opens; each raises Refused where something is missing that the law asks for."""

BELONGS: Registry[Callable[[Ballot], tuple[str, str] | None]] = Registry("what a ballot belongs to")
"""The name and the address of what a ballot was held for, if it is something of that room."""


def belongs_to(ballot: Ballot) -> tuple[str, str] | None:
    return next(filter(None, (find(ballot) for find in BELONGS.values())), None)
