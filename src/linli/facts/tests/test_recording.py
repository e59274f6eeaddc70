"""What happened is written down inside the action, stays for good, and names nobody."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import override

from linli.base import actions
from linli.base.actions import action
from linli.base.actors import HOUSE
from linli.base.errors import Refused
from linli.base.recorder import note_fact
from linli.facts.actions import fact, record, record_all
from linli.facts.kinds import GOOD_NAMES, KINDS, Good, declare
from linli.facts.models import Fact

OPENED = "places.community.opened"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def own_register(monkeypatch) -> None:
    monkeypatch.setattr(actions, "ACTIONS", {})


@pytest.fixture
def write_down(cast, now):
    """An action that writes one fact of the cast's community down."""

    @action
    def write_one(by=HOUSE, kind=OPENED, **more) -> Fact:
        return record(by, kind, cast.here, now=now, community_id=cast.here.pk, **more)

    return write_one


def execute(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_fact_says_what_happened_to_what_when_and_who_acted(write_down, cast, now):
    before = now - timedelta(days=1)
    made = write_down(cast.chair, "places.figure.confirmed", at=before, value=32, figure="households", as_of=None)
    kept = Fact.objects.get(pk=made.pk)
    assert (kept.kind, kept.community_id) == ("places.figure.confirmed", cast.here.pk)
    assert (kept.subject, kept.subject_id) == ("places.community", cast.here.pk)
    assert (kept.happened_at, kept.recorded_at) == (before, now)
    assert (kept.value, kept.role, kept.attributes) == (32, "committee_chair", {"figure": "households"})


def test_a_correction_is_a_new_fact_that_refers_to_the_old(write_down):
    wrong = write_down(kind="places.figure.confirmed", value=32)
    right = write_down(kind="places.figure.confirmed", value=23, corrects=wrong)
    assert Fact.objects.get(pk=right.pk).corrects_id == wrong.pk
    assert Fact.objects.get(pk=wrong.pk).value == 32


def test_a_fact_stands_or_falls_with_its_action(write_down):
    before = Fact.objects.count()

    @action
    def fail() -> None:
        write_down()
        raise Refused("不行")

    with pytest.raises(Refused):
        fail()
    assert Fact.objects.count() == before
    write_down()
    assert Fact.objects.count() == before + 1


def test_nothing_is_recorded_outside_an_action(cast, now):
    with pytest.raises(RuntimeError, match="inside an action"):
        record(HOUSE, OPENED, cast.here, now=now, community_id=cast.here.pk)
    with pytest.raises(RuntimeError, match="inside an action"):
        record_all([fact(HOUSE, OPENED, cast.here, now=now, community_id=None)])


@pytest.mark.parametrize("more", [{"kind": "places.community.exploded"}, {"text": "路灯"}, {"name": "居民甲"}])
def test_an_undeclared_kind_or_attribute_is_not_recorded(write_down, more):
    before = Fact.objects.count()
    with pytest.raises(KeyError):
        write_down(**more)
    assert Fact.objects.count() == before


def test_the_floors_below_record_through_the_same_door(cast, now):
    @action
    def note() -> None:
        note_fact(HOUSE, "people.role.ended", cast.here, now=now, community_id=None, role="mediator")

    note()
    last = Fact.objects.latest("id")
    assert (last.kind, last.role, last.attributes) == ("people.role.ended", "house", {"role": "mediator"})


def test_identifiers_follow_the_order_of_recording(write_down):
    made = [write_down().pk for _time in range(20)]
    assert made == sorted(made)
    assert list(Fact.objects.filter(pk__in=made).order_by("pk").values_list("pk", flat=True)) == made


def test_no_fact_is_changed_or_taken_away_by_a_model(write_down):
    kept = write_down(value=1)
    kept.value = 2
    forgeries = [kept.save, kept.delete, Fact.objects.all().delete, lambda: Fact.objects.update(value=2)]
    for forgery in forgeries:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            forgery()
    assert Fact.objects.get(pk=kept.pk).value == 1


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE facts_fact SET value = 2",
        "UPDATE facts_fact SET happened_at = recorded_at, role = 'house' WHERE value = 1",
        "DELETE FROM facts_fact",
        "DELETE FROM facts_fact WHERE value = 1",
    ],
)
def test_no_fact_is_changed_or_taken_away_by_sql(write_down, forgery):
    kept = write_down(value=1)
    with pytest.raises(DatabaseError, match="facts_fact is append-only"):
        execute(forgery)
    assert Fact.objects.get(pk=kept.pk).value == 1


def test_a_fact_is_not_written_over_by_one_with_its_identifier(write_down):
    kept = write_down(value=1)
    kept.value = 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Fact.objects.bulk_create([kept])
    over = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["value"]}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Fact.objects.bulk_create([kept], **over)
    assert Fact.objects.get(pk=kept.pk).value == 1


def test_a_kind_without_its_room_is_refused_by_the_database(write_down, cast, now):
    made = fact(HOUSE, OPENED, cast.here, now=now, community_id=None)
    made.kind = "opened"
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.bulk_create([made])


def test_no_fact_of_the_cast_names_anybody(cast):
    said = str(list(Fact.objects.values_list("kind", "subject", "attributes", "role")))
    assert Fact.objects.exists()
    assert not HAN.search(said)
    assert "13800138000" not in said


def test_every_kind_is_named_in_both_languages_and_by_room_thing_and_event():
    for key, kind in KINDS.items():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", key), key
        with override("en"):
            assert not HAN.search(str(kind.name)), key
        with override("zh-hans"):
            assert HAN.search(str(kind.name)), key


def test_a_kind_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        declare(OPENED, "again")


def test_the_six_goods_have_names_in_both_languages():
    assert set(GOOD_NAMES) == set(Good)
    with override("zh-hans"):
        assert [str(GOOD_NAMES[good]) for good in Good] == ["自治好", "管理好", "服务好", "治安好", "环境好", "风尚好"]
    with override("en"):
        assert str(GOOD_NAMES[Good.ETHOS]) == "ethos"
