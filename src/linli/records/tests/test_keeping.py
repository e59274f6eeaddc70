"""Records are kept with their history, opened for a purpose, joined, forgotten, and read by those whom they are about."""

from datetime import timedelta

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.people.actions import erase_me
from linli.people.queries import looks_at_me
from linli.people.registries import EXPORTS
from linli.places.models import Community
from linli.records import permissions
from linli.records.actions import (
    add_resident,
    answer_correction,
    ask_correction,
    correct_resident,
    export_list,
    forget_old_records,
    join_residents,
    keep_apart,
    link_person,
    note_left,
    open_resident,
)
from linli.records.models import Entry, Opening, Resident
from linli.records.queries.duplicates import pairs_alike
from linli.records.queries.looks import openings
from linli.records.queries.mine import my_records
from linli.records.queries.residents import Filter, residents, values_of
from linli.records.queries.rows import counts


@pytest.fixture
def own(cast, kept, now):
    """The cast's resident reads a record of their own."""
    made = add_resident(
        cast.worker, cast.here, values={"name": "居民甲", "telephone": "13800138002", "sex": "女"}, now=now
    )
    return link_person(cast.worker, made, cast.keys["resident"], now=now)


def test_a_corrected_value_keeps_what_stood_there(cast, kept, now):
    correct_resident(cast.worker, kept.grandmother, values={"telephone": "13900139000"}, note="本人来窗口说", now=now)
    lines = {
        line.field.key: line for line in values_of(cast.worker, Resident.objects.get(pk=kept.grandmother.pk), now=now)
    }
    assert (lines["telephone"].value, lines["telephone"].before[0].value) == ("13900139000", "13800138000")
    assert lines["telephone"].now.who == "社工丁"
    assert "本人来窗口说" in lines["telephone"].now.said
    assert Fact.objects.filter(kind="records.record.corrected").count() == 1


def test_a_field_without_basis_and_purpose_cannot_be_filled(cast, kept, now):
    with pytest.raises(Invalid) as refusal:
        correct_resident(cast.worker, kept.grandmother, values={"religion": "某教"}, now=now)
    assert refusal.value.field == "religion"


@pytest.mark.parametrize("who", ["resident", "other_worker", "mediator", "coordinator", "administrator", "auditor"])
def test_nobody_else_opens_or_corrects_a_record(cast, kept, now, who):
    with pytest.raises(NotYours):
        open_resident(getattr(cast, who), kept.grandmother, purpose="看看", now=now)
    with pytest.raises(NotYours):
        correct_resident(getattr(cast, who), kept.grandmother, values={"sex": "男"}, now=now)


@pytest.mark.parametrize("right", [permissions.keep_records, permissions.see_openings, permissions.choose_fields])
def test_list_and_row_agree_for_communities(cast, right):
    for actor in [getattr(cast, name) for name in cast.keys]:
        listed = set(Community.objects.filter(right.within(actor)))
        assert listed == {c for c in Community.objects.all() if right.allows(actor, c)}


@pytest.mark.parametrize("right", [permissions.keep_resident, permissions.read_own_record])
def test_list_and_row_agree_for_residents(cast, kept, own, right):
    for actor in [getattr(cast, name) for name in cast.keys]:
        listed = set(Resident.objects.filter(right.within(actor)))
        assert listed == {r for r in Resident.objects.select_related("community") if right.allows(actor, r)}


def test_every_opening_is_recorded_and_shown_to_the_person(cast, own, now):
    with pytest.raises(Invalid):
        open_resident(cast.worker, own, purpose="", now=now)
    open_resident(cast.worker, own, purpose="核对电话", now=now)
    assert [look.purpose for look in looks_at_me(cast.resident)] == ["核对电话"]
    assert [look.purpose for look in my_records(cast.resident)[0].looks] == ["核对电话"]


def test_auditors_see_who_looked_and_no_name(cast, kept, now):
    open_resident(cast.worker, kept.grandmother, purpose="走访", now=now)
    lines, _after = openings(cast.auditor, cast.here, offset=0)
    assert (lines[0].who, lines[0].purpose) == ("社工丁", "走访")
    assert "演示老太" not in repr(lines)
    with pytest.raises(NotYours):
        openings(cast.worker, cast.here, offset=0)


def test_the_list_is_found_by_pinyin_initials_and_conditions(cast, kept, now):
    def found(**by):
        return [row.name for row in residents(cast.worker, cast.here, Filter(**by), offset=0, now=now).rows]

    assert found(words="yanshilaotai") == found(words="yslt") == found(where={"age": {"from": 60}}) == ["演示老太"]
    assert found(building=cast.building.pk, words="802") == ["演示租客", "演示小孩"]


def test_a_list_taken_out_is_recorded_and_holds_nothing_sealed(cast, kept, now):
    fields, rows = export_list(
        cast.worker, cast.here, ["name", "age"], chosen_by=Filter(words="老太"), purpose="重阳慰问", now=now
    )
    assert ([f.key for f in fields], rows) == (["name", "age"], [["演示老太", 85]])
    assert Opening.objects.get().count == 1
    with pytest.raises(NotYours):
        export_list(cast.worker, cast.here, ["identity_number"], chosen_by=Filter(), purpose="重阳慰问", now=now)


def test_a_resident_asks_for_a_correction_and_is_answered(cast, own, now):
    asked = ask_correction(cast.resident, own, field="telephone", text="号码换了", now=now)
    with pytest.raises(Invalid):
        answer_correction(cast.worker, asked, is_done=False, answer="", now=now)
    answer_correction(cast.worker, asked, is_done=True, answer="已改", now=now)
    assert my_records(cast.resident)[0].corrections[0].answer == "已改"
    with pytest.raises(NotYours):
        ask_correction(cast.neighbour, own, text="不是我的", now=now)


def test_who_is_written_down_twice_is_joined_with_both_histories(cast, kept, now):
    again = add_resident(
        cast.worker,
        cast.here,
        values={"name": "演示老泰", "subsistence": "是", "telephone": "13700137000"},
        address="3栋801",
        now=now,
    )
    assert [(p.one.key, p.other.key) for p in pairs_alike(cast.worker, cast.here)] == [(kept.grandmother.pk, again.pk)]
    joined = join_residents(cast.worker, kept.grandmother, again, now=now)
    assert (joined.name, joined.values["telephone"], joined.values["subsistence"]) == ("演示老太", "13800138000", True)
    assert "13700137000" in [e.values.get("telephone") for e in joined.entries.all()]
    assert not Resident.objects.filter(pk=again.pk).exists()


def test_two_who_are_kept_apart_are_not_asked_about_again(cast, kept, now):
    again = add_resident(cast.worker, cast.here, values={"name": "演示老泰"}, address="3栋801", now=now)
    keep_apart(cast.worker, again, kept.grandmother, now=now)
    assert pairs_alike(cast.worker, cast.here) == []


def test_records_of_two_communities_are_never_joined(cast, kept, now):
    elsewhere = add_resident(cast.other_worker, cast.there, values={"name": "演示老太"}, now=now)
    with pytest.raises((NotYours, Missing)):
        join_residents(cast.worker, kept.grandmother, elsewhere, now=now)


def test_a_record_is_linked_with_one_account_of_that_name(cast, kept, own, now):
    with pytest.raises(Refused):
        link_person(cast.worker, kept.grandmother, cast.keys["neighbour"], now=now)
    double = add_resident(cast.worker, cast.here, values={"name": "居民甲"}, now=now)
    with pytest.raises(Refused):
        link_person(cast.worker, double, cast.keys["resident"], now=now)


def test_ones_own_copy_holds_values_and_history(cast, own, now):
    told, files = EXPORTS["records"](cast.keys["resident"])
    assert (told[0]["values"]["联系电话"], files) == ("13800138002", {})
    assert told[0]["history"][0]["values"]["性别"] == "female"


def test_erasing_takes_what_rests_on_consent_and_the_link(cast, own, now):
    erase_me(cast.resident, now=now)
    left = Resident.objects.get(pk=own.pk)
    assert (left.person_id, "telephone" in left.values, left.values["sex"]) == (None, False, "female")
    assert all("telephone" not in entry.values for entry in left.entries.all())


def test_superseded_values_go_after_their_time_and_what_counts_stays(cast, kept, now):
    correct_resident(cast.worker, kept.grandmother, values={"telephone": "13900139000"}, now=now)
    forget_old_records(HOUSE, now=now + timedelta(days=365 * 2))
    assert Entry.objects.filter(resident=kept.grandmother).count() == 2
    forget_old_records(HOUSE, now=now + timedelta(days=365 * 4))
    told = [e.values.get("telephone") for e in kept.grandmother.entries.order_by("pk")]
    assert told == [None, "13900139000"]


def test_who_has_left_is_out_of_the_figures_and_forgotten_in_time(cast, kept, now):
    note_left(cast.worker, kept.grandmother, on=now.date(), now=now)
    assert counts(cast.worker, cast.here, where={"age": {"from": 60}}, now=now) == 0
    assert forget_old_records(HOUSE, now=now + timedelta(days=365 * 2)) == 0
    assert forget_old_records(HOUSE, now=now + timedelta(days=365 * 4)) == 1
    assert not Resident.objects.filter(pk=kept.grandmother.pk).exists()
