"""Writing residents and households down, and correcting what is written: nothing is overwritten, every change is an entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import held, open_row
from linli.facts.actions import record
from linli.people.actions import confirm_known, not_in_records
from linli.people.models import Known, Person
from linli.places.models import Building, Community

from .. import facts
from ..addresses import AddressReader, Home
from ..models import Entry, Household, Resident
from ..permissions import keep_household, keep_records, keep_resident
from ..queries.fields import register_of
from ..register import HOUSEHOLD, RESIDENT
from ..writing import Source, change_household, change_resident, differences, read_values

DESK = Entry.Origin.DESK


@action
def add_resident(
    by: Actor,
    community: Community,
    *,
    values: Mapping[str, Any],
    address: str = "",
    note: str = "",
    now: datetime,
) -> Resident:
    """Write down somebody who lives or is registered here. Invalid names the field that cannot be read or may not be kept.

    Safe without a lock: a new row; its household is unique in the database.
    """
    keep_records.require(by, community)
    register = register_of(community)
    read = read_values(by, register, values, owner=RESIDENT, today=timezone.localdate(now))
    if not read.get("name"):
        raise Invalid(_("Please write a name."), field="name")
    home = home_named(community, address)
    resident = Resident(
        community=community,
        household=household_at(community, home, now=now) if home else None,
        created_at=now,
        is_demonstration=community.is_demonstration,
    )
    changes = differences(register, {}, read) | ({"address": resident.household.address} if resident.household else {})
    entry = change_resident(by, resident, changes, Source(DESK, note=note), now=now)
    resident.save()
    if entry:
        entry.save()
    return resident


@action
def correct_resident(
    by: Actor,
    resident: Resident,
    *,
    values: Mapping[str, Any],
    now: datetime,
    address: str | None = None,
    note: str = "",
    origin: str = DESK,
) -> Resident:
    """Correct what a record says; the old values stay in its history. Safe by the lock of the record's row.

    Invalid names the field. `address` left out stays as it is; an empty one says that it is not known.
    """
    resident = held(Resident.objects.select_related("community", "household__building"), resident.pk)
    keep_resident.require(by, resident)
    register = register_of(resident.community)
    read = read_values(by, register, values, owner=RESIDENT, today=timezone.localdate(now))
    if "name" in read and not read["name"]:
        raise Invalid(_("Please write a name."), field="name")
    changes = differences(register, resident.values, read) | _moved(resident, address, now)
    entry = change_resident(by, resident, changes, Source(origin, note=note), now=now)
    if entry:
        resident.save()
        entry.save()
        record(
            by,
            facts.CORRECTED.key,
            resident,
            now=now,
            community_id=resident.community_id,
            at_wish=origin == Entry.Origin.PERSON,
        )
    return resident


@action
def correct_household(
    by: Actor, household: Household, *, values: Mapping[str, Any], now: datetime, note: str = ""
) -> Household:
    """Correct what is kept of a household. Safe by the lock of its row; Invalid names the field."""
    household = open_row(by, Household.objects.select_related("community"), household.pk, right=keep_household)
    register = register_of(household.community)
    read = read_values(by, register, values, owner=HOUSEHOLD, today=timezone.localdate(now))
    entry = change_household(
        by, household, differences(register, household.values, read), Source(DESK, note=note), now=now
    )
    if entry:
        household.save()
        entry.save()
        record(by, facts.CORRECTED.key, household, now=now, community_id=household.community_id, at_wish=False)
    return household


@action
def note_left(by: Actor, resident: Resident, *, on: date | None, now: datetime) -> Resident:
    """Somebody moved away or died on a day: out of the lists, forgotten when the retention is over. None: still here after all.

    Who has left is known as a neighbour no more, in no way; who is still here is known by the records again.
    """
    resident = open_row(by, Resident.objects.select_related("community"), resident.pk, right=keep_resident)
    if on and on > timezone.localdate(now):
        raise Invalid(_("This day lies in the future."), field="on")
    resident.left_date = on
    resident.save(update_fields=["left_date"])
    if resident.person and on:
        not_in_records(by, resident.person, resident.community, has_left=True, now=now)
    elif resident.person:
        _known_by_records(by, resident.person, now)
    return resident


@action
def link_person(by: Actor, resident: Resident, person_id: int, *, now: datetime) -> Resident:
    """The record is about somebody with an account: they see it from now on, and are known as a neighbour. Unique by community and person in the database."""
    from linli.people.queries import person_to_keep

    resident = open_row(by, Resident.objects.select_related("community"), resident.pk, right=keep_resident)
    person = person_to_keep(by, person_id)
    if person.community_id != resident.community_id or person.name != resident.name:
        raise Refused(_("The names differ: this is not the same person, or one of the names is to be corrected first."))
    if Resident.objects.filter(community=resident.community, person=person).exclude(pk=resident.pk).exists():
        raise Refused(_("Another record is this person already. Join the two records first."))
    resident.person = person
    resident.save(update_fields=["person"])
    if resident.left_date is None:
        _known_by_records(by, person, now)
    return resident


@action
def forget_person_link(by: Actor, resident: Resident, *, now: datetime) -> Resident:
    """It was not the same person after all: what made them known is gone. Safe by the lock of the record's row."""
    resident = open_row(by, Resident.objects.select_related("community"), resident.pk, right=keep_resident)
    person, resident.person = resident.person, None
    resident.save(update_fields=["person"])
    if person:
        not_in_records(by, person, resident.community, now=now)
    return resident


def _known_by_records(by: Actor, person: Person, now: datetime) -> None:
    """Nobody makes themselves known, not by their own record either."""
    if by.person_id != person.pk:
        confirm_known(by, person, how=Known.How.RECORDS, now=now)


def home_named(community: Community, address: str) -> Home | None:
    return AddressReader(Building.objects.filter(community=community)).read(address=address)


def household_at(community: Community, home: Home, *, now: datetime) -> Household:
    """The household behind a door, made when it is first named; unique in the database."""
    building = Building.objects.get(pk=home.building_id) if home.building_id else None
    found, _made = Household.objects.select_related("building").get_or_create(
        community=community, building=building, door=home.door, defaults={"created_at": now}
    )
    return found


def _moved(resident: Resident, address: str | None, now: datetime) -> dict[str, Any]:
    """What a change of address says in the history; the resident is moved."""
    if address is None or address.strip() == (resident.household.address if resident.household else ""):
        return {}
    home = home_named(resident.community, address)
    resident.household = household_at(resident.community, home, now=now) if home else None
    return {"address": resident.household.address if resident.household else None}
