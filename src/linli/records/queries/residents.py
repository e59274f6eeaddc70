"""Records as those who keep them read them: the list by building and door, and one record with where each value comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.text import clean
from linli.places.models import Community

from ..models import Entry, Household, Resident
from ..permissions import keep_household, keep_resident
from ..register import ADDRESS, HOUSEHOLD, RESIDENT, Field
from ..values import age, shown
from .fields import fields, require_keeper
from .rows import by_address, chosen

PAGE = 60


@dataclass(frozen=True)
class Filter:
    """What narrows the list: words in name, sound or door, a building, and conditions as in `values.fits`."""

    words: str = ""
    building: int | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    left: bool = False


@dataclass(frozen=True)
class ResidentLine:
    key: int
    name: str
    address: str
    household: int | None
    is_linked: bool
    is_demonstration: bool


@dataclass(frozen=True)
class Listing:
    rows: list[ResidentLine]
    total: int
    next: int | None


@dataclass(frozen=True)
class Was:
    """A value as it once was written down, and from where."""

    value: str
    said: str
    who: str
    at: datetime


@dataclass(frozen=True)
class ValueLine:
    """One field of a record: what counts now, where it comes from, what it was before, and why it may be kept."""

    field: Field
    value: str
    is_sealed: bool
    now: Was | None
    before: list[Was]


def residents(by: Actor, community: Community, chosen_by: Filter, *, offset: int, now: datetime) -> Listing:
    """A page of the list, in the order of the address tree: names and doors alone. NotYours for who does not keep it."""
    require_keeper(by, community)
    found = _narrowed(by, community, chosen_by, on=timezone.localdate(now))
    total = found.count()
    columns = (
        "pk",
        "name",
        "household_id",
        "household__building__road",
        "household__building__name",
        "household__door",
        "person_id",
        "is_demonstration",
    )
    rows = found.order_by(*by_address("household__"), "pk").values_list(*columns)[offset : offset + PAGE]
    lines = [
        ResidentLine(key, name, f"{road or ''}{building or ''}{door or ''}", home, person is not None, demonstration)
        for key, name, home, road, building, door, person, demonstration in rows
    ]
    return Listing(lines, total, offset + PAGE if offset + PAGE < total else None)


def has_residents(by: Actor, community: Community) -> bool:
    require_keeper(by, community)
    return Resident.objects.filter(community=community).exists()


def asked_about(by: Actor, community: Community, chosen_by: Filter, shown: Iterable[int], *, on: date) -> set[int]:
    """Of whom a page of the list tells something: those shown and, where a condition was put on a name or a door, those with
    that name or door who do not meet it: that they are missing tells it too.
    """
    told = set(shown)
    if chosen_by.words and chosen_by.where:
        told |= set(listed(by, community, replace(chosen_by, where={}), on=on)[:PAGE])
    return told


def listed(by: Actor, community: Community, chosen_by: Filter, *, on: date) -> list[int]:
    """The keys of everybody on the list, all pages, in its order."""
    require_keeper(by, community)
    return list(
        _narrowed(by, community, chosen_by, on=on)
        .order_by(*by_address("household__"), "pk")
        .values_list("pk", flat=True)
    )


def resident_named(by: Actor, key: int) -> Resident:
    """A record that the reader keeps. Missing otherwise."""
    found = Resident.objects.filter(keep_resident.within(by), pk=key)
    resident = found.select_related("community", "household__building").first()
    if resident is None:
        raise Missing(_("There is no such record here."))
    return resident


def household_named(by: Actor, key: int) -> Household:
    """A household that the reader keeps. Missing otherwise."""
    found = Household.objects.filter(keep_household.within(by), pk=key).select_related("community", "building").first()
    if found is None:
        raise Missing(_("There is no such household here."))
    return found


def members_of(by: Actor, household: Household) -> list[ResidentLine]:
    keep_household.require(by, household)
    found = Resident.objects.filter(household=household, left_date__isnull=True).order_by("pk")
    return [ResidentLine(r.pk, r.name, "", household.pk, r.person_id is not None, r.is_demonstration) for r in found]


def values_of(by: Actor, record: Resident | Household, *, now: datetime) -> list[ValueLine]:
    """Every field of a record with its origin and its history. The caller's action has written down that it was opened."""
    owner = RESIDENT if isinstance(record, Resident) else HOUSEHOLD
    (keep_resident if owner == RESIDENT else keep_household).require(by, record)
    wanted = [f for f in fields(by, record.community) if f.belongs_to == owner and not f.is_computed]
    return lines_of(record, [*wanted, ADDRESS] if owner == RESIDENT else wanted)


def lines_of(record: Resident | Household, wanted: list[Field]) -> list[ValueLine]:
    """For this room's own use: it asks for no right."""
    current = dict(record.values)
    if isinstance(record, Resident) and record.household:
        current[ADDRESS.key] = record.household.address
    history: dict[str, list[tuple[Any, Entry]]] = {}
    for entry in record.entries.select_related("by").order_by("at", "pk"):
        for key, value in entry.values.items():
            history.setdefault(key, []).append((value, entry))
    return [_line(f, current.get(f.key), history.get(f.key, [])) for f in wanted]


def age_of(resident: Resident, *, on: date) -> int | None:
    return age(resident.values.get("birth_date") or "", on=on)


def _line(one: Field, current: Any, told: list[tuple[Any, Entry]]) -> ValueLine:
    was = [
        Was(shown(one, value) or "—", _said(entry), entry.by.name if entry.by else "", entry.at)
        for value, entry in told
    ]
    return ValueLine(
        one, shown(one, current), one.is_sealed and bool(current), was[-1] if was else None, was[-2::-1] if was else []
    )


def _said(entry: Entry) -> str:
    file = _("%(file)s, line %(line)d") % {"file": entry.file_name, "line": entry.line or 0}
    said = file if entry.origin == Entry.Origin.FILE else str(entry.get_origin_display())
    return f"{said} · {entry.note}" if entry.note else said


def _narrowed(by: Actor, community: Community, chosen_by: Filter, *, on: date) -> Any:
    found = Resident.objects.filter(community=community, left_date__isnull=not chosen_by.left)
    if words := clean(chosen_by.words).strip():
        sound = words.replace(" ", "").lower()
        found = found.filter(Q(name__icontains=words) | Q(sound__icontains=sound) | Q(household__door__icontains=words))
    if chosen_by.building:
        found = found.filter(household__building=chosen_by.building)
    if chosen_by.where:
        found = found.filter(
            pk__in=[line.key for line in chosen(community, kind=RESIDENT, filters=chosen_by.where, on=on)]
        )
    return found
