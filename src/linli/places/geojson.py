"""Boundaries as GeoJSON (RFC 7946): read with care, checked, made small.

Reckoned in whole ten-millionths of a degree (a centimetre), so that every test here is exact.
"""

import heapq
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from linli.base.coordinates import EARTH_RADIUS, Datum, to_wgs84
from linli.base.errors import Invalid

MAX_BYTES = 5 * 1024 * 1024
MAX_READ = 100_000
MAX_POINTS = 5_000
UNIT = 10_000_000
SAME_AS_WGS84 = ("CRS84", "4326", "4490")

Point = tuple[int, int]  # longitude, latitude
Ring = list[Point]  # closed: the first point is also the last
Polygon = list[Ring]  # the outer ring, then holes
Geometry = dict[str, Any]


def read_boundary(raw: bytes | str, *, datum: str = Datum.WGS84) -> Geometry:
    """A Polygon or MultiPolygon in WGS84 of at most 5,000 points, outer rings counter-clockwise.

    Understands a bare geometry, a Feature, and a FeatureCollection of polygons. Invalid says what is wrong.
    """
    polygons = [_polygon(rings, datum) for rings in _parts(_parsed(raw))]
    if not polygons:
        raise _bad(_("The file holds no area. A Polygon or MultiPolygon is needed."))
    if sum(len(ring) for polygon in polygons for ring in polygon) > MAX_READ:
        raise _bad(_("The boundary has more than %(most)d points.") % {"most": MAX_READ})
    polygons = _simplified(polygons)
    for polygon in polygons:
        _check_crossings(polygon)
    written = [[[[x / UNIT, y / UNIT] for x, y in ring] for ring in polygon] for polygon in polygons]
    if len(written) == 1:
        return {"type": "Polygon", "coordinates": written[0]}
    return {"type": "MultiPolygon", "coordinates": written}


def count_points(geometry: Geometry) -> int:
    return sum(len(ring) for polygon in _polygons(geometry) for ring in polygon)


def area_m2(geometry: Geometry) -> float:
    """The area over ground, holes left out; on a sphere, good to half a percent."""
    return abs(sum(_ring_area_m2(ring) for polygon in _polygons(geometry) for ring in polygon))


def encloses(geometry: Geometry, latitude: float, longitude: float) -> bool:
    """Whether the point lies inside: an odd number of edges lie to its east."""
    crossings = 0
    for polygon in _polygons(geometry):
        for ring in polygon:
            for (x, y), (u, v) in pairwise(ring):
                if (y > latitude) != (v > latitude) and longitude < (u - x) * (latitude - y) / (v - y) + x:
                    crossings += 1
    return crossings % 2 == 1


def rings_of(geometry: Geometry) -> Iterator[Any]:
    """Every ring of its polygons, outer ones and holes."""
    return (ring for polygon in _polygons(geometry) for ring in polygon)


@dataclass(frozen=True)
class Outline:
    """An SVG path and the size of the picture, with a margin of 12 on each side."""

    path: str
    width: int
    height: int


def outline(geometry: Geometry, *, size: int = 1000) -> Outline:
    """The boundary as a drawing whose longer side is `size`, north up, true to shape."""
    points = [point for polygon in _polygons(geometry) for ring in polygon for point in ring]
    west, south = min(x for x, _y in points), min(y for _x, y in points)
    east, north = max(x for x, _y in points), max(y for _x, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = size / max((east - west) * narrow, north - south)
    drawn = [
        "M" + "L".join(f"{(x - west) * narrow * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + "Z"
        for polygon in _polygons(geometry)
        for ring in polygon
    ]
    width, height = (east - west) * narrow * scale, (north - south) * scale
    return Outline("".join(drawn), round(width) + 24, round(height) + 24)


# Reading


def _parsed(raw: bytes | str) -> Any:
    if len(raw) > MAX_BYTES:
        raise _bad(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1048576})
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        return json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise _bad(_("The file is not GeoJSON.")) from wrong


def _parts(found: Any) -> Iterator[Any]:
    """The rings of each polygon in the document."""
    if not isinstance(found, dict):
        raise _bad(_("The file is not GeoJSON."))
    _check_system(found.get("crs"))
    kind, inside = found.get("type"), found.get("coordinates")
    if kind == "FeatureCollection":
        for feature in _a_list(found.get("features")):
            yield from _parts(feature)
    elif kind == "Feature":
        yield from _parts(found.get("geometry"))
    elif kind == "Polygon":
        yield _a_list(inside)
    elif kind == "MultiPolygon":
        yield from _a_list(inside)
    else:
        raise _bad(_("The file holds something other than areas. A Polygon or MultiPolygon is needed."))


def _check_system(system: Any) -> None:
    """Older files name their system of coordinates; those that are not degrees of WGS84 are not guessed at."""
    if system is not None and not str(system).rstrip("'} \"").endswith(SAME_AS_WGS84):
        raise _bad(_("The file's coordinates are not WGS84 degrees. Export it as EPSG:4326."))


def _polygon(rings: Any, datum: str) -> Polygon:
    read = [_ring(ring, datum) for ring in _a_list(rings)]
    if not read:
        raise _bad(_("An area has no ring."))
    outer, holes = read[0], read[1:]
    return [_turned(outer, counter_clockwise=True), *(_turned(hole, counter_clockwise=False) for hole in holes)]


def _ring(positions: Any, datum: str) -> Ring:
    found = _a_list(positions)
    if len(found) > MAX_READ:
        raise _bad(_("The boundary has more than %(most)d points.") % {"most": MAX_READ})
    points = [_point(position, datum) for position in found]
    if len(points) < 4 or points[0] != points[-1]:
        raise _bad(_("A ring is not closed: it needs at least four points, and the last is the first."))
    ring = _without_straight_points(points)
    if _doubled_area(ring) == 0:
        raise _bad(_("A ring encloses nothing."))
    return ring


def _point(position: Any, datum: str) -> Point:
    numbers = _a_list(position)[:2]
    if len(numbers) < 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
        raise _bad(_("A point is not written as two numbers."))
    longitude, latitude = numbers
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        raise _bad(_("A point is not on earth. Longitude is written before latitude."))
    latitude, longitude = to_wgs84(latitude, longitude, datum)
    return round(longitude * UNIT), round(latitude * UNIT)


def _a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _bad(_("The file is not GeoJSON."))
    return value


# Making small


def _simplified(polygons: list[Polygon]) -> list[Polygon]:
    """At most 5,000 points: those go first that span the smallest triangle with their neighbours (Visvalingam and Whyatt 1993)."""
    rings = [ring for polygon in polygons for ring in polygon]
    excess = sum(map(len, rings)) - MAX_POINTS
    if excess <= 0:
        return polygons
    if len(rings) * 4 > MAX_POINTS:
        raise _bad(_("The boundary consists of too many parts."))
    chains = [_Chain(ring) for ring in rings]
    heap = [(chain.span(at), number, at) for number, chain in enumerate(chains) for at in range(chain.size)]
    heapq.heapify(heap)
    while excess > 0 and heap:
        span, number, at = heapq.heappop(heap)
        chain = chains[number]
        if not chain.is_current(at, span) or chain.left <= 3:
            continue
        excess -= 1
        for neighbour in chain.drop(at):
            heapq.heappush(heap, (chain.span(neighbour), number, neighbour))
    smaller = iter(chain.ring() for chain in chains)
    return [[next(smaller) for _ring_of in polygon] for polygon in polygons]


class _Chain:
    """A ring as a doubly linked list, so that dropping a point is cheap."""

    def __init__(self, ring: Ring) -> None:
        self.points = ring[:-1]
        self.size = self.left = len(self.points)
        self.before = [(at - 1) % self.size for at in range(self.size)]
        self.after = [(at + 1) % self.size for at in range(self.size)]
        self.gone = [False] * self.size

    def span(self, at: int) -> int:
        return abs(_turn(self.points[self.before[at]], self.points[at], self.points[self.after[at]]))

    def is_current(self, at: int, span: int) -> bool:
        return not self.gone[at] and self.span(at) == span

    def drop(self, at: int) -> tuple[int, int]:
        before, after = self.before[at], self.after[at]
        self.gone[at], self.left = True, self.left - 1
        self.after[before], self.before[after] = after, before
        return before, after

    def ring(self) -> Ring:
        kept = [point for at, point in enumerate(self.points) if not self.gone[at]]
        return [*kept, kept[0]]


def _without_straight_points(points: Ring) -> Ring:
    """Without points that repeat the one before, and without those in the middle of a straight line."""
    kept: Ring = []
    for point in points[:-1]:
        while len(kept) > 1 and _lies_between(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return [*kept, kept[0]]


def _lies_between(a: Point, b: Point, c: Point) -> bool:
    return _turn(a, b, c) == 0 and (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) >= 0


# Geometry in whole numbers


def _turn(a: Point, b: Point, c: Point) -> int:
    """Positive where a, b, c turn to the left, negative to the right, zero on a line: twice the triangle's area."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _doubled_area(ring: Ring) -> int:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))


def _turned(ring: Ring, *, counter_clockwise: bool) -> Ring:
    return ring if (_doubled_area(ring) > 0) == counter_clockwise else ring[::-1]


def _check_crossings(polygon: Polygon) -> None:
    """No edge crosses another, of whatever ring. Edges are looked at from west to east, each against those that still reach so far."""
    edges = sorted((min(a, b), max(a, b)) for ring in polygon for a, b in pairwise(ring))
    reaching: list[tuple[Point, Point]] = []
    for edge in edges:
        west = edge[0][0]
        reaching = [other for other in reaching if other[1][0] >= west]
        for other in reaching:
            if _cross(edge, other):
                raise _bad(
                    _("The boundary crosses itself near %(latitude).5f, %(longitude).5f.")
                    % {"latitude": edge[0][1] / UNIT, "longitude": edge[0][0] / UNIT}
                )
        reaching.append(edge)


def _cross(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    """Whether two edges cross in their inside; touching at an end is no crossing."""
    (a, b), (c, d) = one, two
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _polygons(geometry: Geometry) -> Sequence[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def _ring_area_m2(ring: Sequence[Sequence[float]]) -> float:
    total = sum(
        math.radians(u - x) * (2 + math.sin(math.radians(y)) + math.sin(math.radians(v)))
        for (x, y), (u, v) in pairwise(ring)
    )
    return -total * EARTH_RADIUS**2 / 2


def _bad(message: str) -> Invalid:
    return Invalid(message, field="boundary")
