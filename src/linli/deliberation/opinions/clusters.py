"""Points into clusters, always the same way for the same points, whatever their order."""

import numpy as np
from scipy.spatial import cKDTree

from .votes import Floats, Ints

ROUNDS = 60
STARTS = 12


def nearest(points: Floats, centres: Floats) -> Ints:
    """The centre next to each point."""
    return np.asarray(cKDTree(centres).query(points)[1], dtype=np.int64)


def means(points: Floats, weights: Floats, label: Ints, centres: Floats) -> Floats:
    """The middle of each cluster; an empty one stays where it was."""
    mass = np.bincount(label, weights=weights, minlength=len(centres))
    sums = [np.bincount(label, weights=weights * axis, minlength=len(centres)) for axis in points.T]
    return np.where(mass[:, None] > 0, np.stack(sums, axis=1) / np.maximum(mass, 1e-12)[:, None], centres)


def settle(points: Floats, weights: Floats, centres: Floats, rounds: int = ROUNDS) -> tuple[Floats, Ints]:
    """Lloyd's rounds from these centres until nothing moves: centres, and the cluster of each point."""
    label = nearest(points, centres)
    for _round in range(rounds):
        centres = means(points, weights, label, centres)
        moved = nearest(points, centres)
        if (moved == label).all():
            break
        label = moved
    return centres, label


def halves(points: Floats, depth: int) -> Floats:
    """Middles of the boxes that halve the points `depth` times, each along its longer side: a start that has seen everything."""
    if depth == 0 or len(points) < 2 or (points == points[0]).all():
        return points.mean(axis=0, keepdims=True)
    side = int(np.argmax(np.ptp(points, axis=0)))
    in_order = points[np.lexsort((points[:, 1 - side], points[:, side]))]
    middle = len(in_order) // 2
    return np.vstack([halves(in_order[:middle], depth - 1), halves(in_order[middle:], depth - 1)])


def groups(points: Floats, weights: Floats, number: int, start: Floats | None = None) -> tuple[Floats, Ints]:
    """The tightest of several k-means, from starts drawn far apart with fixed dice; and from `start`, if there is one."""
    dice = np.random.default_rng(number)
    found: list[tuple[float, int, Floats, Ints]] = []
    starts = [_far_apart(points, weights, number, dice) for _start in range(STARTS)]
    for begun in [*starts, *([] if start is None else [start])]:
        centres, label = settle(points, weights, begun)
        found.append((_spread(points, weights, centres, label), len(found), centres, label))
    return min(found, key=lambda one: (round(one[0], 9), one[1]))[2:]


def silhouette(points: Floats, weights: Floats, label: Ints, number: int) -> float:
    """How much nearer points lie to their own group than to the next one, from -1 to 1; heavy points count as so many."""
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    to_group = distance @ (np.eye(number)[label] * weights[:, None])
    mass = np.bincount(label, weights=weights, minlength=number)
    own = np.arange(len(points)), label
    within = to_group[own] / np.maximum(mass[label] - 1, 1e-12)
    apart = to_group / np.maximum(mass, 1e-12)
    apart[own] = np.inf
    apart[:, mass == 0] = np.inf
    beyond = apart.min(axis=1)
    score = np.where(mass[label] > 1, (beyond - within) / np.maximum(np.maximum(within, beyond), 1e-12), 0.0)
    return float((score * weights).sum() / weights.sum())


def _far_apart(points: Floats, weights: Floats, number: int, dice: np.random.Generator) -> Floats:
    chosen = [int(dice.choice(len(points), p=weights / weights.sum()))]
    while len(chosen) < number:
        away = ((points[:, None] - points[chosen][None]) ** 2).sum(axis=2).min(axis=1) * weights
        if not away.sum():
            break
        chosen.append(int(dice.choice(len(points), p=away / away.sum())))
    return points[chosen]


def _spread(points: Floats, weights: Floats, centres: Floats, label: Ints) -> float:
    return float((((points - centres[label]) ** 2).sum(axis=1) * weights).sum())
