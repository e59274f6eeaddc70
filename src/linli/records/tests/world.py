"""What the tests that go over the whole house need of this room."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from linli.records.actions import (
    add_resident,
    ask_correction,
    begin_import,
    decide,
    finish_import,
    link_person,
    map_columns,
)
from linli.records.imports.reading import headings_and_keys
from linli.records.queries.imports import columns_of, ground_of, read_run

TEXT = "姓名,性别,出生日期,联系电话,住址\n演示老太,女,1941.3,13900139000,3栋801\n演示老泰,女,,,3栋801\n演示新人,男,1958.3,,3栋903\n演示一、演示二,,,,\n"


def world(cast: Any, now: Any) -> dict[str, Any]:
    values = {"name": "演示老太", "sex": "女", "birth_date": "1941-03", "telephone": "13800138000", "lives_alone": "是"}
    old = add_resident(cast.worker, cast.here, values=values, address="3栋801", now=now)
    own = add_resident(
        cast.worker, cast.here, values={"name": "居民甲", "telephone": "13800138001"}, address="3栋802", now=now
    )
    link_person(cast.worker, own, cast.keys["resident"], now=now)
    wish = ask_correction(cast.resident, own, field="telephone", text="号码换了", now=now)
    waiting, done = _run(cast, now, TEXT), _run(cast, now, "姓名,性别\n演示三,女\n（无名）,男\n")
    finish_import(cast.worker, done, read_run(cast.worker, done, ground_of(cast.here), now=now), now=now)
    return {
        "records_resident": old.pk,
        "records_household": old.household_id,
        "records_wish": wish.pk,
        "records_run": waiting.pk,
        "records_done": done.pk,
        "records_county": cast.county.pk,
    }


def _run(cast: Any, now: Any, text: str) -> Any:
    run = begin_import(cast.worker, cast.here, file=SimpleUploadedFile("演示台账.csv", text.encode()), now=now)
    run = map_columns(cast.worker, run, columns=headings_and_keys(columns_of(cast.worker, run)), now=now)
    return decide(cast.worker, run, now=now)


PAGES: dict[str | None, tuple[str, ...]] = {
    "worker": (
        "/desk/records/",
        "/desk/records/new/",
        "/desk/records/export/",
        "/desk/records/duplicates/",
        "/desk/records/import/",
        "/desk/records/residents/{records_resident}/",
        "/desk/records/households/{records_household}/",
        "/desk/records/import/{records_run}/columns/",
        "/desk/records/import/{records_run}/differences/",
        "/desk/records/import/{records_done}/",
    ),
    "chair": ("/settings/records/", "/desk/records/openings/"),
    "coordinator": ("/settings/records/",),
    "resident": ("/me/record/",),
}

LISTS: list[tuple[str | None, str]] = [
    ("worker", "/desk/records/"),
    ("worker", "/desk/records/?q=yanshi&age_from=60&mark=lives_alone"),
    ("worker", "/desk/records/duplicates/"),
    ("worker", "/desk/records/import/"),
    ("worker", "/desk/records/import/{records_run}/differences/"),
    ("chair", "/desk/records/openings/"),
    ("chair", "/settings/records/"),
    ("resident", "/me/record/"),
]
