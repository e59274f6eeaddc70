"""Public cases on a map, and the same in words: buildings and how many requests each has."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, make_aware

from linli.base.coordinates import from_wgs84
from linli.base.requests import Request, read_day, read_key
from linli.base.text import mask_personal
from linli.places.queries import Street, address_tree, frame_of, is_nowhere

from ..forms import PublicFilter
from ..queries.cases import Filter, cases_by_building, cases_on_map


def case_map(request: Request) -> HttpResponse:
    if request.community is None:
        return redirect("site:door")
    counts = cases_by_building(request.actor, public_filter(request))
    tree = address_tree(request.community)
    streets = [
        {
            "road": s.road,
            "buildings": [{"key": b.pk, "name": b.label, "count": counts.get(b.pk, 0)} for b in s.buildings],
        }
        for s in tree
    ]
    context = {
        "map": map_of(request.community, tree),
        "streets": streets,
        "filter": PublicFilter(request.GET, public=True),
        "query": request.GET.urlencode(),
    }
    return render(request, "casework/map.html", context)


def points(request: Request) -> HttpResponse:
    """The points as GeoJSON, in the datum of the map's tiles."""
    found = cases_on_map(request.actor, public_filter(request))
    frame = frame_of(request.community, on=localdate(request.now)) if request.community else None
    features = [
        _feature(c)
        for c in found
        if c.latitude is not None
        and c.longitude is not None
        and not is_nowhere(c.latitude, c.longitude)
        and (frame is None or c.community_id != request.community.pk or frame.holds(c.latitude, c.longitude))
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def map_of(community: Any, streets: Iterable[Street] = ()) -> dict[str, Any]:
    """What the map's script is told: where to begin, boundary and buildings, and the tiles if the operator has some."""
    middle = _here(community.latitude, community.longitude) if community.latitude is not None else None
    return {
        "tiles": settings.MAP_TILES,
        "approval": settings.MAP_APPROVAL,
        "middle": middle,
        "buildings": [
            {"name": b.name, "at": _here(b.latitude, b.longitude)}
            for s in streets
            for b in s.buildings
            if b.latitude is not None and b.longitude is not None
        ],
        "boundary": _shifted(community.boundary),
    }


def public_filter(request: Request) -> Filter:
    given = request.GET
    since = read_day(given.get("since", ""))
    here = request.community.pk if request.community and not given.get("everywhere") else None
    return Filter(
        words=given.get("q", "")[:60],
        states=tuple(s for s in [given.get("state", "")[:20]] if s),
        category=given.get("category", "")[:60],
        good=given.get("good", "")[:20],
        met=given.get("met", "")[:20],
        since=make_aware(datetime.combine(since, time.min)) if since else None,
        street=read_key(given.get("street", "")),
        office=read_key(given.get("office", "")),
        building=read_key(given.get("building", "")),
        community=here,
    )


def _here(latitude: float, longitude: float) -> list[float]:
    """A stored point in the datum of the tiles, as [longitude, latitude]."""
    shown = from_wgs84(latitude, longitude, settings.MAP_DATUM)
    return [round(shown[1], 6), round(shown[0], 6)]


def _shifted(shape: Any) -> Any:
    """A GeoJSON geometry in the datum of the tiles."""
    if isinstance(shape, dict):
        return {
            key: _shifted(value) if key in {"geometry", "geometries", "coordinates"} else value
            for key, value in shape.items()
        }
    if isinstance(shape, list) and len(shape) >= 2 and all(isinstance(n, int | float) for n in shape[:2]):
        return _here(shape[1], shape[0])
    return [_shifted(part) for part in shape] if isinstance(shape, list) else shape


def _feature(case: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": _here(case.latitude, case.longitude)},
        "properties": {
            "url": f"/cases/{case.pk}/",
            "text": mask_personal(case.text)[:80],
            "state": case.get_state_display(),
            "category": case.category.label,
            "good": case.category.good,
        },
    }
