"""How Linli is served: an event loop takes requests in and gives answers out, threads only think.

A body is gathered, with deadlines, before a thread sees the request, and an answer leaves without one: whoever sends or
reads slowly holds a place in the loop and nothing else. Readers and writers have threads of their own, so that writers who
wait for the database keep nobody from reading, and /healthz has one that nobody else uses. `linli.config.wsgi` is the same
application for other servers; behind those, a proxy that buffers bodies is needed.
"""

import asyncio
import ctypes
import gc
import os
import resource
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from io import BytesIO
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import Thread
from typing import IO, Any

from asgiref.wsgi import WsgiToAsgiInstance

from linli.base.roomy import roomy

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes, "Iterator[bytes] | None", Callable[[], None]]

THREADS = 4
"""For readers, and as many for writers, in each process."""
LINE = 100
"""Requests that wait for a thread; whoever comes after them is asked to come again."""
SILENT_SECONDS = 15
"""So long a body may stand still, and so long a reader may take for the next part of an answer."""
GRACE_SECONDS, LEAST_BYTES_A_SECOND = 30, 1000
"""A body may take the grace, and longer only as long as it comes at this rate."""
SPOOLED_BYTES = 64 * 1024
MOST_HELD_BYTES = 512 * 1024 * 1024
"""What all bodies under way in this process may fill of the disk."""
PART_BYTES = 256 * 1024
HEALTH_SECONDS = 5
NOT_OURS = 3
"""The exit code of a server that nobody should start again."""
READING = {"GET", "HEAD", "OPTIONS"}


class NotTaken(Exception):  # noqa: N818  it is an answer
    """The request is not answered by the application; with which status, or none if nobody is there to hear it."""

    def __init__(self, status: int | None) -> None:
        self.status = status


class Front:
    """An ASGI application around a WSGI one. `largest` is the longest body that is read; of a longer one only the length is told."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, largest: int) -> None:
        self.application, self.largest, self.held = application, largest, 0
        self.readers, self.writers = Pool("readers", THREADS), Pool("writers", THREADS)
        self.health = Pool("health", 1)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            if scope["path"] == "/healthz":
                await asyncio.wait_for(self._answer(scope, None, send, self.health), HEALTH_SECONDS)
                return
            with SpooledTemporaryFile(max_size=SPOOLED_BYTES) as body:
                length = await self._take_in(scope, receive, body)
                pool = self.readers if scope["method"] in READING else self.writers
                await self._answer(scope, (body, length), send, pool)
        except TimeoutError:
            await _say(send, 503)
        except NotTaken as why:
            if why.status:
                await _say(send, why.status)

    async def _take_in(self, scope: dict[str, Any], receive: Receive, body: IO[bytes]) -> int:
        """Gather the body; its length. A body longer than the largest is not read to its end."""
        told = next((int(v) for k, v in scope["headers"] if k == b"content-length" and v.isdigit()), None)
        if told is not None and told > self.largest:
            return told
        length, clock = 0, asyncio.get_running_loop().time
        begun = clock()
        try:
            while True:
                left = begun + GRACE_SECONDS + length / LEAST_BYTES_A_SECOND - clock()
                message = await asyncio.wait_for(receive(), max(0.01, min(SILENT_SECONDS, left)))
                if message["type"] != "http.request":
                    raise NotTaken(None)
                part = message.get("body", b"")
                length += len(part)
                self.held += len(part)
                if self.held > MOST_HELD_BYTES:
                    raise NotTaken(503)
                body.write(part)
                if not message.get("more_body") or length > self.largest:
                    body.seek(0)
                    return length
        except TimeoutError:
            raise NotTaken(408) from None
        except OSError as full:  # no room for a large body
            raise NotTaken(503) from full
        finally:
            self.held -= length

    async def _answer(
        self, scope: dict[str, Any], body: tuple[IO[bytes], int] | None, send: Send, pool: "Pool"
    ) -> None:
        status, headers, first, rest, close = await pool.run(lambda: self._think(scope, body))
        try:
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": first, "more_body": rest is not None})
            part = first
            while rest is not None and part:
                part = await pool.run(partial(_next_part, rest))
                message = {"type": "http.response.body", "body": part, "more_body": bool(part)}
                await asyncio.wait_for(send(message), SILENT_SECONDS)
        except TimeoutError:  # who does not read is left alone: nothing can be said in the middle of an answer
            raise NotTaken(None) from None
        finally:
            if rest is not None:
                await pool.run(close)

    def _think(self, scope: dict[str, Any], body: tuple[IO[bytes], int] | None) -> Answer:
        """In a thread: the whole answer, or its beginning and what gives the rest."""
        said = Said(self.application)
        said.scope = scope
        environ = said.build_environ(scope, body[0] if body else BytesIO())
        environ["wsgi.errors"] = sys.stderr
        if cookies := [v.decode("latin1") for k, v in scope["headers"] if k == b"cookie"]:
            environ["HTTP_COOKIE"] = "; ".join(cookies)  # HTTP/2 sends them one by one
        if body and (body[1] or "CONTENT_LENGTH" in environ):
            environ["CONTENT_LENGTH"] = str(body[1])
        output = self.application(environ, said.start_response)
        parts = iter(output)
        close = getattr(output, "close", lambda: None)
        first, status, headers = _next_part(parts), said.response_start["status"], said.response_start["headers"]
        if len(first) < PART_BYTES:
            close()
            return status, headers, first, None, close
        return status, headers, first, parts, close


class Said(WsgiToAsgiInstance):
    """What asgiref knows of the two protocols; only its translations are used."""

    response_start: dict[str, Any]
    scope: dict[str, Any]


class Pool:
    """A few threads, each with room for deep calls, and the line before them."""

    def __init__(self, name: str, threads: int) -> None:
        self.line: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.waiting, self.most = 0, threads + LINE
        for number in range(threads):
            Thread(target=roomy, args=(self._work,), name=f"{name}-{number}", daemon=True).start()

    def _work(self) -> None:
        while True:
            self.line.get()()

    async def run(self, work: Callable[[], Any]) -> Any:
        if self.waiting >= self.most:
            raise NotTaken(503)
        self.waiting += 1
        told: Future[Any] = Future()
        self.line.put(partial(_do, work, told))
        try:
            return await asyncio.wrap_future(told)
        finally:
            self.waiting -= 1


def _do(work: Callable[[], Any], told: Future[Any]) -> None:
    """In a thread. Work whose request is gone is not begun."""
    if not told.set_running_or_notify_cancel():
        return
    try:
        told.set_result(work())
    except BaseException as wrong:  # noqa: BLE001  whoever waits hears of it, and the thread lives on
        told.set_exception(wrong)


def _next_part(parts: Iterator[bytes]) -> bytes:
    """The next bytes of an answer, gathered to a size worth sending; none when it is over."""
    gathered, size = [], 0
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size >= PART_BYTES:
            break
    return b"".join(gathered)


async def _say(send: Send, status: int) -> None:
    text = {
        408: "等了太久，没有收到完整的内容。什么也没有保存，请再发一次。\nThe rest did not come. Nothing was stored; send it again.\n",
        503: "现在太忙，请过一会儿再试。\nToo busy at the moment. Try again in a little while.\n",
    }[status]
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    if status == 503:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


def command() -> list[str]:
    """The server's command line, from the environment: PORT, LINLI_BIND, LINLI_WORKERS, LINLI_WORKER_MB."""
    env = os.environ.get
    return [
        os.path.join(os.path.dirname(sys.executable), "granian"),  # noqa: PTH118, PTH120  a link must not be followed
        "--interface",
        "asginl",
        "--loop",
        "asyncio",
        "--no-ws",
        "linli.config.serving:application",
        "--host",
        env("LINLI_BIND", "127.0.0.1"),
        "--port",
        env("PORT", "8000"),
        "--workers",
        env("LINLI_WORKERS", "2"),
        "--backlog",
        "2048",
        "--backpressure",
        "1000",
        "--http1-header-read-timeout",
        "15000",
        "--respawn-failed-workers",
        "--respawn-interval",
        "2",
        "--workers-kill-timeout",
        "10",
        "--workers-max-rss",
        env("LINLI_WORKER_MB", "800"),
        "--log-level",
        env("GRANIAN_LOG_LEVEL", "warning"),
    ]


def application_made() -> Front:
    """The application, warm: one page of each common kind is rendered before the process takes its first request."""
    from linli.base.middleware import LARGEST_BODY
    from linli.base.processes import end_with_parent

    from .warming import warm
    from .wsgi import application

    end_with_parent()
    warm(application)
    gc.collect()
    gc.freeze()  # what stays to the end need not be looked at again
    return Front(application, largest=LARGEST_BODY)


def __getattr__(name: str) -> Front:
    """`application` is made when the server's process asks for it, not when a test imports this file."""
    if name != "application":
        raise AttributeError(name)
    made = globals()["application"] = application_made()
    return made


def main() -> None:
    """Become the server, unless the database was sealed with other keys: exit code 3 and a sentence.

    Every connection is an open file: as many as this user may have.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    django.setup()
    from linli.base.errors import Refused
    from linli.site.keys import refuse_other_keys

    try:
        refuse_other_keys()
    except Refused as no:
        sys.stderr.write(f"{no}\n")
        sys.exit(NOT_OURS)
    _die_with_parent()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65536) if most > 0 else 65536, most))
    argv = command()
    os.execv(argv[0], argv)  # noqa: S606  our own server


def _die_with_parent() -> None:
    """Granian's own process watches nobody; on Linux the system tells it when what keeps it running is gone."""
    if sys.platform == "linux" and os.environ.get("LINLI_KEPT"):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG; it survives exec


if __name__ == "__main__":
    main()
