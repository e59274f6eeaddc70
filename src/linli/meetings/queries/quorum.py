"""How many are there, how many the law asks for, and who is on the roll."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from ..models import Meeting
from ..rules import quorum_asked


@dataclass(frozen=True)
class Quorum:
    """`count`: there, or represented by somebody who is. `needed` is 0 where the law asks for no quorum; `law` and `place` say who asks for it."""

    roll: int
    here: int
    by_proxy: int
    at_door: int
    needed: int
    law: str
    place: str

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
    """As it is at this moment; what is needed was fixed when the meeting was opened. One query."""
    here = Q(is_here=True)
    found = meeting.seats.aggregate(
        roll=Count("pk"),
        here=Count("pk", filter=here),
        by_proxy=Count("pk", filter=~here & Q(holder__is_here=True)),
        at_door=Count("pk", filter=Q(is_at_door=True)),
    )
    asked = meeting.quorum if meeting.quorum is not None else as_asked(meeting, found["roll"], on=on)
    return Quorum(**found, **asked)


def as_asked(meeting: Meeting, roll: int, *, on: date) -> dict[str, int | str]:
    """How many of a roll are needed, and by which rule, as it is kept with the meeting."""
    asked = quorum_asked(meeting, roll, on=on)
    return {
        "needed": asked.number if asked else 0,
        "law": asked.law if asked else "",
        "place": asked.place if asked else "",
    }
