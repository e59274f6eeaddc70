"""Sealed fields: off by default, on for a county with a basis, encrypted, masked, and every opening written down."""

import pytest

from linli.base.errors import Invalid, NotYours, Refused
from linli.facts.models import Fact
from linli.people.queries import looks_at_me
from linli.records import seals
from linli.records.actions import (
    add_own_field,
    add_resident,
    correct_resident,
    link_person,
    open_rows,
    switch_field,
    unseal_field,
)
from linli.records.models import Entry, Opening, Resident, Switch
from linli.records.queries import fields, rows
from linli.records.queries.mine import my_records
from linli.records.queries.residents import values_of

NUMBER = "11010519491231002X"
BASIS = "《某条例》第三条"


@pytest.fixture
def on(cast, now) -> Switch:
    return switch_field(cast.coordinator, cast.county, "identity_number", is_on=True, basis=BASIS, now=now)


@pytest.fixture
def own(cast, on, now) -> Resident:
    made = add_resident(cast.worker, cast.here, values={"name": "居民甲", "identity_number": NUMBER}, now=now)
    return link_person(cast.worker, made, cast.keys["resident"], now=now)


def test_it_is_off_until_the_district_names_a_basis(cast, now):
    with pytest.raises(Invalid):
        add_resident(cast.worker, cast.here, values={"name": "居民甲", "identity_number": NUMBER}, now=now)
    with pytest.raises(Invalid):
        switch_field(cast.coordinator, cast.county, "identity_number", is_on=True, basis=" ", now=now)
    with pytest.raises(Invalid):
        switch_field(cast.chair, cast.here.division, "identity_number", is_on=True, basis=BASIS, now=now)
    with pytest.raises(NotYours):
        switch_field(cast.chair, cast.county, "identity_number", is_on=True, basis=BASIS, now=now)


def test_the_database_never_holds_it_in_the_open(cast, own):
    assert NUMBER not in repr(Resident.objects.get(pk=own.pk).values)
    assert NUMBER not in repr(list(Entry.objects.values_list("values", flat=True)))


def test_it_is_masked_wherever_it_is_shown(cast, own, now):
    line = next(li for li in values_of(cast.worker, own, now=now) if li.field.key == "identity_number")
    assert (line.value, line.is_sealed) == ("••••••2X", True)
    assert NUMBER not in repr(my_records(cast.resident))
    assert (
        "identity_number" not in rows(cast.worker, cast.here, ["name", "identity_number"], purpose="报表", now=now)[0]
    )


def test_every_opening_of_a_seal_is_recorded_and_shown(cast, own, now):
    with pytest.raises(Invalid):
        unseal_field(cast.worker, own, "identity_number", purpose="", now=now)
    assert unseal_field(cast.worker, own, "identity_number", purpose="代办社保", now=now) == NUMBER
    assert [look.fields for look in looks_at_me(cast.resident)] == [["身份证号"]]
    assert [(look.is_unsealed, look.purpose) for look in my_records(cast.resident)[0].looks] == [(True, "代办社保")]
    assert Fact.objects.get(kind="records.field.unsealed").attributes == {"field": "identity_number"}


def test_rows_for_a_form_open_seals_only_through_the_action(cast, own, now):
    add_resident(cast.worker, cast.here, values={"name": "演示无证"}, now=now)
    found = open_rows(cast.worker, cast.here, ["name", "identity_number"], purpose="津贴申报", now=now).rows
    assert sorted(row["identity_number"] for row in found) == ["", NUMBER]
    assert Opening.objects.filter(is_unsealed=True).get().resident_id == own.pk
    with pytest.raises(NotYours):
        open_rows(cast.coordinator, cast.here, ["identity_number"], purpose="抽查", now=now)


def test_a_bank_account_is_the_chairs_alone(cast, now):
    switch_field(cast.administrator, cast.county, "bank_account", is_on=True, basis=BASIS, now=now)
    assert "bank_account" in {f.key for f in fields(cast.chair, cast.here)}
    assert "bank_account" not in {f.key for f in fields(cast.worker, cast.here)}


def test_a_community_may_keep_less_than_its_county_allows(cast, on, now):
    switch_field(cast.chair, cast.here.division, "identity_number", is_on=False, now=now)
    assert "identity_number" not in {f.key for f in fields(cast.worker, cast.here)}
    assert "identity_number" in {f.key for f in fields(cast.other_worker, cast.there)}


def test_the_same_number_again_is_no_change(cast, own, now):
    correct_resident(cast.worker, own, values={"identity_number": NUMBER}, now=now)
    assert own.entries.count() == 1


def test_without_the_key_nothing_opens(cast, own, now, settings):
    settings.RECORDS_KEYS = ["another key"]
    with pytest.raises(Refused):
        unseal_field(cast.worker, own, "identity_number", purpose="代办社保", now=now)


def test_an_older_key_still_opens_after_a_new_one_was_made(settings):
    sealed = seals.seal(NUMBER)
    settings.RECORDS_KEYS = ["a newer key", *settings.RECORDS_KEYS]
    assert seals.unseal(sealed) == NUMBER


def test_a_field_of_ones_own_has_basis_purpose_and_choices(cast, now):
    given = {
        "kind": "choice",
        "belongs_to": "resident",
        "basis": "居民会议决定",
        "purpose": "广场舞分队",
        "retention_months": 12,
        "now": now,
    }
    with pytest.raises(Invalid):
        add_own_field(cast.chair, cast.here, name="分队", choices=["一队"], **given)
    with pytest.raises(Invalid):
        add_own_field(cast.chair, cast.here, name="分队", choices=["一队", "二队"], **given | {"purpose": ""})
    with pytest.raises(NotYours):
        add_own_field(cast.worker, cast.here, name="分队", choices=["一队", "二队"], **given)
    own = add_own_field(cast.chair, cast.here, name="分队", choices=["一队", "二队"], **given)
    made = add_resident(cast.worker, cast.here, values={"name": "演示甲", f"own-{own.pk}": "二队"}, now=now)
    assert rows(cast.worker, cast.here, [f"own-{own.pk}"], purpose="排队", now=now) == [{f"own-{own.pk}": "二队"}]
    assert made.values[f"own-{own.pk}"] == "c1"
    assert f"own-{own.pk}" not in {f.key for f in fields(cast.other_worker, cast.there)}
