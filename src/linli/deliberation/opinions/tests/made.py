"""Conversations with groups that we know, because we put them there."""

import numpy as np

from ..votes import Votes


def conversation(
    voters: int, statements: int, groups: int = 3, each: int = 30, seed: int = 1
) -> tuple[Votes, np.ndarray]:
    """Votes, and the group of each voter. Statements come up unevenly, as they do."""
    dice = np.random.default_rng(seed)
    minds = dice.normal(0, 1.2, (groups, statements))
    group = dice.integers(0, groups, voters)
    often = 1 / np.sqrt(np.arange(1, statements + 1))
    what = np.empty((voters, min(each, statements)), dtype=np.int64)
    for first in range(0, voters, 5000):
        rows = what[first : first + 5000]
        urge = dice.exponential(1, (len(rows), statements)).astype(np.float32) / often.astype(np.float32)
        rows[:] = np.argpartition(urge, rows.shape[1] - 1, axis=1)[:, : rows.shape[1]]
    who = np.repeat(np.arange(voters), what.shape[1])
    leaning = minds[group[who], what.ravel()] + dice.normal(0, 0.8, what.size)
    return Votes(
        who, what.ravel(), np.where(leaning > 0.4, 1, np.where(leaning < -0.4, -1, 0)), voters, statements
    ), group


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """The adjusted Rand index (Hubert and Arabie, 1985): 1 for the same groups, about 0 for groups by chance."""
    one, other = (np.unique(label, return_inverse=True)[1] for label in (one, other))
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)

    def pairs(number: np.ndarray) -> float:
        return float((number * (number - 1) / 2).sum())

    rows, columns, everybody = pairs(table.sum(1)), pairs(table.sum(0)), pairs(np.array([len(one)]))
    by_chance, most = rows * columns / everybody, (rows + columns) / 2
    return 1.0 if most == by_chance else (pairs(table) - by_chance) / (most - by_chance)
