"""A list that was filled already, or has an example, is sent in as a form: nobody in it becomes a heading."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from linli.base.personal import is_somebodys
from linli.paperwork.actions.templates import keep_mapping
from linli.paperwork.layouts import Slot
from linli.paperwork.models import FormTemplate, KnownHeading
from linli.paperwork.people_in_files import may_be_remembered, without_people
from linli.records.actions import add_resident

from .given import HEADINGS, asked, sent_in


def slots(*headings: str, row: int = 3) -> list[Slot]:
    return [Slot(f"表!{'ABCDEFGH'[at]}{row}", heading, "column") for at, heading in enumerate(headings)]


def test_a_filled_row_under_the_headings_is_left_out_whole():
    said = without_people(slots("姓名/测试甲", "性别/男", "身份证号/110101199001010010", "住址/1栋101"), frozenset())
    assert said == ["姓名/…", "性别/…", "身份证号/…", "住址/…"]


def test_headings_in_two_rows_stay_as_they_are():
    usual = ["姓名", "联系电话/手机", "家庭住址/街道", "人数/男", "2026年3月/金额"]
    assert without_people(slots(*usual), frozenset()) == usual


@pytest.mark.parametrize(
    "heading",
    [
        "身份证号/110101199001010010",
        "138 0013 8000",
        "姓名/测试甲",
        "a@example.org",
        "1958-03-01",
        "11010119900101001X",
    ],
)
def test_what_is_somebodys_own_is_known(heading):
    assert is_somebodys(heading)
    assert not may_be_remembered(heading, "telephone")


@pytest.mark.parametrize(
    ("heading", "field", "kept"),
    [
        ("姓名", "name", True),
        ("老人姓名", "name", True),
        ("测试甲", "name", False),
        ("张三", "name", False),
        ("手机", "telephone", True),
    ],
)
def test_a_name_where_the_heading_should_stand_is_not_remembered(heading, field, kept):
    assert may_be_remembered(heading, field) is kept


@pytest.fixture
def form(cast, now):
    return asked(cast, now)


def test_only_headings_with_a_field_are_remembered(cast, now, form):
    template = sent_in(cast, now, form)
    key = next(key for key, heading, _kind in template.slots if heading == "姓名")
    keep_mapping(cast.worker, template, mapping={key: "name"}, rows="resident", now=now)
    assert set(KnownHeading.objects.values_list("heading", "field")) == {("姓名", "name")}


def test_a_neighbour_in_the_records_is_known_by_name(cast, now, form):
    from .given import sheet

    add_resident(cast.worker, cast.here, values={"name": "测试丁"}, address="3栋801", now=now)
    template = sent_in(cast, now, form, sheet("序号", "测试丁", *HEADINGS[2:]))
    assert "测试丁" not in str(template.slots)
    keep_mapping(cast.worker, template, mapping={template.slots[0][0]: "name"}, rows="resident", now=now)
    assert not KnownHeading.objects.filter(heading__contains="测试").exists()


def test_what_was_remembered_before_is_forgotten_by_the_migration(cast, now, form):
    from importlib import import_module

    template = sent_in(cast, now, form)
    add_resident(cast.worker, cast.here, values={"name": "演示丁"}, address="3栋801", now=now)
    rows = {"姓名/测试甲": "name", "身份证号/110101199001010010": "", "姓名": "name", "演示丁": "sex", "备注": ""}
    KnownHeading.objects.bulk_create(KnownHeading(heading=heading, field=field) for heading, field in rows.items())
    slots = [["表!B3", "姓名/测试甲", "column"], ["表!C3", "性别/男", "column"]]
    FormTemplate.objects.filter(pk=template.pk).update(slots=slots)
    import_module("linli.paperwork.migrations.0003_no_people_in_headings").forget_people(
        apps, SimpleNamespace(connection=connection)
    )
    assert list(KnownHeading.objects.values_list("heading", flat=True)) == ["姓名"]
    assert [heading for _key, heading, _kind in FormTemplate.objects.get().slots] == ["姓名/…", "性别/…"]
