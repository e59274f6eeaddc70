"""How alike two short Chinese texts are: by the pairs of neighbouring characters that they share."""

import re
from itertools import pairwise

SIGN = re.compile(r"[^\W_]")


def alike(a: str, b: str) -> float:
    """From 0 to 1: twice the shared pairs, of the pairs of both (Dice). Marks, blanks and the order of words do not count."""
    left, right = _pairs(a), _pairs(b)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _pairs(text: str) -> set[str]:
    signs = SIGN.findall(text.lower())
    return {first + second for first, second in pairwise(signs)}
