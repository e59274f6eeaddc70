"""The real server: whoever sends or reads slowly holds up nobody, and one death costs one request."""

import asyncio
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from linli.config import serving

from .house import House, Server

HALVES = {
    "a body": b"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=abcdefghijklmnopqrstuvwxyz012345\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\ntext=a",
    "a body in chunks": b"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n6\r\ntext=a",
    "headers": b"GET / HTTP/1.1\r\nHost: 127.0",
    "nothing of the answer": b"GET /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    house = House(tmp_path_factory.mktemp("slow"))
    with house.served() as running:
        yield running


def seconds(server: Server, path: str) -> float:
    """How long an answer takes, from a connection of its own."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path)
    assert connection.getresponse().status in {200, 302}
    connection.close()
    return time.perf_counter() - begun


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES.keys())
def test_sixty_who_go_no_further_hold_up_nobody(server, half):
    held = [socket.create_connection(("127.0.0.1", server.port)) for _n in range(60)]
    try:
        for one in held:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.sendall(half)
        assert max(seconds(server, "/healthz") for _n in range(10)) < 8  # half of the patience with who says nothing
        assert max(seconds(server, "/") for _n in range(10)) < 8
    finally:
        for one in held:
            one.close()


def test_a_process_of_the_server_that_dies_comes_back_and_the_site_stays(server):
    until = time.monotonic() + 60
    while listening(server) < 2 and time.monotonic() < until:  # the first that is ready answers for both
        time.sleep(0.1)
    before = children(server)
    os.kill(before[0], signal.SIGKILL)
    answers = []
    while (set(children(server)) == set(before) or len(children(server)) < 2) and time.monotonic() < until:
        answers.append(answers_at_all(server))
        time.sleep(0.1)
    assert before[0] not in children(server)
    assert len(children(server)) == 2
    assert seconds(server, "/") < 30
    assert answers.count(False) <= 2


def children(server: Server) -> list[int]:
    told = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True, check=False).stdout
    return [int(key) for key in told.split()]


def listening(server: Server) -> int:
    """How many of its processes take requests: each has a socket of its own on the port."""
    wanted = f":{server.port:04X}"
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(1 for one in sockets if one[1].endswith(wanted) and one[3] == "0A")


def answers_at_all(server: Server) -> bool:
    try:
        return seconds(server, "/healthz") < 10
    except OSError:
        return False


def sent(monkeypatch, *parts: bytes | float, largest: int = 1000) -> tuple[int, bytes, list[dict]]:
    """What a request whose parts come after pauses is answered by an application that echoes; numbers are pauses."""
    monkeypatch.setattr(serving, "SILENT_SECONDS", 0.2)
    asked: list[dict] = []

    def echo(environ, start_response):
        asked.append(environ)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read()]

    front, left, said = serving.Front(echo, largest=largest), list(parts), []

    async def receive():
        while isinstance(left[0], float):
            await asyncio.sleep(left.pop(0))
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)} if part else {"type": "http.disconnect"}

    async def send(message):
        said.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"cookie", b"a=1"), (b"cookie", b"b=2")],
    }
    with ThreadPoolExecutor(1) as apart:  # the browser of other tests has its loop in this thread
        apart.submit(lambda: asyncio.run(front(scope, receive, send))).result()
    assert front.held == 0
    return said[0]["status"] if said else 0, b"".join(m.get("body", b"") for m in said), asked


def test_a_body_in_parts_is_read_whole_with_its_length_and_all_cookies(monkeypatch):
    status, body, [environ] = sent(monkeypatch, b"text", 0.05, b"=a")
    assert (status, body) == (200, b"text=a")
    assert environ["CONTENT_LENGTH"] == "6"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_a_body_that_stands_still_is_answered_and_reaches_nobody(monkeypatch):
    status, body, asked = sent(monkeypatch, b"text", 5.0, b"=a")
    assert (status, asked) == (408, [])
    assert "什么也没有保存" in body.decode()


def test_a_body_that_drips_is_given_up_when_its_grace_is_over(monkeypatch):
    monkeypatch.setattr(serving, "GRACE_SECONDS", 0.3)
    assert sent(monkeypatch, *[b"a", 0.1] * 20, b"b")[0] == 408


def test_a_body_that_breaks_off_reaches_nobody(monkeypatch):
    assert sent(monkeypatch, b"text", b"") == (0, b"", [])


def test_of_a_body_without_an_announced_end_no_more_is_read_than_the_largest(monkeypatch):
    _status, _body, [environ] = sent(monkeypatch, *[b"x" * 600] * 50, largest=1000)
    assert environ["CONTENT_LENGTH"] == "1200"


def test_bodies_that_would_fill_the_disk_are_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(serving, "MOST_HELD_BYTES", 100)
    assert sent(monkeypatch, b"x" * 101)[0] == 503


def test_whoever_comes_when_the_line_is_full_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(serving, "LINE", -serving.THREADS)
    assert sent(monkeypatch, b"a")[0] == 503
