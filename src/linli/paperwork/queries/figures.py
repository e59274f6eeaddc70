"""Figures of a community, each with where it comes from: one catalogue for the page, the forms and the programs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from linli.base.actors import Actor
from linli.places import queries as places
from linli.places.models import Community
from linli.records.permissions import keep_records
from linli.records.queries.rows import tally

from ..figures import BY_KEY, FIGURES, HOUSEHOLD, RESIDENT, Figure

WHOLE = {RESIDENT: "@residents", HOUSEHOLD: "@households"}


@dataclass(frozen=True)
class FigureNow:
    """`confirmed_by` and `as_of` where the community has confirmed it. Otherwise it was counted in `counted_in` records of its kind,
    which are the `share` of what is confirmed, where that is known."""

    key: str
    name: str
    count: int
    kind: str
    confirmed_by: str = ""
    as_of: date | None = None
    counted_in: int = 0
    share: float | None = None

    @property
    def percent(self) -> str:
        """0.7%, 86%, <0.1%: what is neither all nor nothing does not look so."""
        if self.share is None:
            return ""
        if 0 < self.share < 0.001:
            return "<0.1%"
        return f"{self.share:.1%}" if 0 < self.share < 0.1 or 0.99 < self.share < 1 else f"{self.share:.0%}"


@dataclass(frozen=True)
class FiguresNow:
    """In the order of the register."""

    rows: Sequence[FigureNow]

    @property
    def confirmed(self) -> list[FigureNow]:
        return [row for row in self.rows if row.as_of]

    @property
    def counted(self) -> list[list[FigureNow]]:
        """Those of residents, those of households: each kind has one sentence on where it comes from."""
        kinds = [[row for row in self.rows if row.kind == kind and not row.as_of] for kind in WHOLE]
        return [rows for rows in kinds if rows]

    @property
    def table(self) -> str:
        """With tabs between, as spreadsheets and chats take it."""
        return "\n".join(f"{row.name}\t{row.count}" for row in self.rows)


def figures_now(
    reader: Actor, community: Community, *, now: datetime, keys: Collection[str] | None = None
) -> FiguresNow:
    """All, or those with these keys: what the community has confirmed first, else as counted in the records now, in one pass over
    residents and one over households. NotYours for who does not keep the records, if something has to be counted there."""
    wanted = [figure for figure in FIGURES if figure.of and (keys is None or figure.key in keys)]
    told = places.figures(community)
    to_count = [figure for figure in wanted if figure.confirmed not in told]
    wholes = [BY_KEY[key] for key in {WHOLE[figure.of] for figure in to_count}]
    asked = {figure.key: (figure.of, figure.where) for figure in [*to_count, *wholes]}
    found = tally(reader, community, asked, now=now) if asked else {}

    def known(figure: Figure) -> FigureNow:
        if figure.confirmed in told:
            one = told[figure.confirmed]
            return FigureNow(figure.key, str(figure.name), one.value, figure.of, one.confirmed_by, one.as_of_date)
        whole = BY_KEY[WHOLE[figure.of]]
        of_all, base = told.get(whole.confirmed), found[whole.key]
        share = base / of_all.value if of_all and of_all.value else None
        return FigureNow(figure.key, str(figure.name), found[figure.key], figure.of, counted_in=base, share=share)

    return FiguresNow([known(figure) for figure in wanted])


def figures_for(reader: Actor, community: Community, keys: Collection[str], *, now: datetime) -> FiguresNow:
    """Those that a form asks for, for the page on which it is mapped and filled. Who may not count in the records sees what is
    confirmed alone."""
    if keep_records.allows(reader, community):
        return figures_now(reader, community, now=now, keys=keys)
    told = places.figures(community)
    return figures_now(
        reader, community, now=now, keys={key for key in keys if key in BY_KEY and BY_KEY[key].confirmed in told}
    )
