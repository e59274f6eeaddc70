"""How far the reading of paper ballots has come. Never what anybody read."""

from dataclasses import dataclass

from linli.base.links import plain_code

from ..models import Ballot, BlankPaper
from ..papers import grouped
from .ballots import turnout

PAPER_WAYS = ("paper", "letter")


@dataclass(frozen=True)
class Reading:
    """Papers printed and given out, read by two alike, read by one alone, and the codes of those that two read differently."""

    printed: int
    given_out: int
    agreed: int
    once: int
    differing: tuple[str, ...]


def reading_of(ballot: Ballot) -> Reading:
    entries = [list(blank.entries.all()) for blank in ballot.blanks.filter(entries__isnull=False).distinct().prefetch_related("entries")]  # fmt: skip
    twice = [pair for pair in entries if len(pair) > 1]
    differing = sorted(pair[0].blank.code for pair in twice if not pair[0].reads_like(pair[1]))
    by_way = turnout(ballot)
    return Reading(
        printed=ballot.blanks.count(), given_out=sum(by_way.get(way, 0) for way in PAPER_WAYS),
        agreed=len(twice) - len(differing), once=len(entries) - len(twice), differing=tuple(differing),
    )  # fmt: skip


def blanks_of(ballot: Ballot, *, keys: list[str]) -> list[BlankPaper]:
    return list(ballot.blanks.filter(pk__in=keys))


def paper_code(code: str) -> str:
    """A code as it is stored, from what was typed or scanned."""
    return grouped(plain_code(code))
