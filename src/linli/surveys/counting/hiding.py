"""Small counts are hidden, and so much beside them that nobody can reckon them from the totals.

Who reads a table knows its totals, which cells are hidden, and of each hidden cell whether it is small (1 to 4) or not (5 or
more). A hidden cell is safe when another table, with another number in that cell, would have been published just the same.

Cells are arcs of a network, totals its nodes. Two tables with the same totals differ by cycles through hidden cells, along which
one is added here and taken away there. So a hidden cell is safe exactly if such a cycle goes through it; where there is
none, the cheapest one is made, by hiding the cells that lie on it.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
"""From this count on a cell is shown. Nobody (0) points at nobody, and is shown too."""


@dataclass(frozen=True)
class Arc:
    """A cell between the node of its row and the node of its column."""

    tail: int
    head: int
    count: int


Move = tuple[int, int]  # place of an arc; +1 adds one to it, -1 takes one away


def hidden_in_row(counts: Sequence[int], *, fewest: int = FEWEST) -> frozenset[int] | None:
    """Places to hide in a list of counts whose sum is known. None where nothing of it can be shown."""
    return hidden_arcs([Arc(0, 1, count) for count in counts], fewest=fewest)


def hidden_in_table(cells: Sequence[Sequence[int]], *, fewest: int = FEWEST) -> frozenset[tuple[int, int]] | None:
    """Places (row, column) to hide in a table whose row and column totals are known. None where nothing of it can be shown."""
    columns = len(cells[0]) if cells else 0
    arcs = [Arc(row, len(cells) + column, count) for row, line in enumerate(cells) for column, count in enumerate(line)]
    hidden = hidden_arcs(arcs, fewest=fewest)
    return None if hidden is None else frozenset(divmod(place, columns) for place in hidden)


def hidden_arcs(arcs: Sequence[Arc], *, fewest: int = FEWEST) -> frozenset[int] | None:
    """Small arcs, and as many more as make each of them safe. None where they cannot be."""
    hidden = {place for place, arc in enumerate(arcs) if 0 < arc.count < fewest}
    while (
        bare := next((place for place in sorted(hidden) if not _is_safe(arcs, hidden, place, fewest)), None)
    ) is not None:
        cycle = _cheapest_cycle(arcs, hidden, bare, fewest, may_hide_more=True)
        if cycle is None:
            return None
        hidden.update(place for place, _way in cycle)
    return frozenset(hidden)


def range_of(
    counts: Sequence[int], hidden: frozenset[int], place: int, *, fewest: int = FEWEST
) -> tuple[int, int | None]:
    """What may be said of a count: itself, or between which numbers it lies, as anybody can reckon. None: no upper end is told."""
    if place not in hidden:
        return counts[place], counts[place]
    if counts[place] < fewest:
        return 1, fewest - 1
    others = [counts[other] for other in hidden if other != place]
    if any(count >= fewest for count in others):
        return fewest, None
    known = counts[place] + sum(others)
    return max(known - (fewest - 1) * len(others), fewest), known - len(others)


def _is_safe(arcs: Sequence[Arc], hidden: set[int], place: int, fewest: int) -> bool:
    return _cheapest_cycle(arcs, hidden, place, fewest, may_hide_more=False) is not None


def _cheapest_cycle(
    arcs: Sequence[Arc], hidden: set[int], place: int, fewest: int, *, may_hide_more: bool
) -> list[Move] | None:
    """The moves of a cycle through this arc; hidden arcs cost nothing, another one as many as are counted in it."""
    ways: dict[int, list[tuple[int, int, Move]]] = {}
    for other, arc in enumerate(arcs):
        if other == place or (other not in hidden and not (may_hide_more and arc.count >= fewest)):
            continue
        cost = 0 if other in hidden else arc.count
        for step in _allowed(arc, fewest):
            ends = (arc.tail, arc.head) if step > 0 else (arc.head, arc.tail)
            ways.setdefault(ends[0], []).append((ends[1], cost, (other, step)))
    arc, found = arcs[place], []
    for step in _allowed(arc, fewest):
        begin, end = (arc.head, arc.tail) if step > 0 else (arc.tail, arc.head)
        if (way := _shortest(ways, begin, end)) is not None:
            found.append((way[0], [(place, step), *way[1]]))
    return min(found)[1] if found else None


def _allowed(arc: Arc, fewest: int) -> list[int]:
    """Whether one more, or one fewer, would still be told in the same way: small stays small, and not small stays so."""
    lowest, highest = (1, fewest - 1) if arc.count < fewest else (fewest, None)
    return [+1] * (highest is None or arc.count < highest) + [-1] * (arc.count > lowest)


def _shortest(ways: dict[int, list[tuple[int, int, Move]]], begin: int, end: int) -> tuple[int, list[Move]] | None:
    """Dijkstra's way from node to node: its cost and its moves."""
    waiting: list[tuple[int, int, list[Move]]] = [(0, begin, [])]
    done = set[int]()
    while waiting:
        cost, node, moves = heapq.heappop(waiting)
        if node == end:
            return cost, moves
        if node in done:
            continue
        done.add(node)
        for target, more, move in ways.get(node, ()):
            if target not in done:
                heapq.heappush(waiting, (cost + more, target, [*moves, move]))
    return None
