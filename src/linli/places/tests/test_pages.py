"""The keepers' pages as they are used."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.base.actors import HOUSE
from linli.places.actions.tree import add_building, add_marker
from linli.places.models import Building, CalendarDay, Community, Door, Figure, Marker, Organisation, Plan, PlanPin

from .test_tree import SQUARE

KEEPERS_PAGES = [
    "/settings/places/",
    "/settings/places/buildings/",
    "/settings/places/markers/",
    "/settings/places/organisations/",
    "/settings/places/plan/",
]


@pytest.mark.parametrize("path", KEEPERS_PAGES)
def test_the_keepers_pages_are_for_keepers(sign_in, path):
    assert sign_in("chair").get(path).status_code == 200
    assert sign_in("administrator").get(path).status_code == 200
    assert sign_in("worker").get(path).status_code == 403
    assert sign_in("chair", awake=False).get(path).status_code == 403
    assert Client().get(path).status_code == 302


def test_a_chair_stays_in_the_own_community(cast, sign_in):
    page = sign_in("chair").get("/settings/places/?c=yi").content.decode()
    assert "<h1>Jia</h1>" in page


def test_details_figures_and_boundary_are_written_down(cast, sign_in):
    client, page = sign_in("chair"), "/settings/places/"
    given = {
        "address": "一街１２号",
        "telephone": "020-84300000",
        "name_en": "Jia",
        "point": "23.0850, 113.2700",
        "datum": "GCJ02",
    }
    client.post(page, {"do": "details"} | given)
    here = Community.objects.get(pk=cast.here.pk)
    assert (here.committee_address, here.datum) == ("一街12号", "GCJ02")
    assert here.latitude == pytest.approx(23.0875, abs=0.0015)
    client.post(
        page, {"do": "figure", "kind": "living", "value": "5321", "as_of": "2026-06-30", "confirmed_by": "居委会"}
    )
    assert Figure.objects.get().value == 5321
    client.post(page, {"do": "boundary", "file": SimpleUploadedFile("b.geojson", SQUARE.encode()), "datum": "WGS84"})
    text = client.get(page).content.decode()
    assert "hectares, drawn with 5 points." in text
    assert "5321" in text
    assert "lies outside the boundary" not in text
    client.post(page, {"do": "forget_boundary"})
    assert Community.objects.get(pk=cast.here.pk).boundary is None


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(cast, sign_in):
    client, page = sign_in("chair"), "/settings/places/"
    wrong = client.post(
        page, {"do": "details", "address": "某处", "point": "somewhere", "datum": "WGS84"}
    ).content.decode()
    assert "Write a point as latitude, longitude" in wrong
    assert 'value="某处"' in wrong
    bad = SimpleUploadedFile("b.geojson", b'{"type": "Point", "coordinates": [113, 23]}')
    wrong = client.post(page, {"do": "boundary", "file": bad, "datum": "WGS84"}).content.decode()
    assert "something other than areas" in wrong


def test_buildings_and_doors_are_added_corrected_and_removed(cast, sign_in):
    client = sign_in("chair")
    given = {"road": "广重一街", "name": "9栋", "floors": "8", "has_lift": "no", "point": "", "datum": "WGS84"}
    client.post("/settings/places/buildings/", {"do": "add"} | given)
    building = Building.objects.get(name="9栋")
    page = f"/settings/places/buildings/{building.pk}/"
    client.post(
        page, {"do": "doors", "labels": "101，102 铺1", "first_floor": "-1", "last_floor": "2", "per_floor": "2"}
    )
    doors = dict(Door.objects.filter(building=building).values_list("label", "floor"))
    assert doors == {"101": 1, "102": 1, "铺1": None, "-101": -1, "-102": -1, "201": 2, "202": 2}
    assert "Floor 2" in client.get(page).content.decode()
    client.post(page, {"do": "remove_door", "door": Door.objects.get(building=building, label="铺1").pk})
    client.post(page, {"do": "change"} | given | {"has_lift": "yes", "name": "10栋"})
    building.refresh_from_db()
    assert (building.name, building.has_lift, building.doors.count()) == ("10栋", True, 6)
    refused = client.post(page, {"do": "remove"})
    assert refused.status_code == 409
    twin = client.post("/settings/places/buildings/", {"do": "add"} | given | {"name": "10栋"}).content.decode()
    assert "There is a building of this road and name already." in twin


def test_too_many_doors_at_once_are_refused(cast, sign_in):
    page = f"/settings/places/buildings/{cast.building.pk}/"
    many = {"do": "doors", "first_floor": "1", "last_floor": "200", "per_floor": "60"}
    assert "At most 1000 doors at once." in sign_in("chair").post(page, many).content.decode()
    assert "Write doors, or say" in sign_in("chair").post(page, {"do": "doors"}).content.decode()
    assert Door.objects.count() == 2


def test_anothers_building_organisation_or_plan_is_as_if_it_were_not_there(cast, now, sign_in):
    client = sign_in("chair")
    elsewhere = add_building(HOUSE, cast.there, name="1栋", now=now)
    for path in (
        f"buildings/{elsewhere.pk}/",
        f"organisations/{cast.office.pk}/",
        "buildings/987654/",
        f"communities/{cast.here.pk}/",
    ):
        assert client.get(f"/settings/places/{path}").status_code == 404


def test_codes_are_made_and_taken_down(cast, sign_in):
    client, page = sign_in("chair"), "/settings/places/markers/"
    client.post(page, {"do": "add", "name": "3栋门口", "building": cast.building.pk, "point": "", "datum": "WGS84"})
    marker = Marker.objects.get()
    assert (marker.building, len(marker.code)) == (cast.building, 8)
    assert marker.code in client.get(page).content.decode()
    client.post(page, {"do": "end", "marker": marker.pk})
    assert marker.code not in client.get(page).content.decode()


def test_a_scanned_code_leads_to_the_report_with_the_place(cast, now):
    marker = add_marker(HOUSE, cast.here, name="3栋门口", building=cast.building, now=now)
    answer = Client().get(f"/q/{marker.code.lower()}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/report/?m={marker.code}")


def test_an_unknown_code_gets_a_clear_page_that_leads_on(db):
    answer = Client(headers={"accept-language": "en"}).get("/q/NOSUCH00/")
    assert answer.status_code == 404
    assert "Nobody here knows the code NOSUCH00." in answer.content.decode()
    assert 'href="/report/"' in answer.content.decode()


def test_a_code_that_was_taken_down_leads_to_its_community(cast, now):
    marker = add_marker(HOUSE, cast.here, name="3栋门口", now=now)
    Marker.objects.update(to_date=date(2026, 1, 1))
    answer = Client(headers={"accept-language": "en"}).get(f"/q/{marker.code}/")
    assert (answer.status_code, 'href="/report/?c=jia"' in answer.content.decode()) == (404, True)


def test_organisations_are_added_corrected_and_ended(cast, sign_in):
    client = sign_in("chair")
    client.post("/settings/places/organisations/", {"do": "add", "kind": "resident_unit", "name": "某小学"})
    unit = Organisation.objects.get(name="某小学")
    page = f"/settings/places/organisations/{unit.pk}/"
    client.post(page, {"do": "change", "name": "某某小学", "email": "school@example.org"})
    client.post(page, {"do": "end"})
    unit.refresh_from_db()
    assert (unit.name, unit.email, unit.community) == ("某某小学", "school@example.org", cast.here)
    assert unit.to_date is not None
    above = {"do": "add", "kind": f"department:{cast.county.pk}", "name": "某局"}
    assert "Select a valid choice" in client.post("/settings/places/organisations/", above).content.decode()
    sign_in("administrator").post("/settings/places/organisations/?c=jia", above)
    assert Organisation.objects.get(name="某局").division == cast.county


def test_a_plan_is_uploaded_and_pinned_by_click_or_by_numbers(cast, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, page, out = sign_in("chair"), "/settings/places/plan/", BytesIO()
    Image.new("RGB", (1440, 720), "white").save(out, "PNG")
    client.post(page, {"do": "add", "name": "平面图", "picture": SimpleUploadedFile("p.png", out.getvalue())})
    plan = Plan.objects.get()
    pin = {"do": "pin", "plan": plan.pk, "building": cast.building.pk}
    client.post(page, pin | {"at.x": "180", "at.y": "180"})
    assert PlanPin.objects.values_list("x", "y").get() == (250, 500)
    client.post(page, pin | {"at.x": "0", "at.y": "0", "left": "30", "top": "70"})
    assert PlanPin.objects.values_list("x", "y").get() == (300, 700)
    picture = Client().get(f"/plans/{plan.picture}")
    assert (picture.status_code, b"".join(picture)[:2]) == (200, b"\xff\xd8")
    assert plan.picture in Client().get("/c/jia/plan/").content.decode()
    client.post(page, {"do": "unpin", "plan": plan.pk, "building": cast.building.pk})
    client.post(page, {"do": "remove", "plan": plan.pk})
    assert Client().get(f"/plans/{plan.picture}").status_code == 404


def test_communities_are_opened_renamed_merged_and_split_by_administrators(cast, sign_in):
    assert sign_in("chair").get("/settings/places/communities/").status_code == 403
    client = sign_in("administrator")
    for number in ("1", "2"):
        young = {
            "street": cast.street.pk,
            "local_code": f"n{number}",
            "name": f"新{number}社区",
            "slug": f"new{number}",
        }
        client.post("/settings/places/communities/?q=南石头", {"do": "open"} | young)
    first, second = (Community.objects.get(slug=f"new{n}") for n in "12")
    assert first.street == cast.street
    on = {"on": "2026-11-01", "basis": "街办〔2026〕3号"}
    client.post(f"/settings/places/communities/{first.pk}/", {"do": "rename", "name": "东社区", "name_en": "East"} | on)
    client.post(f"/settings/places/communities/{first.pk}/", {"do": "merge", "communities": [cast.there.pk]} | on)
    split = {"do": "split", "into": [first.pk, second.pk], f"building-{cast.building.pk}": second.pk} | on
    client.post(f"/settings/places/communities/{cast.here.pk}/", split)
    first.refresh_from_db()
    cast.building.refresh_from_db()
    assert (first.name, cast.building.community) == ("东社区", second)
    assert list(Community.objects.filter(to_date__isnull=False).order_by("pk")) == [cast.here, cast.there]
    assert "This community ended on" in client.get(f"/settings/places/communities/{cast.here.pk}/").content.decode()


def test_opening_needs_a_code_or_a_street_with_a_name(cast, sign_in):
    client, page = sign_in("administrator"), "/settings/places/communities/"
    assert "Give the official code" in client.post(page, {"do": "open", "name": "某社区"}).content.decode()
    known = client.post(page, {"do": "open", "code": "440105010112"}).content.decode()
    assert "This community is open already." in known
    assert (
        "There is no division with this code."
        in client.post(page, {"do": "open", "code": "999999999999"}).content.decode()
    )


def test_everybody_sees_the_calendar_and_administrators_set_it(cast, sign_in):
    assert Client().get("/settings/calendar/?year=2026").status_code == 200
    assert Client().get("/settings/calendar/?year=1700").status_code == 404
    assert Client().get("/settings/calendar/?year=2026&day=nonsense").status_code == 200
    client, page = sign_in("administrator"), "/settings/calendar/?year=2026&c=jia"
    day = {
        "do": "set",
        "day": "2026-11-25",
        "is_working": "no",
        "name": "停电",
        "source": "街道通知",
        "scope": cast.street.pk,
    }
    client.post(page, day)
    assert CalendarDay.objects.get(division=cast.street).is_working is False
    assert "停电" in client.get(f"{page}&day=2026-11-25").content.decode()
    client.post(page, {"do": "unset", "day": "2026-11-25", "scope": cast.street.pk})
    assert not CalendarDay.objects.filter(division=cast.street).exists()
    assert client.post(page, {"do": "unset", "day": "2026-11-25", "scope": "987654"}).status_code == 404
    client.post("/settings/calendar/?year=2029", {"do": "seed"})
    assert CalendarDay.objects.filter(day__year=2029, is_provisional=True).exists()
    assert sign_in("chair").post("/settings/calendar/?year=2029", {"do": "seed"}).status_code == 403


@pytest.mark.parametrize("path", [*KEEPERS_PAGES, "/settings/places/communities/", "/settings/calendar/"])
def test_a_page_costs_the_same_with_more_buildings(cast, now, sign_in, path, django_assert_max_num_queries):
    for number in range(20):
        building = add_building(HOUSE, cast.here, name=f"{number}座", now=now)
        add_marker(HOUSE, cast.here, name=f"{number}座门口", building=building, now=now)
    client = sign_in("administrator")
    client.get(path)
    with django_assert_max_num_queries(12):
        client.get(path)
