"""Renaming, merging and splitting keep history, and what lives on goes to the heir."""

from datetime import date, timedelta

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, NotYours, Refused
from linli.facts.models import Fact
from linli.places.actions.changes import merge_communities, rename_community, split_community
from linli.places.actions.local import LocalDivision, open_local_community
from linli.places.actions.tree import add_building, add_marker, add_organisation
from linli.places.models import Building, Community, DivisionChange, Organisation
from linli.places.queries import changes_of, communities, find_communities, marker_behind, successor

ON = date(2026, 11, 1)


@pytest.fixture
def young(cast, now):
    """Two communities without an official code, under the same street."""
    return [
        open_local_community(HOUSE, [LocalDivision("community", code, name)], slug=slug, under=cast.street, now=now)
        for code, name, slug in [("x1", "丙社区", "bing"), ("x2", "丁社区", "ding")]
    ]


def test_a_new_name_keeps_the_former_one(cast, now):
    renamed = rename_community(
        cast.administrator, cast.here, name=" 新甲社区 ", name_en="New Jia", on=ON, now=now, basis="街办〔2026〕3号"
    )
    assert (renamed.name, renamed.label) == ("新甲社区", "新甲社区")
    assert find_communities("甲社区")[0].pk == cast.here.pk
    [change] = changes_of(renamed)
    assert (change.before, change.after, change.on, change.basis) == ("甲社区", "新甲社区", ON, "街办〔2026〕3号")
    assert Fact.objects.filter(kind="places.community.renamed").count() == 1


def test_a_second_name_keeps_both_former_ones(cast, now):
    rename_community(HOUSE, cast.here, name="二号社区", on=ON, now=now)
    rename_community(HOUSE, cast.here, name="三号社区", on=ON + timedelta(days=5), now=now)
    assert [c.before for c in changes_of(cast.here)] == ["二号社区", "甲社区"]
    assert {c.pk for words in ("甲社区", "二号", "三号") for c in find_communities(words)} == {cast.here.pk}


@pytest.mark.parametrize("name", ["", "   ", "甲社区"])
def test_a_name_that_is_none_or_no_other_is_refused(cast, now, name):
    with pytest.raises(Invalid):
        rename_community(HOUSE, cast.here, name=name, on=ON, now=now)
    assert not DivisionChange.objects.exists()


def test_nothing_is_changed_before_its_day(cast, now):
    with pytest.raises(Invalid):
        merge_communities(HOUSE, [cast.there], into=cast.here, on=now.date() + timedelta(days=1), now=now)


def test_a_chair_does_not_reshape(cast, now):
    with pytest.raises(NotYours):
        rename_community(cast.chair, cast.here, name="新甲社区", on=ON, now=now)
    with pytest.raises(NotYours):
        merge_communities(cast.chair, [cast.there], into=cast.here, on=ON, now=now)


def test_merged_communities_live_on_in_the_heir(cast, now):
    twin = add_building(HOUSE, cast.there, name="3栋", road="广重一街", now=now)
    marker = add_marker(HOUSE, cast.there, name="3栋门口", building=twin, now=now)
    lamp = add_marker(HOUSE, cast.there, name="7号灯杆", now=now)
    unit = add_organisation(
        HOUSE, kind="property_manager", name="乙物业", division=cast.there.division, community=cast.there, now=now
    )
    committee = add_organisation(
        HOUSE, kind="committee", name="乙社区居委会", division=cast.there.division, community=cast.there, now=now
    )
    merge_communities(cast.administrator, [cast.there], into=cast.here, on=ON, now=now)
    ended = Community.objects.get(pk=cast.there.pk)
    assert (ended.to_date, successor(ended)) == (ON, cast.here)
    assert cast.there not in communities(on=now.date())
    assert {marker_behind(m.code).community for m in (marker, lamp)} == {cast.here}
    assert set(Building.objects.filter(community=cast.here).values_list("name", flat=True)) == {"3栋", "3栋（乙社区）"}
    unit.refresh_from_db()
    committee.refresh_from_db()
    assert (unit.community, unit.division_id, unit.to_date) == (cast.here, cast.here.pk, None)
    assert (committee.community, committee.to_date) == (cast.there, ON)
    assert changes_of(ended)[0].after == "甲社区"
    assert Fact.objects.get(kind="places.community.merged").attributes["into"] == [cast.here.pk]
    with pytest.raises(Refused):
        merge_communities(HOUSE, [cast.there], into=cast.here, on=ON, now=now)


def test_a_community_does_not_merge_into_itself(cast, now):
    with pytest.raises(Invalid):
        merge_communities(HOUSE, [cast.here], into=cast.here, on=ON, now=now)


def test_a_split_sends_each_building_to_its_heir(cast, now, young):
    other = add_building(HOUSE, cast.here, name="4栋", road="广重一街", now=now)
    marker = add_marker(HOUSE, cast.here, name="4栋门口", building=other, now=now)
    heirs = {cast.building.pk: young[0], other.pk: young[1]}
    split_community(cast.administrator, cast.here, into=young, on=ON, now=now, buildings=heirs)
    assert Building.objects.get(pk=cast.building.pk).community == young[0]
    assert marker_behind(marker.code).community == young[1]
    assert successor(Community.objects.get(pk=cast.here.pk)) == young[0]
    assert [c.after for c in changes_of(cast.here)] == ["丁社区", "丙社区"]
    assert Fact.objects.filter(kind="places.community.split").count() == 1


def test_a_split_that_forgets_a_building_changes_nothing(cast, now, young):
    add_building(HOUSE, cast.here, name="4栋", road="广重一街", now=now)
    with pytest.raises(Invalid):
        split_community(HOUSE, cast.here, into=young, on=ON, now=now, buildings={cast.building.pk: young[0]})
    with pytest.raises(Invalid):
        split_community(HOUSE, cast.here, into=young[:1], on=ON, now=now, buildings={})
    assert Building.objects.filter(community=cast.here).count() == 2
    assert Community.objects.get(pk=cast.here.pk).to_date is None
    assert Organisation.objects.filter(community=cast.here).count() == 1
