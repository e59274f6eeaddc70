"""Files are opened in another process: whatever becomes of it, here a sentence is said and the next file is opened."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from linli.base import apart, apart_wire
from linli.base.apart import Reader
from linli.base.errors import Invalid

pytestmark = pytest.mark.once

READERS = "linli.base.tests.hostile_readers"


def reader(name: str) -> Reader:
    return Reader(f"{READERS}:{name}", megabytes=64, seconds=1)


def pid_of_helper() -> int:
    reader("echo").ask(b"")
    return apart._state.helper.process.pid


def is_there(pid: int) -> bool:
    """A process that ended and was not yet asked about counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    return any(not is_there(pid) or time.sleep(0.02) for _attempt in range(250))


@pytest.mark.parametrize("name", ["aborts", "eats", "loops", "sleeps"])
def test_a_reader_that_aborts_eats_or_never_ends_is_a_sentence(name):
    helper = pid_of_helper()
    with override("zh-hans"), pytest.raises(Invalid) as refused:
        reader(name).ask(b"x")
    assert (str(refused.value), refused.value.field) == ("这个文件太大或太复杂，这里打不开。", "file")
    assert pid_of_helper() == helper


def test_whatever_is_said_arrives_as_it_was_and_nothing_of_it_is_run():
    said = {
        "day": date(2026, 3, 5),
        "at": datetime(2026, 3, 5, 8, 30, tzinfo=UTC),
        "clock": clock(8, 30),
        "long": timedelta(minutes=90),
        "exact": Decimal("0.10"),
        "words": "路灯\ud800",
        "none": None,
        "rows": [[1, 2.5, True]],
    }
    assert reader("echo").ask(b"\x00\xff" * 1000, **said) == [said, b"\x00\xff" * 1000]


@pytest.mark.parametrize(("language", "sentence"), [("en", "The file is empty."), ("zh-hans", "文件是空的。")])
def test_a_refusal_comes_in_the_language_of_whoever_asks(language, sentence):
    with override(language), pytest.raises(Invalid) as refused:
        reader("refuses").ask(b"x")
    assert str(refused.value) == sentence


def test_the_helper_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    env, pid = reader("knows").ask(b"")[0]
    assert "secret" not in str(env)
    assert not any(name.startswith(("LINLI_", "DJANGO_")) for name in env)
    assert pid != os.getpid()


def test_a_helper_that_was_killed_is_started_again():
    before = pid_of_helper()
    os.kill(before, signal.SIGKILL)
    assert gone(before)
    assert pid_of_helper() != before


def test_only_so_many_are_opened_at_once_and_only_so_many_wait(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    running = [reader("count").stream(b"") for _ in range(apart.AT_ONCE)]
    assert [next(one) for one in running] == [0] * apart.AT_ONCE
    with pytest.raises(Invalid, match=r"稍等|moment"):
        reader("echo").ask(b"")
    for one in running:
        one.close()
    assert reader("echo").ask(b"x")[1] == b"x"


def test_a_long_file_may_be_read_slowly():
    rows = reader("count").stream(b"")
    assert next(rows) == 0
    time.sleep(1.2)  # longer than the reader has for one answer: whoever reads may take their time
    assert sum(1 for _row in rows) == 99_999


LEFT_ALONE = """
import os, signal, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from linli.base import apart
from linli.base.apart import Reader
rows = Reader("linli.base.tests.hostile_readers:sleeps", megabytes=64, seconds=60)
apart.warm()
import threading, time
threading.Thread(target=lambda: rows.ask(b""), daemon=True).start()
Reader("linli.base.tests.hostile_readers:echo", megabytes=64, seconds=60).ask(b"")
print(apart._state.helper.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_nobody_is_left_when_the_process_that_asked_is_killed():
    done = subprocess.run([sys.executable, "-c", LEFT_ALONE], capture_output=True, text=True, check=False)
    helper = int(done.stdout)
    assert done.returncode == -signal.SIGKILL
    assert gone(helper)
    group = subprocess.run(
        ["/usr/bin/env", "pgrep", "-g", str(helper)], capture_output=True, text=True, check=False
    ).stdout
    assert all(gone(int(pid)) for pid in group.split())


def test_nothing_is_sent_to_who_has_heard_all_and_gone():
    """A child that was told the end may have answered and gone: an empty body after it would meet nobody."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            apart_wire.send(ours, apart_wire.JSON, b"1")
            assert apart_wire.receive(theirs) == (apart_wire.JSON, b"1")
        sent: list[bytes] = []
        apart_wire.send(SimpleNamespace(sendall=sent.append), apart_wire.END, b"")
    assert len(sent) == 1
