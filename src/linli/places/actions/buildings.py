"""The address tree is corrected: buildings and doors that were written down wrongly, QR codes that are taken down."""

from datetime import datetime

from django.db.models import ForeignObjectRel, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.coordinates import to_wgs84
from linli.base.errors import Invalid, Refused
from linli.base.recorder import note_fact
from linli.base.rows import open_row

from ..models import Building, Datum, Door, Marker, PlanPin
from ..permissions import keep_community


@action
def change_building(
    by: Actor,
    building: Building,
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
    """Correct a building. Safe by the row's lock; Invalid where another has the road and name."""
    building = open_row(
        by, Building.objects.select_related("community"), building.pk, right=keep_community, of="community"
    )
    twins = Building.objects.filter(community=building.community_id, road=road, name=name)
    if twins.exclude(pk=building.pk).exists():
        raise Invalid(_("There is a building of this road and name already."), field="name")
    if latitude is not None and longitude is not None:
        latitude, longitude = to_wgs84(latitude, longitude, datum)
    building.name, building.name_en, building.road = name, name_en, road
    building.floors, building.has_lift, building.position = floors, has_lift, position
    building.latitude, building.longitude, building.datum = latitude, longitude, datum
    building.save()
    _note(by, building, "building", now)
    return building


@action
def remove_building(by: Actor, building: Building, *, now: datetime) -> None:
    """Take out a building that was written down by mistake. Refused where anything refers to it: what happened there stays."""
    building = open_row(
        by, Building.objects.select_related("community"), building.pk, right=keep_community, of="community"
    )
    if _is_referred_to(building):
        raise Refused(_("Doors, QR codes or requests belong to this building; it can be corrected, not removed."))
    _note(by, building, "building", now)
    PlanPin.objects.filter(building=building).delete()
    _delete(building)


@action
def remove_door(by: Actor, door: Door, *, now: datetime) -> None:
    """Take out a door that was written down by mistake. Refused where somebody lives there."""
    building = open_row(
        by, Building.objects.select_related("community"), door.building.pk, right=keep_community, of="community"
    )
    if _is_referred_to(door):
        raise Refused(_("Somebody lives behind this door; it stays."))
    _note(by, building, "door", now)
    _delete(door)


@action
def end_marker(by: Actor, marker: Marker, *, now: datetime) -> None:
    """A QR code was taken down or lost. Whoever scans it from now on is told so and led to the community."""
    keep_community.require(by, marker.community)
    marker.to_date = timezone.localdate(now)
    marker.save(update_fields=["to_date"])
    note_fact(by, "places.register.changed", marker, now=now, community_id=marker.community_id, what="marker")


def _note(by: Actor, building: Building, what: str, now: datetime) -> None:
    note_fact(by, "places.register.changed", building, now=now, community_id=building.community_id, what=what)


def _is_referred_to(row: Model) -> bool:
    """Whether any row of any room points at this one. Pins on plans do not count: they go with the building."""
    fields = row._meta.get_fields(include_hidden=True)  # noqa: SLF001  Django documents _meta
    pointing = [f for f in fields if isinstance(f, ForeignObjectRel) and f.related_model is not PlanPin]
    return any(f.related_model._base_manager.filter(**{f.field.name: row}).exists() for f in pointing)  # noqa: SLF001


def _delete(row: Building | Door) -> None:
    """This row alone. The usual way would first write into every room that could point at it; the database's keys watch instead."""
    rows = type(row)._base_manager.filter(pk=row.pk)  # noqa: SLF001
    rows._raw_delete(rows.db)  # noqa: SLF001
