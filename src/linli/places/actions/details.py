"""What a community says of itself: its committee's address and telephone, its point and boundary on the map."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.coordinates import to_wgs84
from linli.base.errors import Invalid
from linli.base.recorder import note_fact
from linli.base.rows import open_row
from linli.base.text import clean

from ..geojson import read_boundary
from ..models import Community, Datum
from ..permissions import keep_community


@action
def describe_community(
    by: Actor,
    community: Community,
    *,
    address: str,
    telephone: str,
    now: datetime,
    name_en: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    datum: str = Datum.WGS84,
) -> Community:
    """Say where the committee is and how it is reached. Safe by the row's lock. Invalid if a point is half given or nowhere."""
    community = open_row(by, Community, community.pk, right=keep_community)
    if (latitude is None) != (longitude is None):
        raise Invalid(_("A point has a latitude and a longitude."), field="latitude")
    community.committee_address = clean(address).strip()[:200]
    community.committee_telephone = clean(telephone).strip()[:40]
    if name_en is not None:
        community.name_en = clean(name_en).strip()[:160]
    if latitude is not None and longitude is not None:
        community.latitude, community.longitude = to_wgs84(latitude, longitude, Datum(datum))
        community.datum = Datum(datum)
    community.save()
    note_fact(by, "places.community.described", community, now=now, community_id=community.pk)
    return community


@action
def set_boundary(
    by: Actor, community: Community, *, geojson: bytes | str | None, now: datetime, datum: str = Datum.WGS84
) -> Community:
    """Keep the boundary from a GeoJSON file, or forget it. Safe by the row's lock. Invalid says what is wrong with the file."""
    community = open_row(by, Community, community.pk, right=keep_community)
    community.boundary = None if geojson is None else read_boundary(geojson, datum=Datum(datum))
    community.save(update_fields=["boundary"])
    note_fact(by, "places.community.described", community, now=now, community_id=community.pk)
    return community
