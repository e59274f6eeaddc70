"""The operator's verbs on a real data folder: demonstration, backup, damage, restore, doctor, worker."""

import contextlib
import hashlib
import io
import json
import shutil
import signal
import sqlite3
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest
from tests.house import BIN, House
from tests.post_office import open_post_office

from linli.base.errors import Invalid
from linli.site import backups

COUNT = "SELECT count(*) FROM casework_case"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    made = House(tmp_path_factory.mktemp("operated"))
    made("demo", "--cases", 6)
    return made


def spoil(house: House) -> None:
    house("shell", "-c", "from linli.casework.models import Willing; Willing.objects.all().delete()")
    with opened(house) as there:
        there.execute("CREATE TABLE casework_younger (id integer PRIMARY KEY)")
        there.commit()
    (house.data / "uploads").mkdir(exist_ok=True)
    (house.data / "uploads" / "later.txt").write_text("later")


def opened(house: House) -> contextlib.AbstractContextManager:
    """The database as somebody else has it open."""
    there = psycopg.connect(house.database) if house.database else sqlite3.connect(house.data / "linli.sqlite3")
    there.execute("SELECT count(*) FROM casework_case").fetchone()
    return contextlib.closing(there)


def test_the_demonstration_loads_once_and_names_its_accounts(house):
    assert house.ask(COUNT) == 6
    assert "worker" in house("demo-accounts")
    house("demo", "--if-empty")
    assert "只能装入空的系统" in house("demo", code=1)
    assert house.ask(COUNT) == 6


@pytest.mark.once
def test_help_names_our_verbs_first_each_in_a_line(house):
    ours, _django, theirs = house("--help").partition("Django's own:")
    verbs = [line.split()[0] for line in ours.splitlines() if line.startswith("  ")]
    assert {"backup", "restore", "doctor", "worker", "tick", "import-cases", "import-divisions"} <= set(verbs)
    assert verbs == sorted(verbs)
    assert {"migrate", "shell"} <= set(theirs.replace(",", " ").split())


def test_a_backup_brings_back_what_was(house, tmp_path):
    uploads = house.data / "uploads" / "casework"
    uploads.mkdir(parents=True, exist_ok=True)
    (uploads / "kept.jpg").write_bytes(b"picture")
    willing = house.ask("SELECT count(*) FROM casework_willing")
    file = tmp_path / "linli.tar.gz"
    house("backup", file)
    assert file.stat().st_mode & 0o077 == 0
    spoil(house)
    assert house.ask("SELECT count(*) FROM casework_willing") == 0
    assert "--replace" in house("restore", file, code=1)
    with opened(house):
        assert "正在使用" in house("restore", file, "--replace", code=1)
    house("restore", file, "--replace")
    assert house.ask("SELECT count(*) FROM casework_willing") == willing > 0
    with pytest.raises((psycopg.Error, sqlite3.Error)):
        house.ask("SELECT count(*) FROM casework_younger")
    assert (uploads / "kept.jpg").read_bytes() == b"picture"
    assert not (house.data / "uploads" / "later.txt").exists()
    assert (house.data / "keys").stat().st_mode & 0o077 == 0


@pytest.fixture(scope="module")
def good(house, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "good.tar.gz"
    house("backup", file)
    return file


@pytest.mark.once
def test_a_backup_tells_what_is_in_it(house, good):
    with tarfile.open(good) as archive:
        parts = {part.name: hashlib.sha256(archive.extractfile(part).read()).hexdigest() for part in archive}
        told = json.load(archive.extractfile("manifest.json"))
    del parts["manifest.json"]
    assert told["parts"] == parts
    assert "keys/secret" in parts
    assert told["version"] == version("linli")
    assert "casework.0001_initial" in told["migrations"]
    assert "已经存在" in house("backup", good, code=1)


@pytest.mark.once
def test_a_damaged_backup_changes_nothing(house, good, tmp_path):
    damaged = tmp_path / "bad.tar.gz"
    rewrite(good, damaged, lambda name, content: b"x" * len(content) if name == "keys/secret" else content)
    assert "keys/secret" in house("restore", damaged, "--replace", code=1)
    assert house.ask(COUNT) == 6


def rewrite(source: Path, to: Path, change: Callable[[str, bytes], bytes], **added: bytes) -> None:
    """The same archive with other contents, and parts added."""
    with tarfile.open(source) as old, tarfile.open(to, "w:gz") as new:
        parts = {part.name: change(part.name, old.extractfile(part).read()) for part in old}
        for name, content in (parts | added).items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            new.addfile(about, io.BytesIO(content))


def told_otherwise(**other: object) -> Callable[[str, bytes], bytes]:
    return lambda name, content: (
        json.dumps(json.loads(content) | other).encode() if name == "manifest.json" else content
    )


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


NO_BACKUPS = {
    "a part more": (lambda good, bad: rewrite(good, bad, told_otherwise(), **{"keys/other": b"x"}), "keys/other"),
    "a newer one": (lambda good, bad: rewrite(good, bad, told_otherwise(migrations=["casework.9999_later"])), "更新"),
    "a newer kind": (lambda good, bad: rewrite(good, bad, told_otherwise(format=99)), "更新"),
    "another database": (lambda good, bad: rewrite(good, bad, told_otherwise(database="oracle")), "oracle"),
    "no manifest": (lambda good, bad: rewrite(good, bad, lambda _name, _content: b""), "损坏"),
    "half a file": (lambda good, bad: (shutil.copy(good, bad), cut_off(bad)), "损坏"),
    "no archive": (lambda _good, bad: bad.write_bytes(b"nothing"), "损坏"),
    "nothing at all": (lambda _good, _bad: None, "损坏"),
}


@pytest.mark.once
@pytest.mark.parametrize(("spoil_file", "word"), NO_BACKUPS.values(), ids=NO_BACKUPS.keys())
def test_what_is_no_backup_is_known_before_anything_is_touched(good, tmp_path, spoil_file, word):
    bad, folder = tmp_path / "bad.tar.gz", tmp_path / "unpacked"
    folder.mkdir()
    spoil_file(good, bad)
    with pytest.raises(Invalid, match=word):
        backups._unpack(bad, folder)


LINK, DEVICE, FOLDER = tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE
HOSTILE = {
    "an absolute path": {"name": "{outside}/taken"},
    "a way up": {"name": "uploads/../../outside/taken"},
    "a way up from the top": {"name": "../outside/taken"},
    "a name of nothing": {"name": ""},
    "a file beside ours": {"name": "linli.sqlite3"},
    "a folder's name for a file": {"name": "uploads"},
    "a detour": {"name": "uploads//taken"},
    "a link out": {"name": "uploads/taken", "type": LINK, "linkname": "{outside}"},
    "a link to a key": {"name": "uploads/taken", "type": tarfile.LNKTYPE, "linkname": "keys/secret"},
    "a device": {"name": "uploads/taken", "type": DEVICE},
    "a pipe": {"name": "uploads/taken", "type": tarfile.FIFOTYPE},
    "a folder": {"name": "uploads/taken", "type": FOLDER},
    "the same twice": {"name": "keys/secret"},
}


@pytest.mark.once
@pytest.mark.parametrize("member", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_archive_writes_nothing_outside_and_is_no_backup(good, tmp_path, member):
    bad, folder, outside = tmp_path / "bad.tar.gz", tmp_path / "unpacked", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    with tarfile.open(good) as old, tarfile.open(bad, "w:gz") as new:
        for part in old:
            new.addfile(part, old.extractfile(part))
        about = tarfile.TarInfo()
        for name, value in member.items():
            setattr(about, name, value.format(outside=outside) if isinstance(value, str) else value)
        new.addfile(about)
    with pytest.raises(Invalid, match="损坏"):
        backups._unpack(bad, folder)
    assert list(outside.iterdir()) == []
    assert [path for path in folder.rglob("*") if path.is_symlink()] == []


@pytest.mark.once
def test_a_link_that_was_laid_first_is_not_written_through(good, tmp_path):
    bad, folder, outside = tmp_path / "bad.tar.gz", tmp_path / "unpacked", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    with tarfile.open(bad, "w:gz") as new:
        link = tarfile.TarInfo("uploads")
        link.type, link.linkname = LINK, str(outside)
        new.addfile(link)
        through = tarfile.TarInfo("uploads/taken")
        through.size = 1
        new.addfile(through, io.BytesIO(b"x"))
    with pytest.raises(Invalid, match="损坏"):
        backups._unpack(bad, folder)
    assert list(outside.iterdir()) == []


@pytest.mark.once
@pytest.mark.parametrize(
    "told",
    [b"[]", b"null", b"7", b"{}", b'{"parts": []}', b"[" * 100_000],
    ids=["a list", "nothing", "a number", "empty", "parts in a list", "a well"],
)
def test_a_manifest_of_another_shape_is_no_backup(good, tmp_path, told):
    bad, folder = tmp_path / "bad.tar.gz", tmp_path / "unpacked"
    folder.mkdir()
    rewrite(good, bad, lambda name, content: told if name == "manifest.json" else content)
    with pytest.raises(Invalid, match="损坏"):
        backups._unpack(bad, folder)


@pytest.mark.once
@pytest.mark.parametrize(
    "other", [{"format": "1"}, {"parts": {"keys/secret": 1}}, {"migrations": [1]}, {"migrations": "x"}]
)
def test_a_manifest_with_values_of_another_kind_is_no_backup(good, tmp_path, other):
    bad, folder = tmp_path / "bad.tar.gz", tmp_path / "unpacked"
    folder.mkdir()
    rewrite(good, bad, told_otherwise(**other))
    with pytest.raises(Invalid, match="损坏"):
        backups._unpack(bad, folder)


@pytest.mark.once
def test_a_rotten_database_is_not_copied_over_the_good_ones(house, tmp_path):
    rotten = House(tmp_path)
    with (tmp_path / "linli.sqlite3").open("r+b") as file:
        root = int(rotten.ask("SELECT rootpage FROM sqlite_master WHERE name = 'casework_case'"))
        file.seek((root - 1) * int(rotten.ask("PRAGMA page_size")))
        file.write(b"\xff" * 600)
    assert "损坏" in rotten("backup", tmp_path / "rotten.tar.gz", code=1)
    assert not (tmp_path / "rotten.tar.gz").exists()
    assert "损坏" in rotten("doctor", code=1)


def test_a_backup_without_keys_keeps_those_that_lie_here_and_says_what_is_needed_elsewhere(house, tmp_path):
    file = tmp_path / "open.tar.gz"
    house("shell", "-c", "from linli.site.keys import refuse_other_keys; refuse_other_keys()")
    house("backup", file, "--without-keys")
    with tarfile.open(file) as archive:
        assert not [name for name in archive.getnames() if name.startswith("keys")]
    kept = {key.name: key.read_bytes() for key in (house.data / "keys").iterdir()}
    assert "LINLI_RECORDS_KEY" not in house("restore", file, "--replace")
    assert {key.name: key.read_bytes() for key in (house.data / "keys").iterdir()} == kept
    shutil.rmtree(house.data / "keys")
    assert "LINLI_RECORDS_KEY" in house("restore", file, "--replace")
    assert "records" in house("worker", code=1)
    shutil.rmtree(house.data / "keys")
    (house.data / "keys").mkdir(mode=0o700)
    for name, key in kept.items():
        (house.data / "keys" / name).write_bytes(key)
        (house.data / "keys" / name).chmod(0o600)


@pytest.mark.once
def test_nothing_is_not_backed_up(tmp_path_factory, tmp_path):
    empty = House(tmp_path_factory.mktemp("empty"))
    (empty.data / "linli.sqlite3").unlink()
    assert "没有可备份的内容" in empty("backup", tmp_path / "nothing.tar.gz", code=1)
    assert not (tmp_path / "nothing.tar.gz").exists()


@pytest.mark.once
def test_a_backup_into_a_folder_that_is_not_there_is_refused(house, tmp_path):
    assert "无法写入" in house("backup", tmp_path / "nowhere" / "linli.tar.gz", code=1)


@pytest.mark.once
def test_the_doctor_finds_keys_that_others_can_read(house):
    house("doctor")
    key = next((house.data / "keys").iterdir())
    key.chmod(0o644)
    assert "chmod 600" in house("doctor", code=1)
    key.chmod(0o600)


@contextlib.contextmanager
def working(house: House, **env: str) -> Iterator[subprocess.Popen]:
    """A worker, as its own process."""
    worker = subprocess.Popen([BIN / "linli", "worker"], env=house.env | env)
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def succeeded(house: House, key: str) -> bool:
    return bool(house.ask(f"SELECT count(*) FROM site_jobrun WHERE key = '{key}' AND succeeded_at IS NOT NULL"))  # noqa: S608  a key of ours


def test_a_second_worker_waits_for_its_turn_and_takes_it(house):
    with working(house) as first:
        until(lambda: succeeded(house, "casework.climb"))
        with working(house) as second:
            time.sleep(2)
            assert second.poll() is None
            assert "已经有" in house("tick", code=1)
            first.send_signal(signal.SIGKILL)
            first.wait()
            house.change("DELETE FROM site_jobrun")
            until(lambda: succeeded(house, "casework.climb"))
            second.send_signal(signal.SIGTERM)
            assert second.wait(10) == 0
    assert "casework.climb: done" in house("tick", "casework.climb")
    house("tick", "no.such.job", code=1)


def test_a_mail_server_that_hangs_stops_no_clock_and_the_worker_ends_within_ten_seconds(house):
    house(
        "shell",
        "-c",
        "from linli.notices.models import Delivery; from django.utils.timezone import now; "
        "Delivery.objects.create(kind='test', address='a@example.org', subject='a', body='b', created_at=now(), next_attempt_at=now())",
    )
    house.change("DELETE FROM site_jobrun")
    with open_post_office(hangs=True) as office:
        mail = {"LINLI_SMTP_HOST": "127.0.0.1", "LINLI_SMTP_PORT": str(office.port)}
        with working(house, **mail) as worker:
            until(lambda: office.connections)
            until(lambda: succeeded(house, "ballots.close") and succeeded(house, "casework.climb"))
            assert not succeeded(house, "notices.send")
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(10) == 0
