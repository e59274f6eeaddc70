"""Votes as a sparse matrix: who voted how on what."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

AGREE, PASS, DISAGREE = 1, 0, -1
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Votes:
    """`who` voted `how` on `what`: three arrays of one length, each pair of who and what once. `voters` and `statements`: how many."""

    who: Ints
    what: Ints
    how: Ints
    voters: int
    statements: int

    def __post_init__(self) -> None:
        if not len(self.who) == len(self.what) == len(self.how):
            raise ValueError("votes of different lengths")
        if (np.abs(self.how) > AGREE).any():
            raise ValueError("a vote that is neither agree, pass nor disagree")
        if (
            (self.who >= self.voters).any()
            or (self.what >= self.statements).any()
            or (self.who < 0).any()
            or (self.what < 0).any()
        ):
            raise ValueError("a vote of nobody, or on nothing")
        pairs = np.sort(self.who * self.statements + self.what)
        if (pairs[1:] == pairs[:-1]).any():
            raise ValueError("somebody voted twice on the same")

    @cached_property
    def cast(self) -> Ints:
        """How many votes each voter cast."""
        return np.bincount(self.who, minlength=self.voters)

    @cached_property
    def centred(self) -> "csr_array[np.float64]":
        """Voters × statements: the vote less the statement's mean. A missing vote counts as the mean, and so is exactly 0."""
        seen = np.bincount(self.what, minlength=self.statements)
        means = np.bincount(self.what, weights=self.how, minlength=self.statements) / np.maximum(seen, 1)
        values = self.how - means[self.what]
        return csr_array((values, (self.who, self.what)), shape=(self.voters, self.statements))

    def counts(self, group: Ints, groups: int) -> Ints:
        """Groups × statements × (disagree, pass, agree). `group` of each voter; -1: in none."""
        of_vote = group[self.who]
        within = of_vote >= 0
        flat = (of_vote[within] * self.statements + self.what[within]) * 3 + self.how[within] + 1
        return np.bincount(flat, minlength=groups * self.statements * 3).reshape(groups, self.statements, 3)
