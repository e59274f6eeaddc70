"""Training: planned by the chair, held with those who were there."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.people.queries import colleagues
from linli.places.models import Community

from .. import facts
from ..models import Attendance, Training
from ..permissions import STAFF, keep_team

MINUTES_OF_A_DAY = 24 * 60


@action
def plan_training(
    by: Actor,
    community: Community,
    *,
    title: str,
    kind: str,
    day: date,
    minutes: int,
    now: datetime,
    by_whom: str = "",
    place: str = "",
) -> Training:
    """Plan a session. Safe: it only adds a row. Invalid for an unknown kind or a length that no day has."""
    del now
    keep_team.require(by, community)
    if kind not in Training.Kind.values:
        raise Invalid(_("Choose one of the list."), field="kind")
    if not 0 < minutes <= MINUTES_OF_A_DAY:
        raise Invalid(_("A day has no such length."), field="minutes")
    return Training.objects.create(
        community=community,
        title=words(title, field="title", longest=120),
        kind=kind,
        date=day,
        minutes=minutes,
        by_whom=words(by_whom, field="by_whom", longest=120, required=False),
        place=words(place, field="place", longest=120, required=False),
    )


@action
def hold_training(by: Actor, training: Training, *, people: Collection[int], now: datetime) -> Training:
    """It took place, and these were there; written down anew, the list is replaced. Safe by the lock on the row.

    Refused before its day, Missing for who does not work here.
    """
    found = open_row(by, Training.objects.select_related("community"), training.pk, right=keep_team, of="community")
    if found.date > localdate(now):
        raise Refused(_("It has not taken place yet."))
    staff = {key for key, _n, _r in colleagues(by, found.community, STAFF, on=localdate(now))}
    if set(people) - staff:
        raise Missing(_("There is no such colleague."))
    first = found.held_at is None
    found.held_at = found.held_at or now
    found.save(update_fields=["held_at"])
    found.attendances.exclude(person__in=people).delete()
    have = set(found.attendances.values_list("person", flat=True))
    Attendance.objects.bulk_create([Attendance(training=found, person_id=key) for key in sorted(set(people) - have)])
    if first:
        record(
            by,
            facts.TRAINED.key,
            found,
            now=now,
            community_id=found.community_id,
            value=len(set(people)),
            training_kind=found.kind,
            minutes=found.minutes,
        )
    return found


@action
def call_off_training(by: Actor, training: Training, *, now: datetime) -> None:
    """It does not take place. Safe by the lock on the row. Refused once it was held."""
    del now
    found = open_row(by, Training.objects.select_related("community"), training.pk, right=keep_team, of="community")
    if found.held_at:
        raise Refused(_("It took place already."))
    found.delete()
