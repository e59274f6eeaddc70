"""One faulty coordinate from anybody does not redraw the public map."""

import json

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid
from linli.casework.actions.receiving import Place, report_case
from linli.casework.models import Case
from linli.people.actions import register_programme

FAR, HERE, NOWHERE, SWAPPED = (41.88, -87.63), (23.081, 113.261), (0.0, 0.0), (113.26, 23.08)


def report(cast, now, point):
    place = Place(latitude=point[0], longitude=point[1])
    return report_case(cast.anyone, community=cast.here, category=cast.light, text="灯坏了", place=place, now=now).case


def test_a_point_far_away_is_refused_with_a_sentence_and_zero_is_none(cast, now):
    with pytest.raises(Invalid) as refused:
        report(cast, now, FAR)
    assert refused.value.field == "latitude"
    assert report(cast, now, NOWHERE).latitude is None
    assert (report(cast, now, HERE).latitude, Case.objects.count()) == (23.081, 2)


@pytest.mark.parametrize(
    ("point", "status", "stored"), [(FAR, 200, 0), (SWAPPED, 200, 0), (NOWHERE, 302, 1), (HERE, 302, 1)]
)
def test_the_page_asks_again_and_keeps_what_was_typed(cast, visit, point, status, stored):
    answer = visit().post(
        "/report/",
        {
            "text": "灯坏了啊",
            "category": "street_light",
            "who_reads": "public",
            "latitude": point[0],
            "longitude": point[1],
        },
    )
    assert (answer.status_code, Case.objects.count()) == (status, stored)
    assert stored or "灯坏了啊" in answer.content.decode()


@pytest.mark.parametrize(("point", "status"), [(FAR, 422), (SWAPPED, 422), (NOWHERE, 201), (HERE, 201)])
def test_the_api_refuses_it(cast, visit, point, status):
    sent = {
        "community": "jia",
        "category": "street_light",
        "text": "灯坏了",
        "latitude": point[0],
        "longitude": point[1],
    }
    assert visit().post("/api/v1/cases", json.dumps(sent), content_type="application/json").status_code == status


@pytest.mark.parametrize(
    ("point", "words", "status", "latitude"),
    [
        (FAR, "", 400, None),
        (FAR, "3栋楼下", 200, None),
        (NOWHERE, "3栋楼下", 200, None),
        (NOWHERE, "", 400, None),
        (HERE, "", 200, 23.081),
    ],
)
def test_open311_keeps_the_request_off_the_map_where_words_say_where(cast, visit, now, point, words, status, latitude):
    _programme, key = register_programme(HOUSE, name="热线", division=cast.here.division, now=now)
    sent = {"api_key": key, "jurisdiction_id": "jia", "service_code": "street_light", "description": "灯坏了"}
    sent |= {"lat": point[0], "long": point[1], "address_string": words}
    answer = visit().post("/open311/v2/requests.json", sent)
    assert answer.status_code == status, answer.content.decode()
    assert list(Case.objects.values_list("latitude", flat=True)) == [latitude] * (status == 200)


def test_a_point_that_was_stored_earlier_is_not_shown(cast, visit, now):
    Case.objects.filter(pk=report(cast, now, HERE).pk).update(latitude=FAR[0], longitude=FAR[1])
    report(cast, now, HERE)
    assert [f["geometry"]["coordinates"] for f in visit().get("/cases/map.json").json()["features"]] == [
        [113.261, 23.081]
    ]
