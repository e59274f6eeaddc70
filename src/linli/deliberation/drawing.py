"""Between the pure pipeline and the row in which a map is kept. numpy and scipy are loaded only here, where a map is drawn."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .opinions import OpinionMap, Votes


def draw(votes: Votes, before: OpinionMap | None) -> OpinionMap:
    from .opinions import draw_map

    return draw_map(votes, before)


def votes_from(rows: Sequence[tuple[int, int, int]], numbers: Sequence[int]) -> Votes:
    """Rows of (voter's key, statement's number, what they say); the keys do not outlive this function."""
    import numpy as np

    from .opinions import Votes

    place = {number: at for at, number in enumerate(numbers)}
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    voters, who = np.unique(table[:, 0], return_inverse=True)
    what = np.array([place[number] for number in table[:, 1].tolist()], dtype=np.int64)
    return Votes(who, what, table[:, 2], len(voters), len(numbers))


def as_json(drawn: OpinionMap) -> dict[str, Any]:
    return asdict(drawn)


def from_json(kept: Mapping[str, Any], numbers: Sequence[int], *, now: Sequence[int]) -> OpinionMap:
    """The map before, from which the next one starts, over the statements that stand there `now`. A new one weighs nothing in it yet."""
    from .opinions import OpinionMap

    axes = dict(zip(numbers, kept["axes"], strict=True))
    moved = tuple((float(x), float(y)) for x, y in (axes.get(number, (0.0, 0.0)) for number in now))
    centres = tuple((float(x), float(y)) for x, y in kept["centres"])
    return OpinionMap(kept["voters"], kept["hidden"], (), (), (), kept["fit"], moved, centres)
