"""Versioned rule data: thresholds of law and our own settings, each with source, article, rank and validity. Never in code."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Rule:
    """`rank` is L (law in force), P (plan or policy), H (historical model) or O (ours). `valid_to` no longer counts."""

    key: str
    value: Any
    source: str
    rank: str
    article: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed_by: str = ""
    note: str = ""

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


RULES: dict[str, list[Rule]] = {}


def load_rules(path: Path) -> None:
    """Read a room's rules; called from its apps.py. ValueError for an unknown rank or two rules of one key at one time."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        days: dict[str, Any] = {
            name: date.fromisoformat(row.pop(name)) for name in ("valid_from", "valid_to") if row.get(name)
        }
        _add(Rule(**row, **days))


def rule(key: str, *, on: date) -> Rule:
    """The rule in force on a day. KeyError where there is none: a rule that has run out is not silently used on."""
    for found in RULES.get(key, []):
        if found.holds(on):
            return found
    raise KeyError(f"no rule {key} on {on}")


def rules(prefix: str = "") -> list[Rule]:
    """Every rule whose key begins so, in order of key and time."""
    return [
        r
        for key in sorted(RULES)
        if key.startswith(prefix)
        for r in sorted(RULES[key], key=lambda r: r.valid_from or date.min)
    ]


def _add(new: Rule) -> None:
    if new.rank not in {"L", "P", "H", "O"}:
        raise ValueError(f"rule {new.key}: the rank {new.rank} is unknown")
    others = RULES.setdefault(new.key, [])
    if new in others:
        return
    for other in others:
        if (new.valid_to or date.max) > (other.valid_from or date.min) and (other.valid_to or date.max) > (
            new.valid_from or date.min
        ):
            raise ValueError(f"rule {new.key}: two rules hold at one time")
    others.append(new)
