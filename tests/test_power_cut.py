"""The power is cut: what was acknowledged before lies on the disk. A kill proves less, for the system keeps what was written."""

import sqlite3
import threading
import time
import uuid
from contextlib import closing

import pytest
from django.db import connection

from .house import House, Visitor
from .power import can_cut, cut, disk, mount

pytestmark = pytest.mark.once
CUTS, THREADS = 2, 3


@pytest.mark.skipif(not can_cut(), reason="needs root and a loop device: run as root on Linux with the module loop")
def test_what_was_acknowledged_survives_a_power_cut(tmp_path_factory):
    folder = tmp_path_factory.mktemp("power")
    with disk(folder, "data") as data:
        house = House(data)
        house("shell", "-v0", "-c", "from tests.cast import set_up_cast; set_up_cast()")
        acknowledged: list[str] = []
        over = threading.Event()

        def report(visitor: Visitor) -> None:
            while not over.is_set():
                submission = str(uuid.uuid4())
                status, _page, _leads = visitor.post(
                    "/report/?c=jia",
                    text="路灯不亮",
                    category="street_light",
                    who_reads="public",
                    submission=submission,
                    marker="",
                    building="",
                    place_text="",
                    name="",
                    telephone="",
                    email="",
                )
                if status == 302:
                    acknowledged.append(submission)

        with house.served() as server:
            threads = [threading.Thread(target=report, args=(Visitor(server),)) for _n in range(THREADS)]
            for thread in threads:
                thread.start()
            lost = []
            try:
                for number in range(CUTS):
                    target = len(acknowledged) + 15
                    while len(acknowledged) < target and any(t.is_alive() for t in threads):
                        time.sleep(0.01)
                    before = set(acknowledged)
                    cut(folder / "data.img", folder / f"cut{number}.img")
                    with mount(folder / f"cut{number}.img", folder / f"cut{number}") as there:
                        lost.append(before - stored(there / "linli.sqlite3"))
            finally:
                over.set()
                for thread in threads:
                    thread.join()
    assert lost == [set()] * CUTS
    assert len(acknowledged) >= 15 * CUTS


def stored(database) -> set[str]:
    with closing(sqlite3.connect(database)) as there:
        there.execute("PRAGMA ignore_check_constraints=ON")  # they call functions of Django's
        assert there.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return {
            str(uuid.UUID(row[0]))
            for row in there.execute("SELECT submission FROM casework_case WHERE submission IS NOT NULL")
        }


def test_every_connection_waits_for_the_disk_and_wipes_what_is_deleted(db, settings):
    told = settings.DATABASES["default"]["OPTIONS"]["init_command"]
    with closing(sqlite3.connect(":memory:")) as there:
        there.executescript(told)
        assert there.execute("PRAGMA synchronous").fetchone() == (2,)
        assert there.execute("PRAGMA secure_delete").fetchone() == (1,)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
