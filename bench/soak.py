"""A house under load whose processes are killed, whose power is cut, whose disk is full: acknowledged against stored."""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.power import can_cut, cut, disk, mount, run

from .soak_house import Keeping, Postgres, Soaked
from .soak_load import Load

MEGABYTES = 600


@dataclass
class Row:
    database: str
    fault: str
    rounds: int
    acknowledged: int
    lost: int
    half: int
    refused: int
    note: str = ""

    def __str__(self) -> str:
        return f"| {self.database} | {self.fault} | {self.rounds} | {self.acknowledged} | {self.lost} | {self.half} | {self.refused} | {self.note} |"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=12, help="kills, over both databases")
    asked.add_argument("--cuts", type=int, default=2, help="power cuts, over both databases")
    asked.add_argument("--seconds", type=float, default=1.0, help="of load between two faults")
    asked.add_argument("--databases", default="sqlite,postgres")
    told = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_unused: sys.exit(143))  # so that disks and databases are cleared away
    databases = [d for d in told.databases.split(",") if d == "sqlite" or Postgres.is_here()]
    rows: list[Row] = []
    for number, database in enumerate(databases):
        share = [n // len(databases) + (number < n % len(databases)) for n in (told.rounds, told.cuts)]
        folder = Path(tempfile.mkdtemp(prefix="linli-soak-"))
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        try:
            with place(folder) as data:
                rows += soak(database, folder, data, *share, seconds=told.seconds)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(
        "\n| database | fault | rounds | acknowledged | lost | half | refused | |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    print(*rows, sep="\n")
    sys.exit(1 if any(row.lost or row.half for row in rows) else 0)


@contextlib.contextmanager
def place(folder: Path) -> Iterator[Path]:
    if can_cut():
        with disk(folder, "data", MEGABYTES) as there:
            there.chmod(0o755)
            yield there
    else:
        print("no root or no loop device: no power cuts, no full disk")
        (folder / "data").mkdir()
        yield folder / "data"


def soak(database: str, folder: Path, data: Path, kills: int, cuts: int, *, seconds: float) -> list[Row]:
    house = Soaked(database, data)
    rows: list[Row] = []
    try:
        begun = time.monotonic()
        house.set_up()
        print(f"{database}: set up in {time.monotonic() - begun:.0f} s", flush=True)
        keeping = Keeping(house)
        try:
            with Load(house.port) as load:
                rows.append(killed(house, keeping, load, kills, seconds))
                if can_cut():
                    rows.append(power_cut(house, folder, load, cuts, seconds))
                    rows.append(filled(house, data, load))
                rows.append(stalled(house, load))
            if can_cut():
                rows.append(read_only(house, keeping, data))
        finally:
            keeping.end()
    finally:
        house.tear_down()
    return rows


def killed(house: Soaked, keeping: Keeping, load: Load, kills: int, seconds: float) -> Row:
    """One process after the other, by kill -9; whoever keeps them starts them again."""
    victims = ["web", "worker", "web", "database" if house.postgres else "server", "web", "server"]
    for number in range(kills):
        begun, before = time.monotonic(), len(load.acknowledged)
        victim = victims[number % len(victims)]
        if victim == "database" and house.postgres:
            house.postgres.kill()
            house.postgres.start()
        else:
            for key in keeping.of(victim)[:1]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(key, signal.SIGKILL)
        time.sleep(seconds)
        answers = load.wait_for_more(before, 45)
        told = (
            f"+{len(load.acknowledged) - before} acknowledged, {time.monotonic() - begun:.1f} s"
            if answers
            else "NO ANSWER"
        )
        print(f"{house.database}: kill {number + 1}/{kills} {victim}: {told}")
    return counted(house, load, "kill -9", kills)


def power_cut(house: Soaked, folder: Path, load: Load, cuts: int, seconds: float) -> Row:
    lost = half = 0
    for number in range(cuts):
        load.wait_for_more(len(load.acknowledged) + 5, 30)
        time.sleep(seconds)
        before = set(load.acknowledged)
        cut(folder / "data.img", folder / "cut.img")
        with mount(folder / "cut.img", folder / "cut") as there:
            stored, halves = house.read_copy(there)
        lost, half = lost + len(before - stored), half + halves
        print(
            f"{house.database}: cut {number + 1}/{cuts}: {len(before)} acknowledged, {len(before - stored)} lost, {halves} half"
        )
    return Row(house.database, "power cut", cuts, len(load.acknowledged), lost, half, load.refused)


def filled(house: Soaked, data: Path, load: Load) -> Row:
    load.statuses.clear()
    with contextlib.suppress(OSError), (data / "filler").open("wb") as file:
        while True:
            file.write(b"\0" * 65536)
    time.sleep(4)
    statuses = dict(load.statuses)
    before = len(load.acknowledged)
    (data / "filler").unlink()
    is_well = load.wait_for_more(before, 60)
    print(f"{house.database}: disk full: {statuses}; {'goes on' if is_well else 'DOES NOT GO ON'}")
    return counted(house, load, "disk full", 1, f"answers {statuses}")


def stalled(house: Soaked, load: Load) -> Row:
    load.statuses.clear()
    with load.stalling(200):
        slowest = max(load.seconds("/healthz") for _n in range(10)), max(load.seconds("/") for _n in range(10))
    print(f"{house.database}: 200 half-sent requests: /healthz {slowest[0]:.2f} s, home {slowest[1]:.2f} s at most")
    return counted(house, load, "200 half-sent", 1, f"home {slowest[1]:.2f} s at most")


def read_only(house: Soaked, keeping: Keeping, data: Path) -> Row:
    """The disk turns read-only under a house that was killed: pages say so, nothing is acknowledged, and it goes on later."""
    keeping.kill()
    if house.postgres:
        house.postgres.kill()
    note = "not tried: the disk is busy"
    if turned(data, "ro"):
        keeping.start(wait=8)
        with Load(house.port, strict=False) as load:
            time.sleep(3)
        note = f"answers {dict(load.statuses)}, {len(load.acknowledged)} acknowledged"
        keeping.kill()
        turned(data, "rw")
    if house.postgres:
        house.postgres.start()
    keeping.start()
    with Load(house.port) as load:
        load.wait_for_more(3, 60)
    print(f"{house.database}: read-only disk: {note}")
    return counted(house, load, "read-only disk", 1, note)


def turned(data: Path, how: str) -> bool:
    """Remount the disk; processes that were killed may hold it for a moment."""
    for _try in range(50):
        if run("mount", "-o", f"remount,{how}", data, check=False) == 0:
            return True
        time.sleep(0.2)
    return False


def counted(house: Soaked, load: Load, fault: str, rounds: int, note: str = "") -> Row:
    acknowledged = set(load.acknowledged)
    stored, half = house.read()
    return Row(house.database, fault, rounds, len(acknowledged), len(acknowledged - stored), half, load.refused, note)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as wrong:
        raise SystemExit(f"{wrong}: {(wrong.stderr or b'')[-2000:]!r} {(wrong.stdout or b'')[-2000:]!r}") from wrong
