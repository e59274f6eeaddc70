"""A participatory budget: projects with costs, and what each ballot is worth to each project it names."""

from collections import Counter
from dataclasses import dataclass

from .ballots import Choice, Paper, Points, Tally


@dataclass(frozen=True)
class Budget:
    """`costs` by project, and `limit`: whole units of money (fen). `paper` names the same projects."""

    paper: Paper
    costs: dict[str, int]
    limit: int

    def __post_init__(self) -> None:
        if set(self.costs) != set(self.paper.options):
            raise ValueError("the paper and the costs name different projects")
        if min((self.limit, *self.costs.values())) < 0:
            raise ValueError("money below zero")

    def spent(self, projects: tuple[str, ...]) -> int:
        return sum(self.costs[project] for project in projects)


def approvals(tally: Tally[Choice]) -> Tally[Points]:
    """Each project approved is worth one."""
    counts: Counter[Points] = Counter()
    for choice, number in tally.groups:
        counts[tuple((option, 1) for option in sorted(choice))] += number
    return Tally(tuple(counts.items()), tally.invalid)


def by_rank(tally: Tally[Choice], top: int) -> Tally[Points]:
    """The first of a ranking is worth `top`, the next one less, from `top` places on nothing (Borda's points, cut at one)."""
    counts: Counter[Points] = Counter()
    for choice, number in tally.groups:
        counts[tuple((option, top - place) for place, option in enumerate(choice[:top]))] += number
    return Tally(tuple(counts.items()), tally.invalid)


def scores(tally: Tally[Points], paper: Paper) -> dict[str, int]:
    """Points of each project together; of approvals, the number of supporters."""
    found = dict.fromkeys(paper.options, 0)
    for points, number in tally.groups:
        for option, worth in points:
            found[option] += worth * number
    return found
