"""The operator's verbs on a real data folder: demonstration, backup, damage, restore, doctor, worker."""

import signal
import subprocess
import tarfile
import time

import pytest
from tests.house import BIN, House

COUNT = "SELECT count(*) FROM casework_case"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    made = House(tmp_path_factory.mktemp("operated"))
    made("migrate", "-v0")
    made("demo", "--cases", 6)
    return made


def spoil(house: House) -> None:
    house("shell", "-c", "from linli.casework.models import Willing; Willing.objects.all().delete()")
    (house.data / "uploads").mkdir(exist_ok=True)
    (house.data / "uploads" / "later.txt").write_text("later")


def test_the_demonstration_loads_once_and_names_its_accounts(house):
    assert house.ask(COUNT) == 6
    assert "worker" in house("demo-accounts")
    house("demo", "--if-empty")
    assert "只能装入空的系统" in house("demo", code=1)
    assert house.ask(COUNT) == 6


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
    house("restore", file, code=1)
    house("restore", file, "--replace")
    assert house.ask("SELECT count(*) FROM casework_willing") == willing > 0
    assert (uploads / "kept.jpg").read_bytes() == b"picture"
    assert not (house.data / "uploads" / "later.txt").exists()


def test_a_damaged_backup_changes_nothing(house, tmp_path):
    file, damaged = tmp_path / "good.tar.gz", tmp_path / "bad.tar.gz"
    house("backup", file)
    with tarfile.open(file) as good, tarfile.open(damaged, "w:gz") as bad:
        for part in good:
            kept = good.extractfile(part).read()
            if part.name.startswith("keys/"):
                kept = b"x" * part.size
            path = tmp_path / "part"
            path.write_bytes(kept)
            bad.add(path, part.name)
    house("restore", damaged, "--replace", code=1)
    (tmp_path / "nothing.tar.gz").write_bytes(b"nothing")
    house("restore", tmp_path / "nothing.tar.gz", "--replace", code=1)
    assert house.ask(COUNT) == 6


def test_the_doctor_finds_keys_that_others_can_read(house):
    house("doctor")
    key = next((house.data / "keys").iterdir())
    key.chmod(0o644)
    assert "chmod 600" in house("doctor", code=1)
    key.chmod(0o600)


def test_one_worker_works_and_ends_when_told(house):
    first = subprocess.Popen([BIN / "linli", "worker"], env=house.env)
    lock = house.data / "worker.lock"
    for _wait in range(100):
        if lock.exists():
            break
        time.sleep(0.1)
    time.sleep(1)
    house("worker", code=1)
    first.send_signal(signal.SIGTERM)
    assert first.wait(20) == 0
    assert "casework.climb: done" in house("tick", "casework.climb")
    house("tick", "no.such.job", code=1)
