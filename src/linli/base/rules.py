"""Versioned rule data: thresholds of law and our own settings, each with source, article, rank and validity. Never in code.

The law's rules come with the rooms, as JSON. A province, a street or a community's charter may add stricter ones: which places there are,
and what they have set, a floor above knows (`PLACES`).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from .registry import Registry

OURS = "Linli"
RANKS = frozenset("LPHOC")
DIRECTIONS = frozenset({"", "more", "less"})


@dataclass(frozen=True)
class Rule:
    """`rank` is L (law in force), P (plan or policy), H (historical model), O (ours) or C (charter). `valid_to` no longer counts.

    `stricter`: in which direction a place may go beyond it, "more" or "less"; without one it holds everywhere as it stands.
    `place`: whose rule it is, where it is not everybody's. `quote`: the words of the article that say so, for rank L. `by_analogy`:
    the article, or practice, speaks of something else and is followed here all the same.
    """

    key: str
    value: Any
    source: str
    rank: str
    article: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed_by: str = ""
    note: str = ""
    name: str = ""
    name_en: str = ""
    stricter: str = ""
    place: str = ""
    quote: str = ""
    by_analogy: bool = False

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)

    @property
    def label(self) -> str:
        """What it is about, in the reader's language."""
        is_english = (get_language() or "").startswith("en")
        return (self.name_en if is_english else self.name) or self.note or self.key

    @property
    def law(self) -> str:
        """Where it stands: source and article in one; empty for our own defaults, which stand in no law."""
        return law_in_words(self.source, self.article)


def law_in_words(source: str, article: str) -> str:
    return "" if source == OURS else f"{source}{article}"


RULES: dict[str, list[Rule]] = {}
PLACES: Registry[Callable[[Any], Iterable[Rule]]] = Registry("source of the rules of places")
"""Each gives every rule, of whatever key and day, that was set for a community or a place that it lies in. One query."""

_read: ContextVar[dict[Any, tuple[Rule, ...]] | None] = ContextVar("rules_read", default=None)


def load_rules(path: Path) -> None:
    """Read a room's rules; called from its apps.py. ValueError for an unknown rank or two rules of one key at one time."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        days: dict[str, Any] = {
            name: date.fromisoformat(row.pop(name)) for name in ("valid_from", "valid_to") if row.get(name)
        }
        _add(Rule(**row, **days))


def rule(key: str, *, on: date, community: Any = None) -> Rule:
    """The rule in force on a day: of a community, the strictest of the law's and those of the places that it lies in.

    KeyError where there is none: a rule that has run out is not silently used on.
    """
    law = _of_law(key, on)
    if community is None or not law.stricter:
        return law
    return strictest(law, [one for one in _of_places(community) if one.key == key and one.holds(on)])


def rules(prefix: str = "") -> list[Rule]:
    """Every rule that came with the rooms and whose key begins so, in order of key and time."""
    return [
        r
        for key in sorted(RULES)
        if key.startswith(prefix)
        for r in sorted(RULES[key], key=lambda r: r.valid_from or date.min)
    ]


def rules_in_force(*, on: date, community: Any = None) -> list[Rule]:
    """One of each key, by key. One query."""
    with rules_read_once():
        keys = sorted(key for key, versions in RULES.items() if any(one.holds(on) for one in versions))
        return [rule(key, on=on, community=community) for key in keys]


def strictest(law: Rule, others: Iterable[Rule]) -> Rule:
    """The one that goes furthest. What no longer goes beyond the law, because the law has changed, does not count."""
    found = law
    for other in others:
        if is_stricter(other.value, than=found):
            found = replace(other, name=law.name, name_en=law.name_en, note=law.note, stricter=law.stricter)
    return found


def is_stricter(value: Any, *, than: Rule) -> bool:
    """Whether a value goes beyond a rule in the direction that the rule allows."""
    mine, theirs = measure(value), measure(than.value)
    return {"more": mine > theirs, "less": mine < theirs}.get(than.stricter, False)


def measure(value: Any) -> tuple[Fraction, bool]:
    """A whole number, or a share {"share": "1/2", "over": true}, as something that can be compared: more than a half is more than a half."""
    if isinstance(value, Mapping):
        return Fraction(value["share"]), bool(value["over"])
    return Fraction(value), False


@contextmanager
def rules_read_once() -> Iterator[None]:
    """Inside, the rules of a community's places are asked of the database once: for a request, or an action."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def forget_rules() -> None:
    """What was read is read again: for an action that changes a rule of a place."""
    if (read := _read.get()) is not None:
        read.clear()


def _of_law(key: str, on: date) -> Rule:
    for found in RULES.get(key, []):
        if found.holds(on):
            return found
    raise KeyError(f"no rule {key} on {on}")


def _of_places(community: Any) -> tuple[Rule, ...]:
    read = _read.get()
    if read is not None and community.pk in read:
        return read[community.pk]
    found = tuple(one for source in PLACES.values() for one in source(community))
    if read is not None:
        read[community.pk] = found
    return found


def _add(new: Rule) -> None:
    if new.rank not in RANKS:
        raise ValueError(f"rule {new.key}: the rank {new.rank} is unknown")
    if new.stricter not in DIRECTIONS:
        raise ValueError(f"rule {new.key}: the direction {new.stricter} is unknown")
    others = RULES.setdefault(new.key, [])
    if new in others:
        return
    for other in others:
        if (new.valid_to or date.max) > (other.valid_from or date.min) and (other.valid_to or date.max) > (
            new.valid_from or date.min
        ):
            raise ValueError(f"rule {new.key}: two rules hold at one time")
    others.append(new)
