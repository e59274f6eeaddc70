"""Looks at personal details: recorded when they happen, forgotten when the law's time is over."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours
from linli.base.recorder import note_fact
from linli.base.rules import rule
from linli.base.text import clean

from ..models import Look


@action
def note_look(by: Actor, person_id: int, *, purpose: str, matter: str, fields: str, now: datetime) -> Look:
    """Record that staff opened somebody's details, and why. Invalid without a purpose: no purpose, no look."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    if not purpose.strip():
        raise Invalid(_("Say for what purpose you open these details."), field="purpose")
    look = Look.objects.create(
        subject_id=person_id,
        by_id=by.person_id,
        by_role=by.acts_as,
        purpose=clean(purpose).strip()[:200],
        matter=matter,
        fields=fields,
        at=now,
    )
    note_fact(by, "people.details.seen", look, now=now, community_id=None, value=1, fields=fields)
    return look


@action
def note_people_seen(
    by: Actor, people: Collection[int], *, purpose: str, fields: str, since: datetime, now: datetime
) -> int:
    """Record that a list was read with these people in it: one look each, once for the purpose since the task began.

    Returns how many are new. Safe without a lock: two pages read at once leave two looks at worst, never none. Invalid without a
    purpose.
    """
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    said = clean(purpose).strip()[:200]
    if not said:
        raise Invalid(_("Say for what purpose you open these details."), field="purpose")
    told = Look.objects.filter(by=by.person_id, purpose=said, fields=fields, at__gte=since, subject__in=people)
    new = sorted({*people} - {*told.values_list("subject", flat=True)} - {by.person_id})
    made = Look.objects.bulk_create(
        Look(subject_id=key, by_id=by.person_id, by_role=by.acts_as, purpose=said, fields=fields, at=now) for key in new
    )
    if made:
        note_fact(by, "people.details.seen", made[0], now=now, community_id=None, value=len(made), fields=fields)
    return len(made)


@action
def forget_old_looks(by: Actor, *, now: datetime) -> int:
    """Looks are kept as long as the law asks, then go."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    days = rule("retention.looks", on=timezone.localdate(now)).value
    return Look.objects.filter(at__lt=now - timedelta(days=days)).delete()[0]
