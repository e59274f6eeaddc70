"""Figures, buildings, doors, QR codes, plans: what is written down, corrected and taken out."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from linli.base.actors import HOUSE
from linli.base.coordinates import Datum, distance_m, from_wgs84
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.uploads import read_picture
from linli.places.actions.buildings import change_building, end_marker, remove_building, remove_door
from linli.places.actions.details import describe_community, set_boundary
from linli.places.actions.organisations import change_organisation, end_organisation
from linli.places.actions.plans import add_plan, pin_building, remove_plan, unpin_building
from linli.places.actions.tree import add_building, add_doors, add_marker, add_organisation, confirm_figure
from linli.places.models import Building, Door, Figure, Marker, Organisation, Plan
from linli.places.pictures import path_of
from linli.places.queries import figures, figures_over_time, marker_behind, offices_above, organisations, plans

SQUARE = (
    '{"type":"Polygon","coordinates":[[[113.26,23.08],[113.27,23.08],[113.27,23.09],[113.26,23.09],[113.26,23.08]]]}'
)


def confirm(cast, now, value, day, by=None, **more):
    return confirm_figure(
        by or cast.chair, cast.here, kind="households", value=value, as_of=day, confirmed_by="居委会", now=now, **more
    )


def test_the_latest_figure_counts_and_the_older_stays(cast, now):
    confirm(cast, now, 2100, date(2026, 6, 30), source="台账")
    confirm(cast, now, 2000, date(2025, 12, 31))
    confirm(cast, now, 2134, date(2026, 6, 30))
    latest = figures(cast.here)["households"]
    assert (latest.value, latest.as_of_date, latest.confirmed_by) == (2134, date(2026, 6, 30), "居委会")
    assert [f.value for f in figures_over_time(cast.here)] == [2134, 2000]


def test_a_figure_without_somebody_who_stands_for_it_is_refused(cast, now):
    with pytest.raises(Invalid):
        confirm_figure(HOUSE, cast.here, kind="living", value=1, as_of=date(2026, 1, 1), confirmed_by=" ", now=now)
    with pytest.raises(Invalid):
        confirm(cast, now, -1, date(2026, 1, 1))
    with pytest.raises(NotYours):
        confirm(cast, now, 1, date(2026, 1, 1), by=cast.worker)
    assert not Figure.objects.exists()


@pytest.mark.django_db(transaction=False)
@given(
    latitude=st.floats(20, 45),
    longitude=st.floats(80, 125),
    datum=st.sampled_from([Datum.WGS84, Datum.GCJ02, Datum.BD09, Datum.CGCS2000]),
)
def test_a_point_read_from_any_map_is_kept_as_wgs84_with_its_datum(cast, now, latitude, longitude, datum):
    shown = from_wgs84(latitude, longitude, datum)
    kept = describe_community(
        cast.chair, cast.here, address="", telephone="", latitude=shown[0], longitude=shown[1], datum=datum, now=now
    )
    kept.refresh_from_db()
    assert distance_m(kept.latitude, kept.longitude, latitude, longitude) < 0.01
    assert kept.datum == datum


def test_a_boundary_is_kept_and_taken_away(cast, now):
    set_boundary(cast.chair, cast.here, geojson=SQUARE, now=now)
    cast.here.refresh_from_db()
    assert cast.here.boundary["type"] == "Polygon"
    with pytest.raises(Invalid):
        set_boundary(cast.chair, cast.here, geojson="{}", now=now)
    with pytest.raises(NotYours):
        set_boundary(cast.worker, cast.here, geojson=SQUARE, now=now)
    set_boundary(cast.chair, cast.here, geojson=None, now=now)
    cast.here.refresh_from_db()
    assert cast.here.boundary is None


def test_a_building_is_corrected_but_never_takes_anothers_name(cast, now):
    other = add_building(cast.chair, cast.here, name="4栋", road="广重一街", now=now)
    changed = change_building(cast.chair, other, name="5栋", road="广重二街", floors=9, has_lift=True, now=now)
    assert (changed.address, changed.floors, changed.has_lift) == ("广重二街5栋", 9, True)
    with pytest.raises(Invalid):
        change_building(cast.chair, other, name="3栋", road="广重一街", now=now)
    with pytest.raises(Invalid):
        add_building(cast.chair, cast.here, name="3栋", road="广重一街", now=now)
    with pytest.raises(NotYours):
        change_building(cast.worker, other, name="6栋", now=now)


def test_only_what_nothing_refers_to_is_removed(cast, now):
    with pytest.raises(Refused):
        remove_building(cast.chair, cast.building, now=now)
    empty = add_building(cast.chair, cast.here, name="错栋", now=now)
    remove_building(cast.chair, empty, now=now)
    assert not Building.objects.filter(name="错栋").exists()


def test_a_door_behind_which_somebody_lives_stays(cast, now, django_user_model):
    person = django_user_model._meta.get_field("person").related_model
    person.objects.filter(pk=cast.keys["resident"]).update(door=cast.door)
    with pytest.raises(Refused):
        remove_door(cast.chair, cast.door, now=now)
    remove_door(cast.chair, Door.objects.get(label="802"), now=now)
    assert list(Door.objects.values_list("label", flat=True)) == ["801"]


def test_doors_known_already_are_not_doubled(cast, now):
    assert add_doors(cast.chair, cast.building, doors=[("801", 8), ("803", 8)], now=now) == 1


def test_a_code_is_found_however_it_was_typed(cast, now):
    marker = add_marker(cast.chair, cast.here, name="3栋门口", building=cast.building, now=now)
    Marker.objects.filter(pk=marker.pk).update(code="0A1B2C3D")
    assert marker_behind("oaib-2c3d").pk == marker.pk
    with pytest.raises(Missing):
        marker_behind("ZZZZZZZZ")


def test_a_code_that_was_taken_down_is_still_known_as_such(cast, now):
    marker = add_marker(cast.chair, cast.here, name="7号灯杆", now=now)
    end_marker(cast.chair, marker, now=now)
    assert not marker_behind(marker.code).lasts(now.date())


def test_an_ended_organisation_is_listed_no_more(cast, now):
    with pytest.raises(NotYours):
        end_organisation(cast.chair, cast.office, now=now)
    end_organisation(cast.chair, cast.manager, now=now)
    assert organisations(cast.here) == []
    with pytest.raises(Refused):
        end_organisation(cast.chair, cast.manager, now=now)
    end_organisation(cast.administrator, cast.office, now=now)
    assert [o.name for o in offices_above(cast.here)] == ["区城管局"]


def test_organisations_are_added_and_corrected_by_their_keepers(cast, now):
    unit = add_organisation(
        cast.chair, kind="resident_unit", name="某小学", division=cast.here.division, community=cast.here, now=now
    )
    change_organisation(cast.chair, unit, name="某某小学", telephone="020-80000000", now=now)
    assert Organisation.objects.get(pk=unit.pk).telephone == "020-80000000"
    with pytest.raises(NotYours):
        add_organisation(cast.chair, kind="department", name="某局", division=cast.county, now=now)
    with pytest.raises(NotYours):
        change_organisation(cast.unit_contact, unit, name="x", now=now)


def a_picture(width=400, height=200):
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    out.seek(0)
    return read_picture(out)


def test_a_plan_is_kept_with_its_pins_and_goes_with_its_file(
    cast, now, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    plan = add_plan(cast.chair, cast.here, name="平面图", picture=a_picture(), now=now)
    pin_building(cast.chair, plan, cast.building, x=100, y=500, now=now)
    pin_building(cast.chair, plan, cast.building, x=250, y=500, now=now)
    [drawn] = plans(cast.here)
    assert [(p.number, p.x, p.down) for p in drawn.pins] == [(1, 250, 250)]
    assert path_of(plan.picture).read_bytes()[:2] == b"\xff\xd8"
    unpin_building(cast.chair, plan, cast.building, now=now)
    assert plans(cast.here)[0].pins == []
    name = plan.picture
    with django_capture_on_commit_callbacks(execute=True):
        remove_plan(cast.chair, plan, now=now)
    assert not path_of(name).exists()


def test_what_is_no_plan_is_refused(cast, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(Invalid):
        add_plan(cast.chair, cast.here, name="平面图", picture=read_picture(BytesIO(b"<svg onload=alert(1)>")), now=now)
    with pytest.raises(Invalid):
        add_plan(cast.chair, cast.here, name=" ", picture=a_picture(), now=now)
    with pytest.raises(NotYours):
        add_plan(cast.worker, cast.here, name="平面图", picture=a_picture(), now=now)
    assert not Plan.objects.exists()
    plan = add_plan(cast.chair, cast.here, name="平面图", picture=a_picture(), now=now)
    elsewhere = add_building(HOUSE, cast.there, name="9栋", now=now)
    with pytest.raises(Invalid):
        pin_building(cast.administrator, plan, elsewhere, x=1, y=1, now=now)
    with pytest.raises(Invalid):
        pin_building(cast.chair, plan, cast.building, x=1001, y=1, now=now)
