"""How many are there, how many the law asks for, and who is on the roll."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from linli.base.shares import needed

from ..models import Meeting

HAS_QUORUM = {
    Meeting.Kind.RESIDENTS: "meetings.quorum_residents",
    Meeting.Kind.REPRESENTATIVES: "meetings.quorum_representatives",
}


@dataclass(frozen=True)
class Quorum:
    """`count`: there, or represented by somebody who is. `needed` is 0 where the law asks for no quorum."""

    roll: int
    here: int
    by_proxy: int
    at_door: int
    needed: int
    article: str
    source: str

    @property
    def count(self) -> int:
        return self.here + self.by_proxy

    @property
    def missing(self) -> int:
        return max(self.needed - self.count, 0)

    @property
    def is_met(self) -> bool:
        return self.count > 0 and self.count >= self.needed


def quorum_of(meeting: Meeting, *, on: date) -> Quorum:
    """As it is at this moment. Four counts, however many."""
    seats = meeting.seats.all()
    roll, key = seats.count(), HAS_QUORUM.get(Meeting.Kind(meeting.kind))
    asked = needed(key, roll, on=on) if key else None
    here, proxies = seats.filter(is_here=True).count(), seats.filter(Q(is_here=False) & Q(holder__is_here=True)).count()
    at_door = seats.filter(is_at_door=True).count()
    return Quorum(
        roll,
        here,
        proxies,
        at_door,
        asked.number if asked else 0,
        asked.article if asked else "",
        asked.source if asked else "",
    )
