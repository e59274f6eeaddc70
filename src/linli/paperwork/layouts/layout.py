"""Another office's form, as the people who fill it see it: what it asks for, and whether it is the same as last year's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from .headings import normalised


@dataclass(frozen=True)
class Slot:
    """A place to fill. `kind` is "column" (of a list, for each record) or "cell" (one value); `key` is its lasting address,
    Sheet1!C5 or t0r2c3; `heading` is what stands beside or above it, from the outer to the inner, joined by "/"."""

    key: str
    heading: str
    kind: str


@dataclass(frozen=True)
class Layout:
    """`kind` is "xlsx", "docx" or "text". The same form next year has the same signature, unless its headings changed."""

    kind: str
    slots: tuple[Slot, ...]
    signature: str


def layout_of(kind: str, slots: Iterable[Slot]) -> Layout:
    every = tuple(slots)
    headings = "\n".join(normalised(slot.heading) for slot in every)
    return Layout(kind, every, sha256(headings.encode()).hexdigest())


def alike(one: Layout, other: Layout) -> float:
    """From 0 to 1: how much of their headings two forms share. Last year's version of a form is the one most like it."""
    mine, theirs = (Counter(normalised(slot.heading) for slot in layout.slots) for layout in (one, other))
    every = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / every if every else 0.0
