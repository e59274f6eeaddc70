"""Counts of a community as they stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.base.actors import Actor
from linli.places.models import Community
from linli.records.queries.rows import tally

from ..figures import FIGURES


@dataclass(frozen=True)
class FiguresNow:
    """Each figure with its name, in the order of the register."""

    rows: Sequence[tuple[str, int]]

    @property
    def table(self) -> str:
        """With tabs between, as spreadsheets and chats take it."""
        return "\n".join(f"{name}\t{count}" for name, count in self.rows)


def figures_now(reader: Actor, community: Community, *, now: datetime) -> FiguresNow:
    """One pass over residents and one over households. NotYours for who does not keep the records."""
    counted = [figure for figure in FIGURES if figure.of]
    found = tally(reader, community, {figure.key: (figure.of, figure.where) for figure in counted}, now=now)
    return FiguresNow([(str(figure.name), found[figure.key]) for figure in counted])
