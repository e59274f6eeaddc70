"""What comes in by a file lies sealed: the file, the rows that could not be taken; of these only columns that somebody chose."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from linli.base.actors import HOUSE
from linli.records.actions import begin_import, finish_import, forget_old_files, map_columns
from linli.records.imports.files import opened, path_of
from linli.records.models import ImportRun, RememberedMapping
from linli.records.queries.imports import columns_of, ground_of, read_run

NUMBER = "440105196003011247"
TEXT = f"姓名,地址,电话,身份证号\n,3栋801,13800138000,{NUMBER}\n演示新人,3栋802,13800138001,{NUMBER}\n"
COLUMNS = {"姓名": "name", "地址": "address", "电话": "telephone", "身份证号": ""}


def begun(cast, now, text=TEXT, name="台账.csv"):
    return begin_import(cast.worker, cast.here, file=SimpleUploadedFile(name, text.encode()), now=now)


@pytest.fixture
def done(cast, now):
    run = map_columns(cast.worker, begun(cast, now), columns=COLUMNS, now=now)
    return finish_import(cast.worker, run, read_run(cast.worker, run, ground_of(cast.here), now=now), now=now)


def everything_kept() -> str:
    return str(list(ImportRun.objects.values())) + str(list(RememberedMapping.objects.values()))


def test_a_file_that_waits_is_sealed_and_is_read_again(cast, now):
    run = begun(cast, now)
    kept = path_of(run.file).read_bytes()
    assert NUMBER.encode() not in kept
    assert "演示".encode() not in kept
    assert opened(run.file).data == TEXT.encode()
    assert [c.heading for c in columns_of(cast.worker, run)] == list(COLUMNS)


def test_of_a_refused_row_the_columns_that_were_chosen_are_kept_sealed(done):
    assert [(line, cells) for line, _reason, cells in done.refused] == [(2, ["", "3栋801", "13800138000"])]
    assert done.refused_headings == ["姓名", "地址", "电话"]
    assert NUMBER not in everything_kept()
    assert "13800138000" not in everything_kept()


def test_refused_rows_are_handed_back_as_a_file_to_whoever_keeps_the_records(done, visit):
    from io import BytesIO

    answer = visit("worker").get(f"/desk/records/import/{done.pk}/refused.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert (rows[0][2:], rows[1][2:]) == (("姓名", "地址", "电话"), (None, "3栋801", "13800138000"))


def test_refused_rows_are_forgotten_after_their_days(done, now):
    forget_old_files(HOUSE, now=now + timedelta(days=60))
    assert ImportRun.objects.get().refused == []


def test_the_first_person_of_a_file_without_headings_is_not_remembered_as_its_headings(cast, now):
    run = begun(cast, now, f"测试甲,{NUMBER},男\n测试乙,{NUMBER},女\n")
    run = map_columns(cast.worker, run, columns={"测试甲": "name", NUMBER: "", "男": "sex"}, now=now)
    finish_import(cast.worker, run, read_run(cast.worker, run, ground_of(cast.here), now=now), now=now)
    assert NUMBER not in everything_kept()
    assert "测试甲" not in everything_kept()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"1,2\n3,4\n"),
        ("a.xlsx", b"PK\x03\x04nonsense"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99),
        ("a.csv", b""),
    ],
    ids=["no headings", "no zip", "no book", "nothing"],
)
def test_a_file_that_cannot_be_read_says_so_and_can_be_dropped(cast, now, visit, name, content):
    run = begin_import(cast.worker, cast.here, file=SimpleUploadedFile(name, content), now=now)
    worker, page = visit("worker"), f"/desk/records/import/{run.pk}/"
    assert worker.get(page, follow=True).status_code == 200
    assert worker.get(f"{page}columns/").status_code == 200
    assert worker.post(page, {"do": "drop"}).status_code == 302
    assert ImportRun.objects.get().state == "dropped"


def test_a_file_whose_key_is_lost_can_be_dropped(cast, now, visit, settings):
    run = begun(cast, now)
    path_of(run.file).write_bytes(b"sealed by nobody")
    worker, page = visit("worker"), f"/desk/records/import/{run.pk}/"
    assert worker.get(page, follow=True).status_code in {200, 409}
    assert worker.post(page, {"do": "drop"}).status_code == 302
