"""Records that may be one person: joined, or kept apart for good."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Missing, Refused
from linli.base.rows import all_held
from linli.facts.actions import record

from .. import facts
from ..models import Entry, KeptApart, Resident
from ..permissions import keep_resident
from ..writing import Source, change_resident, fold


@action
def join_residents(by: Actor, kept: Resident, gone: Resident, *, now: datetime) -> Resident:
    """Two records are one person: what the kept one does not know it takes from the other, whose history it keeps.

    Where both say something, the kept one's value counts and the other's stays in the history. Safe by the locks of both rows,
    taken in the order of their keys. Refused where each is another person's account.
    """
    kept, gone = _locked(by, kept, gone)
    if kept.person_id and gone.person_id and kept.person_id != gone.person_id:
        raise Refused(_("These are two persons with accounts of their own."))
    values = fold(gone.values, kept.values)
    gone.entries.update(resident=kept)
    gone.openings.update(resident=kept)
    gone.corrections.update(resident=kept)
    kept.listed.add(*gone.listed.all())
    person, household = kept.person_id or gone.person_id, kept.household or gone.household
    gone.delete()
    kept.person_id, kept.household = person, household
    told: dict[str, Any] = values | ({"address": household.address} if household else {})
    entry = change_resident(by, kept, told, Source(Entry.Origin.JOINED), now=now)
    kept.save()
    if entry:
        entry.save()
    record(by, facts.JOINED.key, kept, now=now, community_id=kept.community_id)
    return kept


@action
def keep_apart(by: Actor, one: Resident, other: Resident, *, now: datetime) -> KeptApart:
    """Two records are two people, and are not asked about again. Unique by the pair in the database."""
    one, other = _locked(by, *sorted((one, other), key=lambda resident: resident.pk))
    pair, _made = KeptApart.objects.get_or_create(one=one, other=other, defaults={"by_id": by.person_id, "at": now})
    return pair


def _locked(by: Actor, one: Resident, other: Resident) -> tuple[Resident, Resident]:
    rows = Resident.objects.select_related("community", "household__building")
    found = {row.pk: row for row in all_held(rows.filter(pk__in=[one.pk, other.pk]))}
    if len(found) != 2 or found[one.pk].community_id != found[other.pk].community_id:
        raise Missing(_("There are no two such records here."))
    for row in found.values():
        keep_resident.require(by, row)
    return found[one.pk], found[other.pk]
