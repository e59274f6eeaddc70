"""How far the reading of paper ballots has come. Never what anybody read."""

from dataclasses import dataclass

from linli.base.actors import Actor
from linli.base.links import plain_code

from ..models import Ballot
from ..papers import PAPER_WAYS, grouped
from .ballots import turnout


@dataclass(frozen=True)
class Reading:
    """Papers printed and given out, read by two alike, by one alone, of these how many by somebody else than the reader, and the
    codes of those that two read differently."""

    printed: int
    given_out: int
    agreed: int
    once: int
    left_for_me: int
    differing: tuple[str, ...]

    @property
    def missing(self) -> int:
        """Given out, and nobody has read them yet: kept at home, or still in the box."""
        return max(0, self.given_out - self.agreed - self.once - len(self.differing))


def reading_of(reader: Actor, ballot: Ballot) -> Reading:
    read = ballot.blanks.filter(entries__isnull=False).distinct().prefetch_related("entries")
    entries = [(blank.code, list(blank.entries.all())) for blank in read]
    alone = [pair[0] for _code, pair in entries if len(pair) == 1]
    differing = sorted(code for code, pair in entries if len(pair) > 1 and not pair[0].reads_like(pair[1]))
    by_way = turnout(ballot)
    return Reading(
        printed=ballot.blanks.count(),
        given_out=sum(by_way.get(way, 0) for way in PAPER_WAYS),
        agreed=len(entries) - len(alone) - len(differing),
        once=len(alone),
        left_for_me=sum(entry.by_id != reader.person_id for entry in alone) if reader.person_id else 0,
        differing=tuple(differing),
    )


def paper_code(code: str) -> str:
    """A code as it is stored, from what was typed or scanned."""
    return grouped(plain_code(code.rstrip("/").rpartition("/")[2]))
