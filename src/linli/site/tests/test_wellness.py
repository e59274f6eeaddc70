"""What the doctor finds."""

import socket
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.post_office import open_post_office

from linli.base.actors import HOUSE
from linli.base.errors import Refused
from linli.notices.models import Delivery
from linli.site import checkup, keys, wellness
from linli.site.actions import mark_keys, note_begun, note_ended
from linli.site.wellness import look_around

OPEN = {"HOSTS": ["linli.example"], "HTTPS": True, "PROXIES": 1, "DEBUG": False, "DEMO": False}


@pytest.fixture(scope="module")
def office():
    with open_post_office() as office:
        yield office


@pytest.fixture
def look(db, settings, tmp_path, office):
    """Look around a house that is served to the world, with some settings other than they should be."""
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", office.port, False

    def look(**changed) -> tuple[list[str], list[str]]:
        settings.DATA = tmp_path
        (tmp_path / "keys").mkdir(mode=0o700, exist_ok=True)
        (tmp_path / "keys" / "secret").touch(0o600)
        for name, value in (OPEN | changed).items():
            setattr(settings, name, value)
        found = list(look_around())
        return [f.text for f in found if f.is_wrong], [f.text for f in found if not f.is_good and not f.is_wrong]

    return look


def test_a_house_in_order_has_nothing_wrong(look):
    wrong, advice = look()
    assert wrong == []
    assert not [text for text in advice if "LINLI_SMTP_HOST" in text]
    assert any("linli backup" in text for text in advice)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"HTTPS": False}, "LINLI_HTTPS"),
        ({"DEBUG": True}, "LINLI_DEBUG"),
        ({"DEMO": True}, "LINLI_DEMO"),
        ({"PROXIES": 0}, "LINLI_PROXIES"),
    ],
)
def test_what_must_not_stand_open_to_the_world_is_wrong(look, changed, word):
    wrong, _advice = look(**changed)
    assert len(wrong) == 1
    assert word in wrong[0]


def test_on_this_machine_alone_nothing_of_that_is_wrong(look):
    assert look(HOSTS=[], HTTPS=False, DEMO=True)[0] == []


def test_keys_that_others_can_read_are_wrong(look, tmp_path):
    look()
    (tmp_path / "keys" / "secret").chmod(0o640)
    wrong, _advice = look()
    assert [str(tmp_path / "keys") in text for text in wrong] == [True]


def test_a_full_disk_a_silent_mail_and_an_absent_worker_are_advice(look, monkeypatch):
    monkeypatch.setattr(wellness, "ROOM_BYTES", 2**70)
    wrong, advice = look(EMAIL_HOST="")
    assert wrong == []
    for word in ("LINLI_SMTP_HOST", "linli worker", " MB"):
        assert any(word in text for text in advice), word


def test_a_folder_of_somebody_else_is_wrong(look, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    wrong, _advice = look()
    assert len(wrong) == 1


def test_a_machine_without_pango_is_told_what_cannot_be_made_and_how_to_get_it(look, monkeypatch):
    def cannot(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("linli.base.machine.CDLL", cannot)
    _wrong, advice = look()
    for word in ("选票", "libpango-1.0-0", "libharfbuzz-subset0"):
        assert any(word in text and "apt-get install" in text for text in advice), word


def taken_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_mail_is_tried_and_a_server_that_is_not_there_is_wrong(look, settings):
    assert "127.0.0.1" in look(EMAIL_PORT=taken_port())[0][0]


@pytest.mark.parametrize("way", [{"hangs": True}, {"drips": True}])
def test_a_mail_server_that_hangs_is_found_out_within_its_time(look, monkeypatch, way):
    monkeypatch.setattr(checkup, "MAIL_SECONDS", 0.4)
    begun = time.monotonic()
    with open_post_office(**way) as slow:
        assert len(look(EMAIL_PORT=slow.port)[0]) == 1
    assert time.monotonic() - begun < 4


def test_no_room_to_write_is_wrong(look, monkeypatch):
    monkeypatch.setattr(checkup, "LEAST_FREE_BYTES", 2**70)
    assert [" MB" in text for text in look()[0]] == [True]


def test_data_that_others_can_read_are_wrong(look, tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "linli.sqlite3").touch()
    (tmp_path / "linli.sqlite3").chmod(0o644)
    assert ["chmod 700" in text for text in look()[0]] == [True]


def test_a_fresh_backup_is_good_and_one_of_last_week_is_named(look):
    now = timezone.localtime()
    backed_up(now - timedelta(days=7))
    assert any(f"{now - timedelta(days=7):%Y-%m-%d}" in text for text in look()[1])
    backed_up(now - timedelta(hours=20))
    assert not any("linli backup" in text or f"{now:%Y}" in text for text in look()[1])


def backed_up(day) -> None:
    note_begun(HOUSE, checkup.BACKUP, now=day)
    note_ended(HOUSE, checkup.BACKUP, now=day)


def test_a_job_that_fails_again_and_again_and_one_that_did_not_run_are_wrong(look):
    now = timezone.localtime()
    for _time in range(3):
        note_begun(HOUSE, "casework.climb", now=now)
        note_ended(HOUSE, "casework.climb", now=now, error="OperationalError")
    for key in ("ballots.close", "casework.warn"):
        note_begun(HOUSE, key, now=now - timedelta(hours=3) if key == "ballots.close" else now)
        note_ended(HOUSE, key, now=now)
    [wrong] = look()[0]
    assert "casework.climb (OperationalError), ballots.close" in wrong
    assert "casework.warn" not in wrong


def test_messages_that_were_given_up_this_week_are_counted(look):
    now = timezone.localtime()
    for days in (1, 2, 8):
        Delivery.objects.create(
            kind="x", address="a", subject="", body="", state="given_up", created_at=now - timedelta(days=days)
        )
    assert any(("2" in text and "消息" in text) or "2 messages" in text for text in look()[1])


def test_a_database_of_other_keys_is_refused_and_named(look, settings):
    keys.refuse_other_keys()
    keys.refuse_other_keys()
    settings.RECORDS_KEYS = ["another key"]
    with pytest.raises(Refused, match="records"):
        keys.refuse_other_keys()
    assert ["records" in text for text in look()[0]] == [True]
    keys.accept_keys()
    keys.refuse_other_keys()


def test_a_new_key_that_knows_the_old_one_is_taken_for_the_databases_own(db, settings):
    keys.refuse_other_keys()
    settings.RECORDS_KEYS = ["a new key", *settings.RECORDS_KEYS]
    keys.refuse_other_keys()
    settings.RECORDS_KEYS = ["a new key"]
    keys.refuse_other_keys()


def test_a_mark_tells_nothing_of_its_key(settings):
    assert not any(key in mark for mark in keys.marks().values() for key in (settings.SECRET_KEY, settings.MFA_KEY))


def test_nobody_but_the_house_marks_keys(cast):
    with pytest.raises(Refused):
        mark_keys(cast.administrator, {}, now=timezone.localtime())
