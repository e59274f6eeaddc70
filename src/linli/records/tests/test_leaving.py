"""Files that somebody began to read into the records and cannot finish."""

from django.core.files.uploadedfile import SimpleUploadedFile

from linli.notices.models import Notice
from linli.people.actions import end_role, erase_me
from linli.people.models import Role
from linli.records.actions import begin_import, drop_import


def begun(cast, now, *, by="worker"):
    file = SimpleUploadedFile("演示台账.csv", "姓名,性别\n演示三,女\n".encode())
    return begin_import(getattr(cast, by), cast.here, file=file, now=now)


def told(cast, who: str) -> int:
    return Notice.objects.filter(person=cast.keys[who], kind="records.import.left").count()


def test_a_half_read_file_is_anybodys_when_its_reader_is_erased(cast, now):
    run, other = begun(cast, now), begun(cast, now, by="chair")
    erase_me(cast.worker, now=now)
    run.refresh_from_db()
    other.refresh_from_db()
    assert (run.by_id, other.by_id) == (None, cast.keys["chair"])
    assert (run.state, told(cast, "chair"), told(cast, "worker")) == ("open", 1, 0)
    assert drop_import(cast.chair, run, now=now).state == "dropped"


def test_a_file_that_was_dropped_is_nobodys_concern(cast, now):
    run = drop_import(cast.worker, begun(cast, now), now=now)
    erase_me(cast.worker, now=now)
    run.refresh_from_db()
    assert (run.by_id, told(cast, "chair")) == (cast.keys["worker"], 0)


def test_it_stays_with_who_keeps_records_in_another_role(cast, now):
    Role.objects.create(
        person_id=cast.keys["worker"], kind="mediator", division=cast.here.division, from_date="2026-01-01"
    )
    run = begun(cast, now)
    for kind, left in (("mediator", cast.keys["worker"]), ("community_worker", None)):
        end_role(cast.chair, Role.objects.get(person=cast.keys["worker"], kind=kind), now=now)
        run.refresh_from_db()
        assert run.by_id == left
    assert told(cast, "chair") == 1
