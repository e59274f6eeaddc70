"""Where a community lies on the earth: what a point is compared with before anybody believes it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from linli.base.coordinates import distance_m
from linli.base.rules import rule

from ..geojson import encloses, rings_of
from ..models import Community
from .communities import buildings_of

METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True)
class Frame:
    """The boundary, else the points of its buildings and its own; and how far beyond them a point is still believed."""

    boundary: Any
    points: Sequence[tuple[float, float]]
    beyond_boundary_m: int
    from_buildings_m: int

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point can lie here. On the boundary and a little beyond it does; of a community of which nothing is drawn
        any point can: there is nothing to compare it with."""
        if self.boundary:
            near = encloses(self.boundary, latitude, longitude)
            return near or _metres_to(self.boundary, latitude, longitude) <= self.beyond_boundary_m
        near_one = (distance_m(latitude, longitude, *point) <= self.from_buildings_m for point in self.points)
        return not self.points or any(near_one)


def frame_of(community: Community, *, on: date) -> Frame:
    points: list[tuple[float, float]] = []
    if not community.boundary:
        points = [
            (b.latitude, b.longitude)
            for b in buildings_of(community.pk)
            if b.latitude is not None and b.longitude is not None
        ]
        if community.latitude is not None and community.longitude is not None:
            points.append((community.latitude, community.longitude))
    return Frame(
        community.boundary,
        points,
        rule("places.beyond_boundary_m", on=on).value,
        rule("places.from_buildings_m", on=on).value,
    )


def is_nowhere(latitude: float | None, longitude: float | None) -> bool:
    """Whether no point was given: devices and forms that know none write 0, 0."""
    return latitude is None or longitude is None or (abs(latitude) < 1e-6 and abs(longitude) < 1e-6)


def _metres_to(geometry: Any, latitude: float, longitude: float) -> float:
    """Metres to the nearest edge, on a plane that touches the earth at the point: exact enough for a few hundred metres."""
    east = METRES_A_DEGREE * math.cos(math.radians(latitude))
    return min(
        (_to_edge(flat) for ring in rings_of(geometry) for flat in pairwise(_flat(ring, latitude, longitude, east))),
        default=math.inf,
    )


def _flat(ring: Iterable[Any], latitude: float, longitude: float, east: float) -> list[tuple[float, float]]:
    return [((x - longitude) * east, (y - latitude) * METRES_A_DEGREE) for x, y in ring]


def _to_edge(edge: tuple[tuple[float, float], tuple[float, float]]) -> float:
    """How far an edge passes from the middle."""
    (x, y), (u, v) = edge
    length = (u - x) ** 2 + (v - y) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x * (u - x) + y * (v - y)) / length))
    return math.hypot(x + along * (u - x), y + along * (v - y))
