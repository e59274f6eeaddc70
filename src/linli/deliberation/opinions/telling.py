"""What a group holds more than others, what all agree on, and what divides.

The tests are those of Polis: whether more than half of a group say so, and more of it than of the others (one-sided, at nine in ten);
ranked by how strongly.
"""

from dataclasses import dataclass

import numpy as np

from .votes import Floats, Ints

SIGNIFICANT = 1.2816
MOST_TOLD = 5


@dataclass(frozen=True)
class Stand:
    """A group's stand on a statement: `is_agreeing`, `share` of those who saw it, and how much more often than the others (`times`)."""

    statement: int
    is_agreeing: bool
    share: float
    times: float


def shares(counts: Ints, side: int) -> Floats:
    """Groups × statements: who says so of those who saw it, one of each added, so that few votes say little."""
    return (counts[:, :, side] + 1) / (counts.sum(axis=2) + 2)


def stands(counts: Ints, group: int) -> list[Stand]:
    """What the group holds, the most telling first; at least one where anybody voted. `counts` as `Votes.counts` has them."""
    inside, outside = counts[group], counts.sum(axis=0) - counts[group]
    seen, others = inside.sum(axis=1), outside.sum(axis=1)
    told: list[tuple[bool, float, Stand]] = []
    for statement in np.flatnonzero(seen):
        sides = [
            _side(inside[statement], outside[statement], seen[statement], others[statement], side) for side in (0, 2)
        ]
        side, (share, half, times, more) = max(enumerate(sides), key=lambda pair: pair[1][2] * pair[1][3])
        is_told = half > SIGNIFICANT and more > SIGNIFICANT
        told.append((is_told, share * half * times * more, Stand(int(statement), side == 1, share, times)))
    told.sort(key=lambda one: (-one[0], -one[1], one[2].statement))
    return [stand for is_told, _weight, stand in told if is_told][:MOST_TOLD] or [stand for _t, _w, stand in told[:1]]


def agreed(counts: Ints) -> Floats:
    """For each statement the product of the groups' shares that agree: high only where every group does."""
    return np.asarray(shares(counts, 2).prod(axis=0))


def refused(counts: Ints) -> Floats:
    """The same of disagreeing."""
    return np.asarray(shares(counts, 0).prod(axis=0))


def divided(counts: Ints) -> Floats:
    """For each statement how far apart the groups are: the widest gap between their shares that agree."""
    agreeing = shares(counts, 2)
    return np.asarray(agreeing.max(axis=0) - agreeing.min(axis=0))


def _side(inside: Ints, outside: Ints, seen: int, others: int, side: int) -> tuple[float, float, float, float]:
    """Share inside, whether it is over half, how many times that outside, and whether it is more than there."""
    mine, theirs = (inside[side] + 1) / (seen + 2), (outside[side] + 1) / (others + 2)
    half = 2 * np.sqrt(seen + 1) * ((inside[side] + 1) / (seen + 1) - 0.5)
    one, two = (inside[side] + 1) / (seen + 1), (outside[side] + 1) / (others + 1)
    pooled = (inside[side] + outside[side] + 2) / (seen + others + 2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (others + 1))) if pooled < 1 else 0.0
    more = (one - two) / spread if spread else 0.0
    return float(mine), float(half), float(mine / theirs), float(more)
