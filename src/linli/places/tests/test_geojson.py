"""Boundaries: what is taken, what is refused and why, and that nothing is lost on the way."""

import json
import math
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from linli.base.coordinates import Datum, distance_m, from_wgs84
from linli.base.errors import Invalid
from linli.places.geojson import MAX_POINTS, area_m2, count_points, encloses, read_boundary

SQUARE = [[113.26, 23.08], [113.27, 23.08], [113.27, 23.09], [113.26, 23.09], [113.26, 23.08]]
HOLE = [[113.262, 23.082], [113.262, 23.084], [113.264, 23.084], [113.264, 23.082], [113.262, 23.082]]


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def read(document, **more):
    return read_boundary(json.dumps(document), **more)


def a_star(radii, *, longitude=113.26, latitude=23.08, size=0.01):
    """A ring around a point that never crosses itself."""
    turn = 2 * math.pi / len(radii)
    ring = [
        [longitude + size * r * math.cos(i * turn), latitude + size * r * math.sin(i * turn)]
        for i, r in enumerate(radii)
    ]
    return [*ring, ring[0]]


stars = st.lists(st.floats(0.2, 1), min_size=3, max_size=60).map(a_star)


@given(stars)
def test_what_was_read_reads_the_same_again(ring):
    once = read(polygon(ring))
    assert read(once) == once


@given(stars)
def test_outer_rings_run_counter_clockwise_whichever_way_they_came(ring):
    there, back = read(polygon(ring)), read(polygon(ring[::-1]))
    assert sorted(there["coordinates"][0][1:]) == sorted(back["coordinates"][0][1:])
    assert signed_area(there["coordinates"][0]) > 0
    assert signed_area(back["coordinates"][0]) > 0


def signed_area(ring):
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))


@given(stars)
def test_points_move_less_than_a_centimetre(ring):
    for longitude, latitude in read(polygon(ring))["coordinates"][0]:
        assert min(distance_m(latitude, longitude, y, x) for x, y in ring) < 0.01


@given(stars, st.sampled_from([Datum.GCJ02, Datum.BD09, Datum.CGCS2000]))
def test_a_boundary_drawn_on_a_chinese_map_comes_back_to_wgs84(ring, datum):
    drawn = [list(reversed(from_wgs84(y, x, datum))) for x, y in ring[:-1]]
    boundary = read(polygon([*drawn, drawn[0]]), datum=datum)
    for longitude, latitude in boundary["coordinates"][0]:
        assert min(distance_m(latitude, longitude, y, x) for x, y in ring) < 0.02


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["type", "coordinates", "features", "geometry", "crs"]), inner)
        ),
        max_leaves=12,
    )
)
def test_nonsense_is_refused_in_words(document):
    with pytest.raises(Invalid) as refusal:
        read(document)
    assert refusal.value.field == "boundary"


@given(
    st.sampled_from(["Polygon", "MultiPolygon", "FeatureCollection"]),
    st.recursive(
        st.floats() | st.integers(),
        lambda inner: st.lists(inner, max_size=5),
        max_leaves=20,
    ),
)
def test_wrong_nesting_is_refused_in_words(kind, inside):
    with pytest.raises(Invalid):
        read({"type": kind, "coordinates": inside, "features": inside})


@pytest.mark.parametrize(
    "wrap",
    [
        lambda g: g,
        lambda g: {"type": "Feature", "properties": {"name": "甲"}, "geometry": g},
        lambda g: {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": g}]},
        lambda g: g | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
        lambda g: {"type": "MultiPolygon", "coordinates": [g["coordinates"]]},
    ],
)
def test_the_usual_wrappings_are_understood(wrap):
    assert read(wrap(polygon(SQUARE))) == polygon(SQUARE)


def test_two_areas_become_one_boundary_of_two_parts():
    east = [[x + 0.1, y] for x, y in SQUARE]
    found = read({"type": "FeatureCollection", "features": [polygon(SQUARE), polygon(east)]})
    assert (found["type"], count_points(found)) == ("MultiPolygon", 10)


def test_heights_and_a_byte_order_mark_are_left_out():
    high = [[x, y, 12.5] for x, y in SQUARE]
    assert read_boundary(b"\xef\xbb\xbf" + json.dumps(polygon(high)).encode()) == polygon(SQUARE)


def test_points_on_a_straight_line_and_doubled_points_go():
    more = [SQUARE[0], SQUARE[0], [113.265, 23.08], *SQUARE[1:]]
    assert read(polygon(more)) == polygon(SQUARE)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"type": "Point", "coordinates": [113, 23]}, "other than areas"),
        ({"type": "FeatureCollection", "features": []}, "no area"),
        (polygon(), "no ring"),
        (polygon(SQUARE[:-1]), "not closed"),
        (polygon(SQUARE[:2] + SQUARE[:1]), "not closed"),
        (polygon([SQUARE[0]] * 5), "encloses nothing"),
        (polygon([[y, x] for x, y in SQUARE]), "Longitude is written before latitude"),
        (polygon([["113", "23"]] * 4), "two numbers"),
        (polygon([[True, False]] * 4), "two numbers"),
        (polygon([SQUARE[0], SQUARE[2], SQUARE[1], [113.26, 23.10], SQUARE[0]]), "crosses itself near 23."),
        (polygon(SQUARE) | {"crs": {"properties": {"name": "EPSG:3857"}}}, "not WGS84 degrees"),
        (polygon([[0, 0]] * 100_001), "more than 100000 points"),
    ],
)
def test_each_fault_is_named(document, words):
    with pytest.raises(Invalid, match=words):
        read(document)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[" * 200_000, b"{" + b" " * 6_000_000, b'{"type": "Polygon"'])
def test_hostile_files_are_refused(raw):
    with pytest.raises(Invalid):
        read_boundary(raw)


def test_a_hole_that_crosses_the_outer_ring_is_refused():
    outside = [[x + 0.007, y] for x, y in HOLE]
    with pytest.raises(Invalid, match="crosses itself"):
        read(polygon(SQUARE, outside))


def test_area_and_inside_know_of_holes():
    whole, pierced = read(polygon(SQUARE)), read(polygon(SQUARE, HOLE))
    side_east = distance_m(23.085, 113.26, 23.085, 113.27)
    side_north = distance_m(23.08, 113.26, 23.09, 113.26)
    assert area_m2(whole) == pytest.approx(side_east * side_north, rel=0.001)
    assert area_m2(pierced) == pytest.approx(area_m2(whole) * 0.96, rel=0.001)
    assert encloses(whole, 23.083, 113.263)
    assert not encloses(pierced, 23.083, 113.263)
    assert not encloses(whole, 23.1, 113.263)


def test_a_very_fine_boundary_is_made_small_and_stays_itself():
    fine = a_star([1 + 0.0005 * math.sin(i * 0.7) for i in range(30_000)])
    boundary = read(polygon(fine))
    assert count_points(boundary) == MAX_POINTS
    coarse_area = area_m2(boundary)
    assert coarse_area == pytest.approx(math.pi * 1112 * 1112 * math.cos(math.radians(23.08)), rel=0.01)
    assert read(boundary) == boundary
