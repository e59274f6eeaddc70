"""A file goes through the wizard: nothing is overwritten that nobody decided about, and all of it goes in or nothing does."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.records.actions.importing import (
    begin_import,
    decide,
    drop_import,
    finish_import,
    forget_old_files,
    map_columns,
)
from linli.records.imports.files import path_of
from linli.records.imports.reading import headings_and_keys
from linli.records.models import Entry, Household, ImportRun, Resident
from linli.records.queries import rows
from linli.records.queries.imports import columns_of, ground_of, plan_of, read_run
from linli.records.writing import fold

HEADINGS = "姓名,性别,出生日期,联系电话,住址\n"


def upload(text: str, name: str = "台账.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def wizard(cast, now):
    """Takes a file as far as the comparing, with the columns as they are proposed."""

    def go(text: str, *, by=None, **decisions) -> SimpleNamespace:
        by = by or cast.worker
        run = begin_import(by, cast.here, file=upload(text), now=now)
        run = map_columns(by, run, columns=headings_and_keys(columns_of(by, run)), now=now)
        run = decide(by, run, now=now, **decisions)
        ground = ground_of(run.community)
        reading = read_run(by, run, ground, now=now)
        return SimpleNamespace(run=run, reading=reading, plan=plan_of(run, reading, ground))

    return go


@pytest.fixture
def finish(cast, now):
    return lambda found: finish_import(cast.worker, found.run, found.reading, now=now)


def test_who_is_new_comes_in_with_the_line_they_came_from(cast, kept, now, wizard, finish):
    done = finish(wizard(HEADINGS + "演示新人,女,1970.5,13800138009,3栋901\n合计,1,,,\n"))
    made = Resident.objects.get(name="演示新人")
    assert made.household.address == "广重一街3栋901"
    entry = made.entries.get()
    assert (entry.origin, entry.file_name, entry.line, entry.by_id) == ("file", "台账.csv", 2, cast.keys["worker"])
    assert entry.values["birth_date"] == made.values["birth_date"] == "1970-05"
    assert (done.report["new"], done.report["left_out"], done.file) == (1, 1, "")
    assert Fact.objects.get(kind="records.file.imported").value == 1


def test_nothing_is_overwritten_until_somebody_decides(cast, kept, now, wizard, finish):
    found = wizard(HEADINGS + "演示老太,女,1941.3,13900139000,3栋801\n")
    cell = found.plan.changed[0].cells[0]
    assert (cell.key, cell.old, cell.new, cell.decision) == ("telephone", "13800138000", "13900139000", "")
    with pytest.raises(Refused):
        finish(found)
    assert Resident.objects.get(pk=kept.grandmother.pk).values["telephone"] == "13800138000"


@pytest.mark.parametrize(
    "decision", [{"everything": "new"}, {"columns": {"telephone": "new"}}, {"rows": {"2": {"telephone": "new"}}}]
)
def test_a_new_value_supersedes_the_old_with_both_kept(cast, kept, now, wizard, finish, decision):
    finish(wizard(HEADINGS + "演示老太,女,1941.3,13900139000,3栋801\n", **decision))
    resident = Resident.objects.get(pk=kept.grandmother.pk)
    assert resident.values["telephone"] == "13900139000"
    assert [e.values.get("telephone") for e in resident.entries.order_by("pk")] == ["13800138000", "13900139000"]


@pytest.mark.parametrize("decision", [{"everything": "kept"}, {"everything": "new", "columns": {"telephone": "kept"}}])
def test_the_old_value_stays_where_that_was_decided(cast, kept, now, wizard, finish, decision):
    done = finish(wizard(HEADINGS + "演示老太,女,1941.3,13900139000,3栋801\n", **decision))
    assert Resident.objects.get(pk=kept.grandmother.pk).values["telephone"] == "13800138000"
    assert done.report["kept"] == 1


def test_an_empty_cell_erases_nothing_and_a_gap_is_filled_without_asking(cast, kept, now, wizard, finish):
    found = wizard(HEADINGS + "演示小孩,男,,,3栋802\n")
    assert [m.adds for m in found.plan.added_to] == [{"sex": "male"}]
    finish(found)
    assert Resident.objects.get(pk=kept.child.pk).values == kept.child.values | {"sex": "male"}


def test_the_same_file_again_changes_nothing(cast, kept, now, wizard, finish):
    text = HEADINGS + "演示新人,女,1970.5,13800138009,3栋901\n演示老太,女,1941.3,13800138000,3栋801\n"
    finish(wizard(text))
    before = Entry.objects.count()
    done = finish(wizard(text))
    assert (done.report["same"], done.report["new"], Entry.objects.count()) == (2, 0, before)


def test_a_name_that_sounds_alike_behind_the_same_door_is_asked_about(cast, kept, now, wizard, finish):
    found = wizard(HEADINGS + "演示老泰,女,1941.3,,3栋801\n")
    assert [c.key for c in found.plan.alike[0].candidates] == [kept.grandmother.pk]
    with pytest.raises(Refused):
        finish(found)
    finish(wizard(HEADINGS + "演示老泰,女,1941.3,,3栋801\n", alike={"2": "new"}))
    assert Resident.objects.filter(household=kept.grandmother.household).count() == 2


def test_one_decided_to_be_the_same_gets_the_name_as_decided(cast, kept, now, wizard, finish):
    found = wizard(HEADINGS + "演示老泰,女,,,3栋801\n", alike={"2": str(kept.grandmother.pk)}, everything="new")
    finish(found)
    assert Resident.objects.get(pk=kept.grandmother.pk).name == "演示老泰"


def test_a_namesake_born_on_another_day_is_somebody_else(cast, kept, now, wizard):
    found = wizard(HEADINGS + "演示老太,女,1975-01-01,,3栋901\n")
    assert [said.name for said in found.plan.fresh] == ["演示老太"]


def test_who_has_moved_is_shown_with_both_addresses(cast, kept, now, wizard, finish):
    found = wizard(HEADINGS + "演示租客,男,1990-05-06,,3栋903\n", everything="new")
    assert [(c.key, c.old, c.new) for c in found.plan.changed[0].cells] == [
        ("address", "广重一街3栋802", "广重一街3栋903")
    ]
    finish(found)
    moved = Resident.objects.get(pk=kept.tenant.pk)
    assert moved.household.address == "广重一街3栋903"
    assert moved.entries.latest("pk").values == {"address": "广重一街3栋903"}


def test_refused_rows_keep_their_line_and_reason(cast, kept, now, wizard, finish):
    with override("en"):
        done = finish(wizard(HEADINGS + "演示一、演示二,,,,3栋801\n演示三,,,,3栋901\n"))
    line, reason, cells = done.refused[0]
    assert (line, cells[0], done.report["refused"], done.report["new"]) == (2, "演示一、演示二", 1, 1)
    assert "Several persons" in reason


def test_the_columns_are_remembered_by_their_headings(cast, now, wizard):
    text = "名讳,性别\n演示新人,女\n"
    run = begin_import(cast.worker, cast.here, file=upload(text), now=now)
    assert [c.key for c in columns_of(cast.worker, run)] == ["", "sex"]
    map_columns(cast.worker, run, columns={"名讳": "name", "性别": ""}, now=now)
    again = begin_import(cast.worker, cast.here, file=upload(text), now=now)
    assert [c.key for c in columns_of(cast.worker, again)] == ["name", ""]


def test_a_column_cannot_be_two_fields_and_somebody_must_hold_the_names(cast, now):
    run = begin_import(cast.worker, cast.here, file=upload("姓名,别名\n演示,演示\n"), now=now)
    with pytest.raises(Invalid):
        map_columns(cast.worker, run, columns={"姓名": "name", "别名": "name"}, now=now)
    with pytest.raises(Invalid):
        map_columns(cast.worker, run, columns={"姓名": "", "别名": ""}, now=now)


def test_a_dropped_file_is_deleted_and_nothing_was_changed(cast, now, wizard, django_capture_on_commit_callbacks):
    found = wizard(HEADINGS + "演示新人,女,,,\n")
    path = path_of(found.run.file)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        drop_import(cast.worker, found.run, now=now)
    assert not path.exists()
    assert not Resident.objects.exists()
    with pytest.raises(Missing):
        finish_import(cast.worker, found.run, found.reading, now=now)


def test_a_file_nobody_finishes_goes_after_its_days(cast, now, wizard, django_capture_on_commit_callbacks):
    found = wizard(HEADINGS + "演示新人,女,,,\n")
    path = Path(path_of(found.run.file))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_files(HOUSE, now=now.replace(month=12, day=10)) == 1
    assert not path.exists()
    assert ImportRun.objects.get().state == "dropped"


@pytest.mark.parametrize(
    "who", ["resident", "other_worker", "coordinator", "administrator", "auditor", "street_officer"]
)
def test_nobody_else_reads_files_in(cast, now, who):
    with pytest.raises(NotYours):
        begin_import(getattr(cast, who), cast.here, file=upload(HEADINGS), now=now)


def test_pictures_and_word_files_are_refused(cast, now):
    with pytest.raises(Invalid):
        begin_import(cast.worker, cast.here, file=upload("x", "台账.docx"), now=now)


def test_a_thousand_rows_cost_no_more_queries_than_ten(cast, now, wizard):
    def cost(first: int, count: int) -> int:
        lines = "".join(f"演示{n},男,1958-03-01,,3栋{n}\n" for n in range(first, first + count))
        found = wizard(
            HEADINGS.replace("姓名", "序号,姓名")
            + "".join(f"{n},{line}" for n, line in enumerate(lines.splitlines(keepends=True))).replace("演示", "演示人")
        )
        with CaptureQueriesContext(connection) as asked:
            finish_import(cast.worker, found.run, found.reading, now=now)
        return len(asked)

    assert cost(100, 10) == cost(2000, 400)


def test_what_counts_now_follows_from_the_entries(cast, kept, now, wizard, finish):
    finish(
        wizard(
            HEADINGS + "演示老太,女,1941.3,13900139000,3栋903\n演示新人,女,1970.5,,3栋901\n",
            everything="new",
            alike={"2": str(kept.grandmother.pk)},
        )
    )
    for record in [*Resident.objects.all(), *Household.objects.all()]:
        values: dict = {}
        for entry in record.entries.order_by("at", "pk"):
            values = fold(values, entry.values)
        values.pop("address", None)
        assert values == record.values
    assert len(rows(cast.worker, cast.here, ["name"], purpose="核对", now=now)) == 4
