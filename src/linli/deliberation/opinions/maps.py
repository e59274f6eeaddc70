"""Draw the map: groups with what they hold. It tells of groups of five and more, and of nobody."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from .axes import axes_of, places_of
from .clusters import groups, halves, settle, silhouette
from .telling import Stand, agreed, divided, refused, stands
from .votes import Floats, Ints, Votes

FEWEST_VOTES = 7
SMALLEST_GROUP = 5
MOST_GROUPS = 5
EXACT_UP_TO = 1500
"""Up to so many voters each stands for themselves; beyond, they are drawn together into base clusters first."""
DEPTH = 7
"""Halvings: 128 base clusters."""
INERTIA = 0.02
"""By how much another number of groups has to fit better than the one before, so that the map does not jump."""


@dataclass(frozen=True)
class Shape:
    """Where a group lies: an ellipse around its middle that holds most of it. Rounded; never anybody's own place."""

    x: float
    y: float
    wide: float
    high: float
    turn: float


@dataclass(frozen=True)
class Group:
    """`figures`: for each statement who disagreed, passed, agreed."""

    size: int
    shape: Shape
    holds: tuple[Stand, ...]
    figures: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Told:
    """A statement, and how strongly: the product of shares for what all agree on, the gap for what divides."""

    statement: int
    is_agreeing: bool
    weight: float


@dataclass(frozen=True)
class OpinionMap:
    """`voters` placed; `hidden` of them in groups too small to show, whose votes no figure here contains.

    `axes` and `centres` are kept so that the next map can start from this one.
    """

    voters: int
    hidden: int
    groups: tuple[Group, ...]
    common: tuple[Told, ...]
    dividing: tuple[Told, ...]
    fit: float
    axes: tuple[tuple[float, float], ...]
    centres: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Grouped:
    """The group of each voter; -1 for who voted too little. Only for the drawing, never shown."""

    label: Ints
    centres: Floats
    fit: float


def draw_map(votes: Votes, before: OpinionMap | None = None) -> OpinionMap:
    """The map of these votes, as near to the one before as they allow. Without enough voters it has no groups."""
    axes = axes_of(votes, np.array(before.axes) if before and before.axes else None)
    places = places_of(votes, axes)
    found = grouped(votes, places, np.array(before.centres) if before and before.centres else None)
    sizes = np.bincount(found.label[found.label >= 0], minlength=len(found.centres))
    shown = [number for number, size in enumerate(sizes) if size >= SMALLEST_GROUP]
    counts = votes.counts(_shown_alone(found.label, shown, len(sizes)), max(len(shown), 1))
    return OpinionMap(
        voters=int(sizes.sum()),
        hidden=int(sizes.sum() - sizes[shown].sum()),
        groups=tuple(_group(places[found.label == number], counts, place) for place, number in enumerate(shown)),
        common=_common(counts) if shown else (),
        dividing=_dividing(counts) if len(shown) > 1 else (),
        fit=round(found.fit, 4),
        axes=tuple((float(x), float(y)) for x, y in axes),
        centres=tuple((float(x), float(y)) for x, y in found.centres),
    )


def grouped(votes: Votes, places: Floats, before: Floats | None = None) -> Grouped:
    """Two to five groups, as many as fit best; of those who cast at least seven votes, or on fewer statements all."""
    placed = votes.cast >= min(FEWEST_VOTES, max(votes.statements, 1))
    points, label = places[placed], np.full(votes.voters, -1, dtype=np.int64)
    if len(points) < 2 * SMALLEST_GROUP or (points == points[0]).all():
        label[placed] = 0
        return Grouped(label, points.mean(axis=0, keepdims=True) if len(points) else np.zeros((0, 2)), 0.0)
    best = _best(*_drawn_together(points), before)
    centres, label[placed] = settle(points, np.ones(len(points)), best.centres)
    return Grouped(label, centres, best.fit)


def _drawn_together(points: Floats) -> tuple[Floats, Floats]:
    """Base clusters with how many are in each."""
    if len(points) <= EXACT_UP_TO:
        return points, np.ones(len(points))
    centres, base_of = settle(points, np.ones(len(points)), np.unique(halves(points, DEPTH), axis=0), rounds=10)
    used, number = np.unique(base_of, return_counts=True)
    return centres[used], number.astype(float)


def _best(bases: Floats, weights: Floats, before: Floats | None) -> Grouped:
    tried: dict[int, Grouped] = {}
    for number in range(2, min(MOST_GROUPS, len(np.unique(bases, axis=0))) + 1):
        start = before if before is not None and len(before) == number else None
        centres, label = groups(bases, weights, number, start)
        if len(np.unique(label)) == number:
            tried[number] = Grouped(label, centres, silhouette(bases, weights, label, number))
    if not tried:
        return Grouped(np.zeros(len(bases), dtype=np.int64), bases.mean(axis=0, keepdims=True), 0.0)
    best = tried[max(tried, key=lambda number: (round(tried[number].fit, 9), -number))]
    if before is not None and (kept := tried.get(len(before))) and kept.fit > best.fit - INERTIA:
        best = kept
    return _in_order(best, bases, weights, before)


def _in_order(found: Grouped, bases: Floats, weights: Floats, before: Floats | None) -> Grouped:
    """Groups keep their places in the list as far as they can; without a map before, the largest comes first."""
    sizes = np.bincount(found.label, weights=weights, minlength=len(found.centres))
    order = np.lexsort((found.centres[:, 1], found.centres[:, 0], -sizes))
    if before is not None and len(before) == len(found.centres):
        away = np.linalg.norm(before[:, None] - found.centres[None], axis=2)
        order = linear_sum_assignment(away)[1]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return Grouped(place[found.label], found.centres[order], found.fit)


def _shown_alone(label: Ints, shown: list[int], number: int) -> Ints:
    place = np.full(number + 1, -1, dtype=np.int64)
    place[shown] = np.arange(len(shown))
    return place[label]


def _group(places: Floats, counts: Ints, place: int) -> Group:
    return Group(
        len(places),
        _shape(places),
        tuple(stands(counts, place)),
        tuple((int(d), int(p), int(a)) for d, p, a in counts[place]),
    )


def _shape(places: Floats) -> Shape:
    middle = places.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(places.T, bias=True))
    high, wide = 1.5 * np.sqrt(np.maximum(values, 0))
    turn = np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1])) % 180
    return Shape(*(round(float(value), 2) for value in (*middle, wide, high, turn)))


def _common(counts: Ints) -> tuple[Told, ...]:
    """What more than half of every group agrees with, or refuses, the strongest first."""
    sides = [(True, 2, agreed(counts)), (False, 0, refused(counts))]
    found = [
        Told(int(statement), is_agreeing, round(float(weight[statement]), 4))
        for is_agreeing, side, weight in sides
        for statement in np.flatnonzero((2 * counts[:, :, side] > counts.sum(axis=2)).all(axis=0))
    ]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.statement)))


def _dividing(counts: Ints) -> tuple[Told, ...]:
    """What one group agrees with and another refuses, the widest gap first."""
    seen, gaps = counts.sum(axis=2), divided(counts)
    is_split = (2 * counts[:, :, 2] > seen).any(axis=0) & (2 * counts[:, :, 0] > seen).any(axis=0)
    found = [Told(int(statement), True, round(float(gaps[statement]), 4)) for statement in np.flatnonzero(is_split)]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.statement)))
