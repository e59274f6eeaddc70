"""Read the .pb files of the public library of participatory budgets (pabulib.org): three parts, META, PROJECTS and VOTES."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path

from .ballots import Paper, Points, Tally
from .budgets import Budget

APPROVAL, RANKED, POINTS = ("approval", "choose-1"), ("ordinal",), ("cumulative", "scoring")


@dataclass(frozen=True)
class Instance:
    """A file. Money is in `1 / unit` of its currency, so that it is whole. `selected` is empty where the file does not say.

    Ballots are points: approvals one each; of a ranking `max_length` for the first, then one less each.
    """

    meta: dict[str, str]
    budget: Budget
    tally: Tally[Points]
    selected: frozenset[str]
    projects: dict[str, dict[str, str]]
    unit: int


def read_pabulib(path: Path, order: tuple[str, ...] | None = None) -> Instance:
    """Read a file; ties by `order`, or by the projects' names. ValueError for a file that is not one."""
    head, mark, votes = path.read_text(encoding="utf-8-sig").partition("\nVOTES")
    meta_part, found, project_part = head.partition("\nPROJECTS")
    if not (mark and found and meta_part.startswith("META")):
        raise ValueError(f"{path.name} is no .pb file: META, PROJECTS and VOTES must stand in it")
    meta = {row[0].strip(): row[1].strip() for row in _rows(meta_part) if len(row) > 1}
    projects = {row["project_id"]: row for row in _records(project_part)}
    amounts = {key: _amount(row["cost"]) for key, row in projects.items()}
    limit = _amount(meta["budget"])
    unit = max(amount.denominator for amount in (limit, *amounts.values()))
    paper = Paper(tuple(projects), tuple(sorted(projects)) if order is None else order)
    budget = Budget(paper, {key: int(amount * unit) for key, amount in amounts.items()}, int(limit * unit))
    chosen = frozenset(key for key, row in projects.items() if row.get("selected", "0") not in {"", "0"})
    return Instance(meta, budget, _tally(votes, meta, len(projects)), chosen, projects, unit)


def _rows(part: str) -> Iterator[list[str]]:
    return islice(csv.reader(part.splitlines(), delimiter=";"), 1, None)


def _records(part: str) -> Iterator[dict[str, str]]:
    rows = _rows(part)
    header = [name.strip() for name in next(rows)]
    return ({name: value.strip() for name, value in zip(header, row, strict=False)} for row in rows if row)


def _amount(written: str) -> Fraction:
    return Fraction(written.strip().replace(",", "."))


def _tally(part: str, meta: dict[str, str], projects: int) -> Tally[Points]:
    """Equal lines are counted before they are understood."""
    kind, rows = meta["vote_type"], _rows(part)
    header = [name.strip() for name in next(rows)]
    votes = header.index("vote")
    given = header.index("points") if "points" in header else votes
    written = Counter((row[votes], row[given]) for row in rows if row)
    top = int(meta.get("max_length", projects))
    ballots: Counter[Points] = Counter()
    for (names, points), number in written.items():
        ballots[_points(kind, names, points, top)] += number
    return Tally(tuple(ballots.items()))


def _points(kind: str, names: str, points: str, top: int) -> Points:
    options = [name.strip() for name in names.split(",") if name.strip()]
    if kind in APPROVAL:
        return tuple((option, 1) for option in sorted(set(options)))  # some files name one twice: approved is approved
    if kind in RANKED:
        return tuple((option, top - place) for place, option in enumerate(options[:top]))
    if kind in POINTS:
        return tuple(
            sorted(zip(options, (int(Fraction(worth)) for worth in points.split(",") if worth.strip()), strict=True))
        )
    raise ValueError(f"votes of the kind {kind} are not known")
