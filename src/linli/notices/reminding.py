"""What is owed is said: once per kind, thing, occasion and person, whether the worker was down, ran twice, or was two."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, me
from linli.base.errors import Invalid, NotYours

from .actions import tell, tell_office
from .due import AGAIN_DAYS, DUE, MOST_AHEAD, Addressees, Due, Owed, days_ahead, hours_ahead, step_of
from .models import Rhythm, Said

log = logging.getLogger("linli.notices")


@dataclass(frozen=True)
class Saying:
    """One thing to be said to one person or one office: the occasion, the notice and its page."""

    owed: Owed
    occasion: str
    notice: str
    path: str
    person_id: int | None = None
    organisation_id: int | None = None

    @property
    def key(self) -> tuple[str, str, int | None, int | None]:
        return self.owed.subject, self.occasion, self.person_id, self.organisation_id


def say_what_is_due(now: datetime) -> None:
    """Everything that is owed on a day. A kind that fails stops no other, and is raised at the end."""
    _say([due for due in DUE.values() if not due.is_by_hour], now)


def say_what_is_due_by_hour(now: datetime) -> None:
    """Everything that is owed at an hour."""
    _say([due for due in DUE.values() if due.is_by_hour], now)


def _say(dues: list[Due], now: datetime) -> None:
    faults = []
    for due in dues:
        try:
            say_due(HOUSE, due, now=now)
        except Exception as wrong:
            log.exception("what is owed was not said: %s", due.kind)
            faults.append(wrong)
    if faults:
        raise faults[0]


@action
def choose_rhythm(by: Actor, *, days_ahead: int, now: datetime) -> None:
    """How many days ahead of what is due one is reminded; none is on the day alone. One row a person. Invalid for what cannot be chosen."""
    if not 0 <= days_ahead <= MOST_AHEAD:
        raise Invalid(_("Choose one of the list."), field="days_ahead")
    Rhythm.objects.update_or_create(person_id=me(by), defaults={"days_ahead": days_ahead})


@action
def forget_old_sayings(by: Actor, *, before: datetime, now: datetime) -> int:
    """What was said of things long ago is said of them no more. By the house. Safe by one statement. Returns how many rows went."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    return Said.objects.filter(at__lt=before).delete()[0]


@action
def say_due(by: Actor, due: Due, *, now: datetime) -> int:
    """Say what is owed of one kind to those who must act and have not heard it on this occasion. Returns how many sayings there were.

    Safe by the unique rows of what was said: whoever made the row says it. Several of one kind are one message a person. By the house.
    """
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    wanted = {saying.key: saying for saying in _wanted(due, now)}
    ours = _claimed(due.kind, [wanted[key] for key in wanted.keys() - _said(due, now)], now)
    ours = _still_owed(due, ours, now)
    _tell(by, due, ours, now)
    return len(ours)


def _wanted(due: Due, now: datetime) -> Iterator[Saying]:
    """All that has its time now, said or not."""
    who, house, hours, heard_before = Addressees(now), days_ahead(now), hours_ahead(now), _heard_before(due.kind)
    chosen = dict(Rhythm.objects.values_list("person", "days_ahead"))
    for owed in due.owed(now):
        for person_id, notice, path in _addressees(due, owed, who, now):
            days = max(due.lead, chosen.get(person_id, house))
            step = step_of(owed.due, now, days=days, hours=hours)
            if step and (person_id not in heard_before or step.begins > heard_before[person_id]):
                occasion = f"{owed.mark} {step.name}"
                yield Saying(owed, occasion, notice, path, person_id=person_id)
        if due.tells_offices and owed.day < localdate(now):
            for office in filter(None, owed.offices):
                occasion = f"{owed.mark} late"
                yield Saying(owed, occasion, due.kind, owed.path, organisation_id=office)


def _addressees(due: Due, owed: Owed, who: Addressees, now: datetime) -> Iterator[tuple[int, str, str]]:
    """(person, notice, page) of those who must hear it: by the right, above it once it is late, or where it climbs."""
    found = who.of(due.right, owed)
    roles: frozenset[str] = frozenset()
    if not found:
        roles, found = who.climbed(owed)
    notice, path = due.climbs(owed, roles) if roles and due.climbs else (due.kind, owed.path)
    above = who.of(due.above, owed) if due.above and owed.day < localdate(now) else []
    yield from ((key, notice, path) for key in dict.fromkeys([*found, *above]))


def _heard_before(kind: str) -> dict[int, datetime]:
    """Persons who were told of this kind before these rows were kept, and until when they had heard of all of it."""
    return dict(Said.objects.filter(kind=kind, subject="", person__isnull=False).values_list("person", "at"))


def _said(due: Due, now: datetime) -> set[tuple[str, str, int | None, int | None]]:
    """What was said of this kind on occasions that can still be now."""
    since = now - timedelta(days=max(AGAIN_DAYS, MOST_AHEAD, due.lead) + 1)
    rows = Said.objects.filter(Q(at__gte=since) | Q(organisation__isnull=False), kind=due.kind)
    return set(rows.values_list("subject", "occasion", "person", "organisation"))


def _claimed(kind: str, sayings: list[Saying], now: datetime) -> list[Saying]:
    """Those whose row this run has made: of two workers at the same moment each says what the other has not."""
    run: UUID = uuid4()
    Said.objects.bulk_create(
        [
            Said(
                kind=kind,
                subject=s.owed.subject,
                occasion=s.occasion,
                person_id=s.person_id,
                organisation_id=s.organisation_id,
                at=now,
                run=run,
            )
            for s in sorted(sayings, key=lambda s: tuple(str(part) for part in s.key))
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    made = set(Said.objects.filter(run=run).values_list("subject", "occasion", "person", "organisation"))
    return [s for s in sayings if s.key in made]


def _still_owed(due: Due, sayings: list[Saying], now: datetime) -> list[Saying]:
    """Each thing is kept in its room's record once; what was done a moment ago is said to nobody."""
    owed = {s.owed.subject: s.owed for s in sayings}
    still = {subject for subject, one in sorted(owed.items()) if due.note is None or due.note(one, now)}
    return [s for s in sayings if s.owed.subject in still]


def _tell(by: Actor, due: Due, sayings: list[Saying], now: datetime) -> None:
    inboxes, alike = defaultdict(list), defaultdict(list)
    for saying in sayings:
        inboxes[saying.person_id, saying.notice].append(saying)
    for (person_id, notice), mine in sorted(inboxes.items(), key=str):
        if person_id is None:
            for one in mine:
                _tell_office(by, one.organisation_id or 0, one, now)
        elif len(mine) > 1:
            page = due.page if notice == due.kind else mine[0].path
            first = min(one.owed.day for one in mine)
            values = {"several": len(mine), "due": first.isoformat()}
            tell(by, notice, to=[person_id], values=values, path=page, now=now, community_id=_community(mine[0]))
        else:
            alike[mine[0].owed.subject, notice].append(mine[0])
    for (_subject, notice), each in alike.items():
        to = [one.person_id for one in each if one.person_id]
        first_one = each[0]
        tell(
            by,
            notice,
            to=to,
            values=first_one.owed.values,
            path=first_one.path,
            now=now,
            community_id=_community(first_one),
        )


def _tell_office(by: Actor, office: int, saying: Saying, now: datetime) -> None:
    owed = saying.owed
    tell_office(by, saying.notice, organisation_id=office, values=owed.values, path=saying.path, now=now)


def _community(saying: Saying) -> int | None:
    return saying.owed.place.pk if saying.owed.place else None
