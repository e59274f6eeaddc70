"""What of the counts everybody may read. Told as ranges: [57, 57] is 57, [1, 4] is fewer than five, [5, null] is hidden beside one of these."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .hiding import FEWEST, hidden_in_row, hidden_in_table, range_of
from .tally import Asked, Counted, Stored, bands, cross

Range = tuple[int, int | None]


def is_exact(told: Sequence[int | None]) -> bool:
    return told[0] == told[1]


def row(counts: Sequence[int], *, has_total: bool = True) -> list[Range] | None:
    """A list of counts as ranges; `has_total`: their sum is known. None where nothing of it can be shown."""
    if not has_total:
        small = frozenset(place for place, count in enumerate(counts) if 0 < count < FEWEST)
        return [range_of(counts, small, place) for place in range(len(counts))]
    hidden = hidden_in_row(counts)
    return None if hidden is None else [range_of(counts, hidden, place) for place in range(len(counts))]


def question(asked: Asked, counted: Counted, parent: Mapping[str, Any] | None) -> dict[str, Any]:
    """One question's public result. Hidden whole: what few answered, and what follows from an answer whose count is hidden."""
    told: dict[str, Any] = {"key": asked.key, "asked": counted.asked, "answered": counted.answered}
    follows_hidden = parent is not None and (
        "counts" not in parent or any(not is_exact(parent["counts"][option - 1]) for option in asked.if_options)
    )
    if follows_hidden or 0 < counted.answered < FEWEST or 0 < counted.asked < FEWEST:
        return {"key": asked.key, "is_hidden": True}
    if asked.options:
        ranges = row(counted.counts, has_total=asked.is_single)
        if ranges is None:
            return {"key": asked.key, "is_hidden": True}
        told["counts"] = ranges
    elif counted.numbers:
        told["bands"] = [[band.low, band.high, band.count] for band in bands(counted.numbers, fewest=FEWEST)]
    return told


def questions(asked: Sequence[Asked], counted: Sequence[Counted]) -> list[dict[str, Any]]:
    told: dict[int, dict[str, Any]] = {}
    for one, count in zip(asked, counted, strict=True):
        parent = told[one.asked_if] if one.asked_if is not None else None
        told[one.key] = question(one, count, parent)
    return list(told.values())


def table(
    first: Asked, second: Asked, sheets: Iterable[Stored], told: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any] | None:
    """Two questions against each other. None where it cannot be shown.

    Options whose own count is hidden, and those that few chose here, are joined to one row or column: within it people could
    change places without a number in any table changing. So every total is shown, and the cells are made safe among themselves.
    """
    if any("counts" not in told[one.key] for one in (first, second)):
        return None
    cells = cross(first, second, sheets)
    rows = _groups([sum(line) for line in cells], told[first.key]["counts"])
    columns = _groups([sum(line) for line in zip(*cells, strict=True)], told[second.key]["counts"])
    if len(rows) < 2 or len(columns) < 2:
        return None
    joined = [[sum(cells[r][c] for r in group for c in other) for other in columns] for group in rows]
    if min(map(sum, joined)) < FEWEST or min(map(sum, zip(*joined, strict=True))) < FEWEST:
        return None
    return protected(joined, rows, columns) | {"first": first.key, "second": second.key}


def protected(cells: list[list[int]], rows: list[list[int]], columns: list[list[int]]) -> dict[str, Any]:
    """The table with its totals; None in place of a hidden count; no cells at all where they cannot be made safe."""
    hidden = hidden_in_table(cells)
    shown = [
        [None if hidden is None or (r, c) in hidden else count for c, count in enumerate(line)]
        for r, line in enumerate(cells)
    ]
    return {
        "rows": [[option + 1 for option in group] for group in rows],
        "columns": [[option + 1 for option in group] for group in columns],
        "cells": shown,
        "row_totals": [sum(line) for line in cells],
        "column_totals": [sum(line) for line in zip(*cells, strict=True)],
        "total": sum(map(sum, cells)),
    }


def _groups(totals: Sequence[int], told: Sequence[Sequence[int | None]]) -> list[list[int]]:
    """Places that stand together: hidden ones and small ones, with the smallest other if they are still few. Nobody's are left out."""
    filled = [place for place, total in enumerate(totals) if total]
    few = [place for place in filled if totals[place] < FEWEST or not is_exact(told[place])]
    others = sorted((place for place in filled if place not in few), key=lambda place: (totals[place], place))
    while few and others and sum(totals[place] for place in few) < FEWEST:
        few.append(others.pop(0))
    groups = [[place] for place in others] + ([sorted(few)] if few else [])
    return sorted(groups)
