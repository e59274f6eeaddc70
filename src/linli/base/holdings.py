"""What is in somebody's hands when they leave: rooms register what they know of, the team lists it."""

from collections.abc import Callable
from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class InHands:
    """Open work: what it is called, and its page."""

    words: str
    path: str


HOLDINGS: Registry[Callable[[int, int], list[InHands]]] = Registry("what somebody has in their hands")
"""(key of the community, key of the person) → their open work there."""
