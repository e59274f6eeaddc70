"""Reporters who remember what they were told, and others who send half and wait."""

import contextlib
import http.client
import re
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Self
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HALF = (
    b"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=abcdefghijklmnopqrstuvwxyz012345\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\ntext=a"
)
REPORTERS, STALLERS = 4, 6


class Load:
    """Requests without end, until the block is left. `acknowledged` are the submissions that were answered as stored."""

    def __init__(self, port: int, *, strict: bool = True) -> None:
        self.port, self.strict = port, strict
        self.acknowledged: list[str] = []
        self.statuses: Counter[int | str] = Counter()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._report, daemon=True) for _n in range(REPORTERS)]
        self.threads.append(threading.Thread(target=self._stall, daemon=True))

    @property
    def refused(self) -> int:
        return sum(count for status, count in self.statuses.items() if status != 302)

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(30)

    def wait_for_more(self, than: int, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while len(self.acknowledged) <= than and time.monotonic() < until:
            time.sleep(0.02)
        return len(self.acknowledged) > than

    def seconds(self, path: str) -> float:
        begun = time.perf_counter()
        with contextlib.suppress(OSError, http.client.HTTPException):
            self._ask("GET", path, None, {})
        return time.perf_counter() - begun

    @contextlib.contextmanager
    def stalling(self, many: int) -> Iterator[None]:
        held = []
        try:
            for _n in range(many):
                held.append(socket.create_connection(("127.0.0.1", self.port)))
                held[-1].sendall(HALF)
            yield
        finally:
            for one in held:
                one.close()

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), str(answer.headers)
        finally:
            connection.close()

    def _report(self) -> None:
        cookie = token = ""
        while not self.over.is_set():
            submission = str(uuid.uuid4())
            try:
                if not token:
                    status, page, headers = self._ask("GET", "/report/?c=jia", None, {"Cookie": "linli_community=jia"})
                    if status != 200:
                        self.statuses[status] += 1
                        self.over.wait(0.05)
                        continue
                    cookie = re.search(r"csrftoken=\w+", headers)[0]  # type: ignore[index]
                    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]  # type: ignore[index]
                form = {
                    "csrfmiddlewaretoken": token,
                    "text": f"路灯不亮 {submission}",
                    "category": "street_light",
                    "who_reads": "public",
                    "submission": submission,
                    "marker": "",
                    "building": "",
                    "place_text": "",
                    "name": "",
                    "telephone": "",
                    "email": "",
                }
                status, page, headers = self._ask(
                    "POST", "/report/?c=jia", urlencode(form), FORM | {"Cookie": f"{cookie}; linli_community=jia"}
                )
                if status == 302:
                    self.acknowledged.append(submission)
                self.statuses[status] += 1
            except (OSError, http.client.HTTPException) as wrong:
                self.statuses[type(wrong).__name__] += 1
                self.over.wait(0.05)

    def _stall(self) -> None:
        """A few who send half of a form and wait, come back when they are sent away."""
        while not self.over.is_set():
            with contextlib.suppress(OSError), self.stalling(STALLERS):
                self.over.wait(5)
