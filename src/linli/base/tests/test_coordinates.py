"""Points of Chinese maps, against published ones; and there and back again."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.coordinates import Datum, distance_m, from_wgs84, parse_point, to_wgs84
from linli.base.errors import Invalid

pytestmark = pytest.mark.once

# Test points of github.com/googollee/eviltransform: WGS84 and GCJ-02.
SHIFTED = {
    "上海": ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    "深圳": ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    "北京": ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
}
# Test points of github.com/hujiulong/gcoord: WGS84, GCJ-02 and BD-09.
CITIES = {
    "梅州": ((24.2912377, 116.1174053), (24.2886182, 116.1222426), (24.2944828, 116.1287823)),
    "汕头": ((23.3567569, 116.6775114), (23.3540964, 116.6819735), (23.3598884, 116.6885014)),
    "汕尾": ((22.7888255, 115.3702248), (22.7861903, 115.3751647), (22.7918527, 115.3817179)),
    "河源": ((23.7463448, 114.6962648), (23.7436914, 114.7009627), (23.7498752, 114.7074093)),
    "沈阳": ((41.8032629, 123.4253306), (41.8057023, 123.4314787), (41.8114013, 123.438095)),
    "酒泉": ((39.7319946, 98.4937175), (39.7328234, 98.4943595), (39.7388949, 98.5008441)),
}
GUANGZHOU = (23.1291, 113.2644)

latitudes, longitudes = st.floats(18, 53), st.floats(74, 135)


@pytest.mark.parametrize(("earth", "mars"), SHIFTED.values(), ids=SHIFTED.keys())
def test_published_points_of_gcj02_are_met_to_a_millimetre(earth, mars):
    assert distance_m(*from_wgs84(*earth, Datum.GCJ02), *mars) < 0.001
    assert distance_m(*to_wgs84(*mars, Datum.GCJ02), *earth) < 0.001


@pytest.mark.parametrize(("earth", "mars", "baidu"), CITIES.values(), ids=CITIES.keys())
def test_published_points_of_three_datums_are_met_within_a_metre(earth, mars, baidu):
    assert distance_m(*from_wgs84(*earth, Datum.GCJ02), *mars) < 1
    assert distance_m(*from_wgs84(*earth, Datum.BD09), *baidu) < 1
    assert distance_m(*to_wgs84(*mars, Datum.GCJ02), *earth) < 1
    assert distance_m(*to_wgs84(*baidu, Datum.BD09), *earth) < 1
    assert distance_m(*to_wgs84(*baidu, Datum.BD09), *to_wgs84(*mars, Datum.GCJ02)) < 0.1


@pytest.mark.parametrize("datum", Datum)
@given(latitude=latitudes, longitude=longitudes)
def test_there_and_back_is_the_same_point(datum, latitude, longitude):
    there = from_wgs84(latitude, longitude, datum)
    assert distance_m(*to_wgs84(*there, datum), latitude, longitude) < 0.001


@pytest.mark.parametrize(("datum", "least"), [(Datum.GCJ02, 100), (Datum.BD09, 200)])
def test_a_shifted_datum_is_hundreds_of_metres_off(datum, least):
    assert least < distance_m(*from_wgs84(*GUANGZHOU, datum), *GUANGZHOU) < 2000


@pytest.mark.parametrize("datum", Datum)
def test_abroad_nothing_is_shifted(datum):
    paris = (48.8566, 2.3522)
    assert from_wgs84(*paris, datum) == to_wgs84(*paris, datum) == paris


@pytest.mark.parametrize("text", ["23.1291, 113.2644", "23.1291 113.2644", "北纬23.1291，东经113.2644"])
def test_a_point_is_read_as_people_write_it(text):
    assert parse_point(text) == GUANGZHOU


@pytest.mark.parametrize("text", ["", "广重一街", "23.12", "1, 2, 3", "113.2644, 23.1291", "-91, 0"])
def test_what_is_no_point_on_earth_is_refused(text):
    with pytest.raises(Invalid):
        parse_point(text)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(Invalid):
        to_wgs84(number, 113.0)


def test_a_degree_of_the_meridian_is_a_hundred_and_eleven_kilometres():
    assert distance_m(23, 113, 24, 113) == pytest.approx(111_195, abs=50)


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_way_is_as_long_in_both_directions(a, b, c, d):
    assert distance_m(a, b, c, d) == pytest.approx(distance_m(c, d, a, b), abs=1e-6)
