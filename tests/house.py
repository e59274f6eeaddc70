"""An installation of its own, driven from outside: its commands, its server, its database."""

import contextlib
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from . import empty
from .kept import ROOT, kept, mark_of

STATIC = [*sorted(file for file in ROOT.glob("src/linli/*/static/**/*") if file.is_file()), *empty.MADE_OF[-2:]]
BIN = Path(sys.executable).parent
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class House:
    """On SQLite in its own folder; on a database of its own where the suite runs on PostgreSQL. Its tables are there, and empty."""

    def __init__(self, data: Path) -> None:
        self.data, self.database = data, ""
        if empty.IS_POSTGRES:
            self.database = empty.of_its_own(f"house_{os.getpid()}_{data.name}".replace("-", "_").lower())
        else:
            empty.give(data)
        self.env = os.environ | {
            "LINLI_DATA": str(data),
            "DATABASE_URL": self.database,
            "LINLI_SMTP_HOST": "",
            "PYTHONPATH": str(ROOT),
            "LINLI_LIMITS": "0",
            "LINLI_LOG": "ERROR",
            "LINLI_STATIC": str(data / "static"),
        }

    def __call__(self, *arguments: object, code: int = 0) -> str:
        """Run `linli`; what it said."""
        command = [BIN / "linli", *map(str, arguments)]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == code, done.stderr + done.stdout
        return done.stdout + done.stderr

    def ask(self, query: str) -> Any:
        """The first value of the first row."""
        if not self.database:
            with contextlib.closing(sqlite3.connect(self.data / "linli.sqlite3")) as there:
                return there.execute(query).fetchone()[0]
        with psycopg.connect(self.database) as there:
            return there.execute(query).fetchone()[0]

    def change(self, statement: str) -> None:
        with psycopg.connect(self.database) if self.database else sqlite3.connect(self.data / "linli.sqlite3") as there:
            there.execute(statement)
        there.close()

    @contextlib.contextmanager
    def served(self) -> Iterator["Server"]:
        """All houses serve the same files beside their pages."""
        self.env["LINLI_STATIC"] = str(kept("static", mark_of(STATIC), self._collect))
        server = Server(self.env)
        try:
            yield server
        finally:
            server.kill()

    def _collect(self, folder: Path) -> None:
        self.env["LINLI_STATIC"] = str(folder)
        self("collectstatic", "--noinput", "-v0")


class Server:
    """The real server, in a process group of its own so that all of it can be killed."""

    def __init__(self, env: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "linli.config.serving"]
        more = {"PORT": str(self.port), "LINLI_WORKERS": "2", "GRANIAN_LOG_LEVEL": "critical"}
        self.process = subprocess.Popen(command, env=env | more, start_new_session=True)
        for _attempt in range(600):
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2).close()
                return
            time.sleep(0.1)
        self.kill()
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Nobody is asked. What the system holds for the disk is kept: a power cut takes more (tests/test_power_cut.py)."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Visitor:
    """Somebody with cookies and a form's token."""

    def __init__(self, server: Server, session: str = "") -> None:
        self.server, self.token = server, ""
        self.cookies = {"linli_community": "jia", "linli_language": "en"} | ({"sessionid": session} if session else {})
        page = self.get("/report/?c=jia")[1]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

    def get(self, path: str) -> tuple[int, str, str]:
        return self._ask("GET", path)

    def post(self, path: str, **form: object) -> tuple[int, str, str]:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **form}))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Status, page, and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        connection.request(method, path, body, {**FORM, "Cookie": cookies})
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _sign, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        page = answer.read().decode()
        connection.close()
        return answer.status, page, answer.headers.get("Location") or ""
