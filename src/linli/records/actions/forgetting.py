"""Forgetting: superseded values after their field's retention, records of those who left, lines of who looked."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import NotYours
from linli.base.rows import all_held
from linli.base.rules import rule
from linli.facts.actions import record
from linli.places.models import Community

from .. import facts
from ..models import Entry, Household, Opening, Resident
from ..queries.fields import register_of
from ..register import Field

DAYS_OF_A_MONTH = 30.44
OTHERWISE = 36  # months, for an address and for fields that are no more


@action
def forget_old_records(by: Actor, *, now: datetime) -> int:
    """What is kept longer than its field allows goes; how many records were forgotten whole. Run again it does no harm.

    Safe by the locks of the rows that change.
    """
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    days = rule("records.openings_days", on=timezone.localdate(now)).value
    Opening.objects.filter(at__lt=now - timedelta(days=days)).delete()
    return sum(_forget_in(by, community, now) for community in Community.objects.order_by("pk"))


def _forget_in(by: Actor, community: Community, now: datetime) -> int:
    register = register_of(community)
    shortest = now - _term(register, min(register, key=lambda key: register[key].retention_months))
    old = Q(resident__community=community) | Q(household__community=community)
    for of, keys in _with_old_entries(old, shortest).items():
        for key in keys:
            entries = all_held(Entry.objects.filter(**{of: key}))
            _trim(sorted(entries, key=lambda entry: (entry.at, entry.pk)), register, now)
    gone = _leave(community, register, now)
    if gone:
        record(by, facts.FORGOTTEN.key, community, now=now, community_id=community.pk, value=gone)
    return gone


def _with_old_entries(condition: Q, before: datetime) -> dict[str, set[int]]:
    found = Entry.objects.filter(condition, at__lt=before).values_list("resident_id", "household_id")
    pairs = list(found.order_by("pk"))
    return {"resident": {r for r, _h in pairs if r}, "household": {h for _r, h in pairs if h}}


def _trim(entries: Iterable[Entry], register: Mapping[str, Field], now: datetime) -> None:
    """Take superseded values out of the entries of one record when their time is over; an entry that says nothing more goes."""
    later: dict[str, datetime] = {}
    for entry in reversed(list(entries)):
        superseded = {key for key in entry.values if key in later and later[key] < now - _term(register, key)}
        later |= dict.fromkeys(entry.values, entry.at)
        if superseded:
            entry.values = {key: value for key, value in entry.values.items() if key not in superseded}
            entry.save(update_fields=["values"]) if entry.values else entry.delete()


def _leave(community: Community, register: Mapping[str, Field], now: datetime) -> int:
    """Who left: each value after its own time, the whole record with its name."""
    gone = 0
    for resident in all_held(Resident.objects.filter(community=community, left_date__isnull=False)):
        over = {
            key
            for key in resident.values
            if resident.left_date and resident.left_date < localdate(now - _term(register, key))
        }
        if "name" in over:
            resident.delete()
            gone += 1
        elif over:
            resident.values = {key: value for key, value in resident.values.items() if key not in over}
            resident.save(update_fields=["values"])
            forget_fields(resident.entries.all(), over)
    Household.objects.filter(community=community, members=None, entries=None).delete()
    return gone


def forget_fields(entries: Iterable[Entry], keys: Iterable[str]) -> None:
    """Take these fields out of every entry, wherever they stand."""
    forgotten = set(keys)
    for entry in entries:
        if forgotten & entry.values.keys():
            entry.values = {key: value for key, value in entry.values.items() if key not in forgotten}
            entry.save(update_fields=["values"]) if entry.values else entry.delete()


def _term(register: Mapping[str, Field], key: str) -> timedelta:
    months = register[key].retention_months if key in register else OTHERWISE
    return timedelta(days=round(months * DAYS_OF_A_MONTH))
