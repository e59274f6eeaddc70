"""What a community is made of: figures, organisations, buildings, doors, QR codes; and the official calendar."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.coordinates import to_wgs84
from linli.base.errors import Invalid, Missing, NotYours
from linli.base.links import ALPHABET
from linli.base.recorder import note_fact
from linli.base.rows import find_held
from linli.base.working_time import china_days, is_official

from ..models import Building, CalendarDay, Community, Datum, Division, Door, Figure, Marker, Organisation
from ..permissions import keep_calendar, keep_community, keep_country, keep_organisation
from ..queries import forget_calendars
from ..registries import CalendarChange, tell_of_calendar

NOTICE, RECKONED = "国务院办公厅放假通知", "推算"  # by which a national day of the calendar is known


@action
def confirm_figure(
    by: Actor,
    community: Community,
    *,
    kind: str,
    value: int,
    as_of: date,
    confirmed_by: str,
    now: datetime,
    source: str = "",
) -> Figure:
    """Write down a figure with its day and who confirmed it. The same day again corrects it; the row is unique by day."""
    keep_community.require(by, community)
    if value < 0 or not confirmed_by.strip():
        raise Invalid(_("A figure is not negative, and somebody confirms it."), field="value")
    figure, _new = Figure.objects.update_or_create(
        community=community,
        kind=Figure.Kind(kind),
        as_of_date=as_of,
        defaults={"value": value, "confirmed_by": confirmed_by.strip(), "source": source},
    )
    note_fact(
        by,
        "places.figure.confirmed",
        figure,
        now=now,
        community_id=community.pk,
        value=value,
        figure=kind,
        as_of=as_of.isoformat(),
    )
    return figure


@action
def add_organisation(
    by: Actor,
    *,
    kind: str,
    name: str,
    division: Division,
    now: datetime,
    community: Community | None = None,
    name_en: str = "",
    telephone: str = "",
    email: str = "",
    parent: Organisation | None = None,
    duties: str = "",
) -> Organisation:
    """Write an organisation into the register. NotYours outside one's own place."""
    row = Organisation(
        kind=kind,
        name=name,
        name_en=name_en,
        division=division,
        community=community,
        telephone=telephone,
        email=email,
        parent=parent,
        duties=duties,
        from_date=timezone.localdate(now),
    )
    keep_organisation.require(by, row)
    row.save()
    note_fact(by, "places.register.changed", row, now=now, community_id=row.community_id, what="organisation")
    return row


@action
def add_building(
    by: Actor,
    community: Community,
    *,
    name: str,
    now: datetime,
    road: str = "",
    name_en: str = "",
    floors: int | None = None,
    has_lift: bool | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    datum: str = Datum.WGS84,
    position: int = 0,
) -> Building:
    """Add a building to the address tree; its point is kept as WGS84 with the datum it was given in. Unique by road and name."""
    keep_community.require(by, community)
    if Building.objects.filter(community=community, road=road, name=name).exists():
        raise Invalid(_("There is a building of this road and name already."), field="name")
    if latitude is not None and longitude is not None:
        latitude, longitude = to_wgs84(latitude, longitude, datum)
    building = Building.objects.create(
        community=community,
        road=road,
        name=name,
        name_en=name_en,
        floors=floors,
        has_lift=has_lift,
        latitude=latitude,
        longitude=longitude,
        datum=datum,
        position=position,
    )
    note_fact(by, "places.register.changed", building, now=now, community_id=community.pk, what="building")
    return building


@action
def add_doors(by: Actor, building: Building, *, doors: Iterable[tuple[str, int | None]], now: datetime) -> int:
    """Add doors of a building as (label, floor); those known already stay. Unique by label."""
    keep_community.require(by, building.community)
    new = [Door(building=building, label=label, floor=floor) for label, floor in doors]
    known = Door.objects.filter(building=building).count()
    Door.objects.bulk_create(new, ignore_conflicts=True)
    note_fact(by, "places.register.changed", building, now=now, community_id=building.community_id, what="door")
    return Door.objects.filter(building=building).count() - known


@action
def add_marker(
    by: Actor,
    community: Community,
    *,
    name: str,
    now: datetime,
    name_en: str = "",
    building: Building | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    datum: str = Datum.WGS84,
) -> Marker:
    """Give a building or lamp-post a QR code of eight characters; the code is unique in the database."""
    keep_community.require(by, community)
    if latitude is not None and longitude is not None:
        latitude, longitude = to_wgs84(latitude, longitude, datum)
    code = "".join(secrets.choice(ALPHABET) for _place in range(8))
    marker = Marker.objects.create(
        community=community,
        building=building,
        name=name,
        name_en=name_en,
        code=code,
        latitude=latitude,
        longitude=longitude,
        datum=datum,
        from_date=timezone.localdate(now),
    )
    note_fact(by, "places.register.changed", marker, now=now, community_id=community.pk, what="marker")
    return marker


@action
def seed_calendar(by: Actor, years: Iterable[int], *, now: datetime) -> int:
    """Write the national days of these years, as far as they are known; a year without its official notice is provisional.

    Days that an office changed by hand stay; reckoned ones give way once the notice is out. Unique by day, so doing it
    twice changes nothing.
    """
    if not (by.is_house or keep_country.allows(by, None)):
        raise NotYours(_("Only an administrator changes the national calendar."))
    official = {year: is_official(year) for year in years}
    rows = [
        CalendarDay(
            day=day,
            is_working=worked,
            name=name,
            is_provisional=not official[year],
            changed_at=now,
            source=NOTICE if official[year] else RECKONED,
        )
        for year in official
        for day, (worked, name) in sorted(china_days(year).items())
    ]
    settled = [year for year, is_out in official.items() if is_out]
    CalendarDay.objects.filter(
        division__isnull=True, is_provisional=True, source=RECKONED, day__year__in=settled
    ).delete()
    known = set(CalendarDay.objects.filter(division__isnull=True).values_list("day", flat=True))
    new = [row for row in rows if row.day not in known]
    CalendarDay.objects.bulk_create(new)
    forget_calendars()
    if new:
        days = {row.day.year for row in new}
        tell_of_calendar(by, CalendarChange(date(min(days), 1, 1), date(max(days), 12, 31)), now)
    return len(new)


@action
def set_calendar_day(
    by: Actor,
    *,
    day: date,
    is_working: bool,
    name: str,
    source: str,
    now: datetime,
    division: Division | None = None,
    is_provisional: bool = False,
) -> CalendarDay:
    """Change one day, for the country or for what lies in a division; it says by what notice. Unique by division and day.

    Deadlines that run over it are reckoned again, by what is registered for it (`CALENDAR_CHANGED`).
    """
    row = write_calendar_day(
        by,
        day=day,
        is_working=is_working,
        name=name,
        source=source,
        now=now,
        division=division,
        is_provisional=is_provisional,
    )
    tell_of_calendar(by, CalendarChange(day, day, division.pk if division else None), now)
    return row


def write_calendar_day(
    by: Actor,
    *,
    day: date,
    is_working: bool,
    name: str,
    source: str,
    now: datetime,
    division: Division | None = None,
    is_provisional: bool = False,
) -> CalendarDay:
    """Inside an action that tells of the change when all its days are written."""
    keep_calendar.require(by, CalendarDay(day=day, division=division))
    if not source.strip():
        raise Invalid(_("Say by which notice."), field="source")
    values: dict[str, Any] = {
        "is_working": is_working,
        "name": name,
        "source": source,
        "is_provisional": is_provisional,
        "changed_at": now,
    }
    row, _new = CalendarDay.objects.update_or_create(day=day, division=division, defaults=values)
    forget_calendars()
    note_fact(by, "places.calendar.changed", row, now=now, community_id=None, day=day.isoformat(), working=is_working)
    return row


@action
def unset_calendar_day(by: Actor, *, day: date, now: datetime, division: Division | None = None) -> None:
    """Let a day follow the week again, for the country or for what lies in a division. Missing where it was not set."""
    row = find_held(CalendarDay.objects.filter(day=day, division=division))
    if row is None:
        raise Missing(_("This day was not set."))
    keep_calendar.require(by, row)
    note_fact(by, "places.calendar.changed", row, now=now, community_id=None, day=day.isoformat())
    row.delete()
    forget_calendars()
    tell_of_calendar(by, CalendarChange(day, day, division.pk if division else None), now)
