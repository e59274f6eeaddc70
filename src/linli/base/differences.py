"""What differs between two texts, by character for Chinese and by word where words are separated by spaces. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECE = re.compile(r"[A-Za-z]+|\d+|\s+|.", re.DOTALL)
LONGEST = 4000
"""Pieces: beyond, the two are shown as they are, each as a whole."""


@dataclass(frozen=True)
class Piece:
    """`kind`: same, gone (only in the old text), new (only in the new one)."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The two texts as one: what stayed, what went, what came. Joined, the same and the gone are the old text; the same and the new, the new one."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return [Piece("gone", old), Piece("new", new)]
    found: list[Piece] = []
    for verb, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        found += [
            Piece(kind, text) for kind, text in (("gone", "".join(before[a:b])), ("new", "".join(after[c:d]))) if text
        ]
    return found
