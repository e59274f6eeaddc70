"""Points in the datums that Chinese maps use. AMap and Tencent draw GCJ-02, Baidu BD-09, 天地图 CGCS2000 (WGS84 to a centimetre).

Outside the rectangle that the published GCJ-02 formula names (72.004–137.8347 °E, 0.8293–55.8271 °N) nothing is shifted.
"""

import math
import re
from collections.abc import Callable
from enum import StrEnum

from django.utils.translation import gettext as _

from .errors import Invalid

Point = tuple[float, float]  # latitude, longitude in degrees

KRASOVSKY_AXIS = 6378245.0
KRASOVSKY_ECCENTRICITY = 0.00669342162296594323
BAIDU = math.pi * 3000 / 180
EARTH_RADIUS = 6371008.8


class Datum(StrEnum):
    WGS84 = "WGS84"
    GCJ02 = "GCJ02"
    BD09 = "BD09"
    CGCS2000 = "CGCS2000"


def to_wgs84(latitude: float, longitude: float, datum: str = Datum.WGS84) -> Point:
    """A point of `datum` in WGS84, to a millimetre. Invalid if it is no point on earth."""
    point = checked(latitude, longitude)
    if datum == Datum.BD09:
        return _inverse(_gcj_from_wgs, _inverse(_bd_from_gcj, point))
    return _inverse(_gcj_from_wgs, point) if datum == Datum.GCJ02 else point


def from_wgs84(latitude: float, longitude: float, datum: str) -> Point:
    """A WGS84 point in `datum`."""
    point = checked(latitude, longitude)
    if datum == Datum.BD09:
        return _bd_from_gcj(*_gcj_from_wgs(*point))
    return _gcj_from_wgs(*point) if datum == Datum.GCJ02 else point


def checked(latitude: float, longitude: float) -> Point:
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Invalid(_("This is not a point on earth."), field="point")
    return latitude, longitude


def parse_point(text: str) -> Point:
    """ "23.12, 113.26" as latitude and longitude. Invalid if it cannot be read."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    if len(numbers) != 2:
        raise Invalid(_("Write a point as latitude, longitude: 23.1291, 113.2644."), field="point")
    return checked(float(numbers[0]), float(numbers[1]))


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Metres over ground between two WGS84 points, on a sphere: good to half a percent."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, h)))


def _is_shifted(latitude: float, longitude: float) -> bool:
    return 0.8293 <= latitude <= 55.8271 and 72.004 <= longitude <= 137.8347


def _gcj_from_wgs(latitude: float, longitude: float) -> Point:
    if not _is_shifted(latitude, longitude):
        return latitude, longitude
    x, y = longitude - 105, latitude - 35
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    north += _waves((20, 6 * x), (20, 2 * x)) + _waves((20, y), (40, y / 3)) + _waves((160, y / 12), (320, y / 30))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    east += _waves((20, 6 * x), (20, 2 * x)) + _waves((20, x), (40, x / 3)) + _waves((150, x / 12), (300, x / 30))
    phi = math.radians(latitude)
    magic = 1 - KRASOVSKY_ECCENTRICITY * math.sin(phi) ** 2
    metres_north = KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY) / (magic * math.sqrt(magic))
    metres_east = KRASOVSKY_AXIS / math.sqrt(magic) * math.cos(phi)
    return latitude + math.degrees(north / metres_north), longitude + math.degrees(east / metres_east)


def _waves(*waves: tuple[float, float]) -> float:
    return sum(height * math.sin(angle * math.pi) for height, angle in waves) * 2 / 3


def _bd_from_gcj(latitude: float, longitude: float) -> Point:
    if not _is_shifted(latitude, longitude):
        return latitude, longitude
    radius = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * BAIDU)
    angle = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * BAIDU)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


def _inverse(forward: Callable[[float, float], Point], point: Point) -> Point:
    """The point that `forward` carries to this one, by iteration: the shift changes slowly, so the error shrinks a thousandfold a step."""
    guess = point
    for _step in range(8):
        reached = forward(*guess)
        guess = guess[0] + point[0] - reached[0], guess[1] + point[1] - reached[1]
    return guess
