"""The house that is soaked: made, kept running as in earnest, read while it runs, and read from a copy of its disk."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
HALF = """
SELECT count(*) FROM casework_case c WHERE NOT EXISTS (SELECT 1 FROM casework_reporter r WHERE r.case_id = c.id)
   OR NOT EXISTS (SELECT 1 FROM casework_event e WHERE e.case_id = c.id)
   OR NOT EXISTS (SELECT 1 FROM facts_fact f WHERE f.kind = 'casework.case.reported' AND f.subject_id = c.id)
   OR NOT EXISTS (SELECT 1 FROM casework_casetext t WHERE t.{key} = c.id)
"""
STORED = "SELECT submission FROM casework_case WHERE submission IS NOT NULL"


class Postgres:
    """A server of its own that waits for the disk, in a folder on the disk that is cut off."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = os.environ | {"LINLI_POSTGRES_HOME": str(home)}
        self.bin = self.folder()

    @staticmethod
    def folder() -> Path | None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
        return found[-1].parent if found else None

    @classmethod
    def is_here(cls) -> bool:
        if cls.folder() is None:
            print("no PostgreSQL here: SQLite alone")
        return cls.folder() is not None

    def make(self) -> str:
        told = subprocess.run(
            [ROOT / "script/postgres", "start", "--durable"], env=self.env, capture_output=True, text=True, check=True
        )
        return told.stdout.strip()

    def start(self, home: Path | None = None) -> None:
        home = home or self.home
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c max_connections=60"
        command = [
            str(self.bin / "pg_ctl"),
            "-D",
            str(home / "data"),
            "-w",
            "-t",
            "60",
            "-l",
            str(home / "log"),
            "-o",
            options,
            "start",
        ]  # type: ignore[operator]
        if subprocess.run(_as_nobody(command), check=False, capture_output=True).returncode:
            raise SystemExit("PostgreSQL does not start: " + (home / "log").read_text(errors="replace")[-1500:])

    def kill(self, home: Path | None = None) -> None:
        """The whole server at once, by kill -9."""
        key = int(((home or self.home) / "data" / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(key)], capture_output=True, text=True, check=False).stdout.split()
        for one in [key, *map(int, children)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        while Path(f"/proc/{key}").exists():
            time.sleep(0.02)
        time.sleep(0.2)


def _as_nobody(command: list[str]) -> list[str]:
    return ["runuser", "-u", "nobody", "--", *command] if os.geteuid() == 0 else command


class Soaked:
    def __init__(self, database: str, data: Path) -> None:
        self.database, self.data = database, data
        self.postgres = Postgres(data / "pg") if database == "postgres" else None
        with socket.socket() as free:
            free.bind(("127.0.0.1", int(os.environ.get("LINLI_SOAK_PORT", "0"))))
            self.port = free.getsockname()[1]
        self.env = os.environ | {
            "LINLI_DATA": str(data / "linli"),
            "DATABASE_URL": "",
            "LINLI_LIMITS": "0",
            "LINLI_LOG": "CRITICAL",
            "PORT": str(self.port),
            "LINLI_STATIC": str(data.parent / "static"),
            "PYTHONPATH": str(ROOT),
            "LINLI_SMTP_HOST": "",
            "GRANIAN_LOG_LEVEL": "critical",
        }
        self.url = ""

    def set_up(self) -> None:
        if self.postgres:
            self.url = self.env["DATABASE_URL"] = self.postgres.make()
        cast = "from tests.cast import set_up_cast; set_up_cast()"
        for arguments in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["shell", "-v0", "-c", cast]):
            subprocess.run([Path(sys.executable).parent / "linli", *arguments], env=self.env, cwd=ROOT, check=True)

    def tear_down(self) -> None:
        if self.postgres:
            with contextlib.suppress(OSError, ValueError):
                self.postgres.kill()

    def read(self) -> tuple[set[str], int]:
        """Submissions that are stored, and requests that are stored half."""
        return self._read(self.data / "linli" / "linli.sqlite3", self.url)

    def read_copy(self, there: Path) -> tuple[set[str], int]:
        if self.postgres is None:
            return self._read(there / "linli" / "linli.sqlite3", "")
        for lock in [there / "pg" / "data" / "postmaster.pid", *(there / "pg").glob(".s.PGSQL*")]:
            lock.unlink(missing_ok=True)  # the copy is no running server
        self.postgres.start(there / "pg")
        try:
            return self._read(None, self.url.replace(str(self.postgres.home), str(there / "pg")))
        finally:
            self.postgres.kill(there / "pg")

    def _read(self, file: Path | None, url: str) -> tuple[set[str], int]:
        if url:
            with psycopg.connect(url) as there:
                return {str(row[0]) for row in there.execute(STORED)}, there.execute(
                    HALF.format(key="case_id")
                ).fetchone()[0]  # type: ignore[index, arg-type]
        with contextlib.closing(sqlite3.connect(str(file), timeout=30)) as there:
            return {str(uuid.UUID(row[0])) for row in there.execute(STORED)}, there.execute(
                HALF.format(key="rowid")
            ).fetchone()[0]


class Keeping:
    """What script/server runs, in a process group of its own."""

    def __init__(self, house: Soaked) -> None:
        self.house = house
        self.start()

    def start(self, *, wait: float = 90) -> None:
        command = [sys.executable, "-m", "linli.config.running"]
        with (self.house.data.parent / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.house.env, cwd=ROOT, start_new_session=True, stderr=log)
        until = time.monotonic() + wait
        while time.monotonic() < until:
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.house.port}/healthz", timeout=5).close()
                return
            time.sleep(0.1)

    def of(self, what: str) -> list[int]:
        """The processes of the server (granian's own), the web (its children), the worker."""
        kept = self._children(self.process.pid)
        servers = [key for key in kept if "granian" in _command(key) or "serving" in _command(key)]
        if what == "server":
            return servers
        return (
            [key for key in kept if key not in servers]
            if what == "worker"
            else [c for s in servers for c in self._children(s)]
        )

    @staticmethod
    def _children(key: int) -> list[int]:
        told = subprocess.run(["pgrep", "-P", str(key)], capture_output=True, text=True, check=False).stdout
        return [int(child) for child in told.split()]

    def kill(self) -> None:
        """All of it, nobody asked."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.kill()


def _command(key: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{key}/cmdline").read_text(encoding="utf-8", errors="replace")
    return ""
