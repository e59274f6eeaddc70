"""What is owed is a row: a thing, its day, its page, its words, and the right whose holders must act.

A room registers each kind in its `due.py` with one query. Whoever tells, lists or counts what is owed reads these rows: `reminding`
says each once per occasion, `owed_to` lists one person's. Who must act is answered in one place, `Addressees`; the rhythm stands in
`step_of`, the same for the whole house.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from linli.base.actors import Actor
from linli.base.registry import Registry
from linli.base.rights import Right
from linli.base.rules import rule
from linli.people.queries import actor_of, who_must_hear
from linli.places.models import Community

from .kinds import NOTICES

CHOICES = (0, 1, 3, 7, 14)
"""How many days ahead a person can choose to be reminded; none is on the day alone."""
MOST_AHEAD = max(CHOICES)
AGAIN_DAYS = 7
"""What is late is said on the day after, and then every so many days."""


@dataclass(frozen=True)
class Span:
    """A reading of what is owed now or by `until`."""

    now: datetime
    until: datetime

    @property
    def today(self) -> date:
        return localdate(self.now)

    @property
    def last(self) -> date:
        """The last day that is read."""
        return localdate(self.until)


@dataclass(frozen=True)
class Owed:
    """`row` is the thing and `over` what the right is held over, often the same. `due` is a day, or a moment where hours matter.

    `hands`: the persons in whose hands it lies; while they may, they alone must act. `offices`: who hears it as an office (`tells_offices`).
    `but_not`: persons walled off. `community`: where it climbs if nobody holds the right. `part` tells things of one row apart.
    """

    row: Any
    over: Any
    due: date
    path: str
    values: dict[str, Any] = field(default_factory=dict)
    hands: Sequence[int | None] = ()
    offices: Sequence[int | None] = ()
    but_not: Collection[int] = ()
    community: Community | None = None
    part: str = ""

    @property
    def subject(self) -> str:
        label = self.row._meta.label_lower  # noqa: SLF001  Django documents it
        return ":".join(filter(None, (label, str(self.row.pk), self.part)))

    @property
    def mark(self) -> str:
        """The day or the moment as it stands in what was said: a thing whose day moves is owed anew."""
        return (
            self.due.astimezone(UTC).isoformat(timespec="minutes") if isinstance(self.due, datetime) else str(self.due)
        )

    @property
    def day(self) -> date:
        return localdate(self.due) if isinstance(self.due, datetime) else self.due

    @property
    def place(self) -> Community | None:
        return self.community or _community(self.over)


@dataclass(frozen=True)
class Due:
    """A kind of thing that is owed: its notice, the right over a row, and `rows(within, span)`: what is open and due by the span's end,
    among what the filter over the right's model lets through.

    `page` shows all of them. `above`: a right over the same model whose holders hear it too once it is late. `lead`: so many days
    ahead at least, for what takes long. `tells_offices`: they hear it by their own ways as well, once, when it is late.
    `note(owed, now)`: an action that locks the thing and keeps in the room's own record that it is said; False where it is no longer
    owed. `climbs(owed, roles)`: the notice and the page for the roles that hear it where nobody holds the right.
    """

    kind: str
    right: Right
    rows: Callable[[Q, Span], Iterable[Owed]]
    page: str
    above: Right | None = None
    lead: int = 0
    is_by_hour: bool = False
    tells_offices: bool = False
    note: Callable[[Owed, datetime], bool] | None = None
    climbs: Callable[[Owed, frozenset[str]], tuple[str, str]] | None = None

    def owed(self, now: datetime) -> Iterable[Owed]:
        """Everything of this kind that somebody may have to be told of now."""
        reach = hours_ahead(now) if self.is_by_hour else timedelta(days=max(MOST_AHEAD, self.lead))
        return self.rows(Q(), Span(now, now + reach))


DUE: Registry[Due] = Registry("kind of what is owed")


def owes(due: Due) -> None:
    """Register a kind, from a room's `due.py`. ValueError where the two rights are over different models."""
    if due.above and due.above.model != due.right.model:
        raise ValueError(f"{due.kind}: {due.right.name} and {due.above.name} are not over the same model")
    DUE.add(due.kind, due)


# The rhythm


@dataclass(frozen=True)
class Step:
    """One saying of the rhythm, and when its time came."""

    name: str
    begins: datetime


def days_ahead(now: datetime) -> int:
    """How many days ahead the house reminds of what is due, where a person has not chosen otherwise."""
    return int(rule("notices.ahead_days", on=localdate(now)).value)


def hours_ahead(now: datetime) -> timedelta:
    """How long ahead the house reminds of what is due at an hour."""
    return timedelta(hours=rule("notices.ahead_hours", on=localdate(now)).value)


def step_of(due: date, now: datetime, *, days: int, hours: timedelta) -> Step | None:
    """Which saying has its time: ahead, on the day, late, and late again each week. None before the first.

    It is the last one begun, so a worker that was down for days says one thing, late, and not all that it has missed. What is
    due at an hour is said some hours ahead instead of some days, and is late from the next day on.
    """
    day = localdate(due) if isinstance(due, datetime) else due
    gone = (localdate(now) - day).days
    if gone > 0:
        again = (gone - 1) // AGAIN_DAYS
        return Step(f"late {again}", _begin(day + timedelta(days=1 + again * AGAIN_DAYS)))
    if isinstance(due, datetime):
        return Step("near", due - hours) if now >= due - hours else None
    if gone == 0:
        return Step("day", _begin(day))
    return Step("ahead", _begin(day - timedelta(days=days))) if -gone <= days else None


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


# Who must act


class Addressees:
    """Answers for one run who must act on a row. Persons' roles are read once, so a run of many rows asks about each person once."""

    def __init__(self, now: datetime) -> None:
        self.now, self.on = now, localdate(now)
        self._actors: dict[int, Actor] = {}

    def of(self, right: Right, owed: Owed) -> list[int]:
        """Those in whose hands it lies; where they may not do it, all who hold the right over the row. Nobody: see `climbed`."""
        return self.in_hand(right, owed) or right.holders(owed.over, self.on)

    def in_hand(self, right: Right, owed: Owed) -> list[int]:
        """Those in whose hands it lies, while they hold the right."""
        return [key for key in dict.fromkeys(owed.hands) if key and self.holds(right, key, owed)]

    def climbed(self, owed: Owed) -> tuple[frozenset[str], list[int]]:
        """Where nobody holds the right: the roles above that hear it, and who holds them."""
        if owed.place is None:
            return frozenset(), []
        return who_must_hear((), owed.place, on=self.on, but_not=owed.but_not)

    def holds(self, right: Right, person_id: int, owed: Owed) -> bool:
        if person_id not in self._actors:
            self._actors[person_id] = actor_of(person_id, now=self.now)
        return right.allows(self._actors[person_id], owed.over)


def _community(over: Any) -> Community | None:
    return over if isinstance(over, Community) else getattr(over, "community", None)


# What one person owes


@dataclass(frozen=True)
class Line:
    """Something that somebody must do, in the reader's words. `due` is a day, or a moment where hours matter."""

    kind: str
    subject: str
    title: str
    body: str
    path: str
    due: date
    day: date
    is_late: bool


def owed_to(reader: Actor, *, now: datetime, days: int = MOST_AHEAD) -> list[Line]:
    """What the reader must do within so many days, what is late first. By the same rights as the reminders: a role that has ended or
    a wall takes a line away. What climbed to somebody because an office is empty is told them, and is not theirs to do.
    """
    if reader.person_id is None:
        return []
    who, today = Addressees(now), localdate(now)
    span, late = Span(now, now + timedelta(days=days)), Span(now, _begin(today))
    found: dict[tuple[str, str], Line] = {}
    for due in DUE.values():
        open_ones = due.rows(due.right.within(reader), span)
        mine = [o for o in open_ones if reader.person_id in (who.in_hand(due.right, o) or [reader.person_id])]
        above = due.rows(due.above.within(reader), late) if due.above else ()
        for owed in (*mine, *(o for o in above if o.day < today)):
            found[due.kind, owed.subject] = _line(due, owed, today)
    return sorted(found.values(), key=lambda line: (line.day, line.kind, line.subject))


def _line(due: Due, owed: Owed, today: date) -> Line:
    title, body = NOTICES[due.kind].words(owed.values)
    return Line(due.kind, owed.subject, title, body, owed.path, owed.due, owed.day, owed.day < today)
