"""Every read of places. What is listed here is public: names, addresses of offices, buildings; never who lives where."""

import time as clock
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.rules import rule
from linli.base.text import clean, pinyin, pinyin_initials
from linli.base.working_time import Calendar

from .models import (
    Building,
    CalendarDay,
    Community,
    Division,
    Door,
    Figure,
    Marker,
    Organisation,
    OrganisationKind,
    lasting,
)

FRESH_SECONDS = 5.0


def communities(on: date | None = None) -> list[Community]:
    """Communities that this installation serves, those with an end left out."""
    rows = Community.objects.filter(lasting(on)) if on else Community.objects.all()
    return list(rows.order_by("street_id", "name", "pk"))


def community_named(slug: str) -> Community:
    """A community by its short name. Missing if there is none. A merged one leads to its heir: follow `successor`."""
    found = Community.objects.select_related("division").filter(slug=slug).first()
    if found is None:
        raise Missing(_("There is no such community here."))
    return found


def community_by_key(key: int) -> Community:
    found = Community.objects.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such community here."))
    return found


def successor(community: Community) -> Community | None:
    """Where a merged or split community lives on; None while it lasts."""
    if community.to_date is None:
        return None
    return (
        Community.objects.filter(division__came_from__before=community.pk)
        .exclude(pk=community.pk)
        .order_by("pk")
        .first()
    )


def find_communities(words: str, *, most: int = 12) -> list[Community]:
    """Communities by name, former name, code, pinyin or initials."""
    words = clean(words).strip().lower()
    if not words:
        return []
    named = (
        Community.objects.filter(
            Q(name__icontains=words)
            | Q(name_en__icontains=words)
            | Q(division__code__startswith=words)
            | Q(division__names__name__icontains=words)
        )
        .distinct()
        .order_by("name", "pk")[:most]
    )
    if named or not words.isascii():
        return list(named)
    squeezed = words.replace(" ", "")
    return [
        c
        for c in communities()
        if pinyin(c.name).replace(" ", "").startswith(squeezed) or pinyin_initials(c.name).startswith(squeezed)
    ][:most]


@dataclass(frozen=True)
class Street:
    """A road of the community and the buildings on it."""

    road: str
    buildings: list[Building]


def address_tree(community: Community) -> list[Street]:
    """Roads and buildings of a community, in the order of the office. Doors are asked for building by building."""
    roads: dict[str, list[Building]] = {}
    for building in Building.objects.filter(community=community).order_by("position", "pk"):
        roads.setdefault(building.road, []).append(building)
    return [Street(road, found) for road, found in roads.items()]


def building_in(community: Community, key: int) -> Building:
    found = Building.objects.filter(community=community, pk=key).first()
    if found is None:
        raise Missing(_("There is no such building here."))
    return found


def door_in(building: Building, label: str) -> Door | None:
    return Door.objects.filter(building=building, label=label).first()


def marker_behind(code: str) -> Marker:
    """The QR code's place. Missing if there is none."""
    found = Marker.objects.select_related("community", "building").filter(code=code.upper()).first()
    if found is None:
        raise Missing(_("This QR code is not known here any more."))
    return found


def figures(community: Community) -> dict[str, Figure]:
    """The latest figure of each kind."""
    return {f.kind: f for f in Figure.objects.filter(community=community).order_by("as_of_date", "pk")}


def organisations(community: Community, *kinds: str) -> list[Organisation]:
    rows = Organisation.objects.filter(community=community)
    return list((rows.filter(kind__in=kinds) if kinds else rows).order_by("kind", "name", "pk"))


def offices_above(community: Community) -> list[Organisation]:
    """Offices that can be whistled, nearest first: the street's, then departments of the district and the city, offices before departments."""
    places = [key for key in (community.street_id, community.county_id, community.city_id) if key]
    kinds = [OrganisationKind.STREET_OFFICE, OrganisationKind.DISTRICT_OFFICE, OrganisationKind.DEPARTMENT]
    rows = Organisation.objects.filter(division__in=places, kind__in=kinds).select_related("parent", "division")
    return sorted(
        rows, key=lambda o: (places.index(o.division_id), kinds.index(OrganisationKind(o.kind)), o.name, o.pk)
    )


def organisation_named(key: int) -> Organisation:
    found = Organisation.objects.select_related("parent", "division", "community").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such organisation."))
    return found


def division_by_code(code: str) -> Division:
    found = Division.objects.filter(code=code).first()
    if found is None:
        raise Missing(_("There is no division with this code."))
    return found


# The calendar is asked for at every request that starts a clock, so it is kept in memory. Another process may change it:
# once in a few seconds a count and a highest key tell whether it did.

_calendars: dict[tuple[frozenset[int], int, int], tuple[tuple, Calendar]] = {}
_version: tuple[float, tuple] = (-FRESH_SECONDS, ())


def calendar_for(community: Community, *, year_from: int, year_to: int) -> Calendar:
    """Working time of a community: national days, changed by those of its own province, city, district or street."""
    places = frozenset(
        k
        for k in (community.pk, community.street_id, community.county_id, community.city_id, community.province_id)
        if k
    )
    version = _calendar_version()
    kept = _calendars.get((places, year_from, year_to))
    if kept is None or kept[0] != version:
        kept = version, _read_calendar(places, year_from, year_to)
        _calendars[places, year_from, year_to] = kept
    return kept[1]


def forget_calendars() -> None:
    """Read anew at the next call: after this process changed a day."""
    global _version  # noqa: PLW0603
    _version = (-FRESH_SECONDS, ())
    _calendars.clear()


def _calendar_version() -> tuple:
    global _version  # noqa: PLW0603
    if clock.monotonic() - _version[0] > FRESH_SECONDS:
        found = CalendarDay.objects.aggregate(Count("pk"), Max("pk"), Max("changed_at"))
        _version = clock.monotonic(), tuple(found.values())
    return _version[1]


def _read_calendar(places: frozenset[int], year_from: int, year_to: int) -> Calendar:
    rows = CalendarDay.objects.filter(
        Q(division__isnull=True) | Q(division__in=places),
        day__gte=date(year_from, 1, 1),
        day__lte=date(year_to, 12, 31),
    )
    days, provisional = {}, set()
    for row in sorted(rows, key=lambda r: (r.division_id is not None, r.pk)):
        days[row.day] = row.is_working
        if row.is_provisional:
            provisional.add(row.day.year)
    known = {day.year for day in days} - provisional
    spans = [
        (time.fromisoformat(a), time.fromisoformat(b)) for a, b in rule("office.hours", on=date(year_from, 1, 1)).value
    ]
    return Calendar(tuple(spans), days, frozenset(known))
