"""Columns recognised by their headings, whatever the office calls them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from .text import clean

REMARK = re.compile(r"[(（\[【].*?[)）\]】]|[*＊:：]")
SHORTEST_PART = 3  # a shorter word may stand in a heading by chance


def bare(heading: str) -> str:
    """A heading without blanks and capitals."""
    return re.sub(r"\s+", "", clean(heading)).lower()


def find_columns(columns: Sequence[str], words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each part's column; no column serves twice.

    First one that is called by a word of the part: as a whole, under a merged heading, or without a remark in brackets.
    Then one whose name holds a longer word, the longest words first.
    """
    known = [(part, word) for part, spelled in words.items() for word in spelled]
    longer = sorted((pair for pair in known if len(pair[1]) >= SHORTEST_PART), key=lambda pair: -len(pair[1]))
    found: dict[str, str] = {}
    for pairs, fits in ((known, _is_called), (longer, _holds)):
        for part, word in pairs:
            free = next((c for c in columns if c not in found.values() and fits(c, word)), None)
            if part not in found and free is not None:
                found[part] = free
    return found


def _is_called(column: str, word: str) -> bool:
    name = bare(column)
    return word in {name, name.rsplit("/", 1)[-1], REMARK.sub("", name)}


def _holds(column: str, word: str) -> bool:
    return word in bare(column)
