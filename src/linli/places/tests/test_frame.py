"""A point is compared with where the community lies before it is believed."""

import pytest

from linli.places.queries.frame import Frame, is_nowhere

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[113.25, 23.07], [113.27, 23.07], [113.27, 23.09], [113.25, 23.09], [113.25, 23.07]]],
}
DRAWN = Frame(SQUARE, [], 300, 8000)
BUILT = Frame(None, [(23.08, 113.26)], 300, 8000)
UNKNOWN = Frame(None, [], 300, 8000)


@pytest.mark.once
@pytest.mark.parametrize(
    ("frame", "point", "holds"),
    [
        (DRAWN, (23.08, 113.26), True),
        (DRAWN, (23.07, 113.26), True),  # on the border
        (DRAWN, (23.09, 113.27), True),  # the corner
        (DRAWN, (23.0925, 113.26), True),  # 278 metres beyond
        (DRAWN, (23.0935, 113.26), False),  # 389 metres beyond
        (DRAWN, (41.88, -87.63), False),
        (DRAWN, (0.0, 0.0), False),
        (BUILT, (23.08, 113.26), True),
        (BUILT, (23.15, 113.26), True),  # 7.8 kilometres
        (BUILT, (23.16, 113.26), False),  # 8.9 kilometres
        (BUILT, (41.88, -87.63), False),
        (BUILT, (23.0, 113.0), False),  # cut to whole degrees
        (UNKNOWN, (41.88, -87.63), True),  # nothing to compare it with
    ],
)
def test_what_lies_far_outside_is_not_believed(frame, point, holds):
    assert frame.holds(*point) is holds


@pytest.mark.once
@pytest.mark.parametrize(
    ("point", "nowhere"),
    [
        ((0.0, 0.0), True),
        ((0.0000001, 0.0), True),
        ((None, 113.0), True),
        ((0.0, 113.0), False),
        ((23.0, 113.0), False),
    ],
)
def test_zero_zero_is_no_point(point, nowhere):
    assert is_nowhere(*point) is nowhere
