"""Files that somebody sent are opened in another process, with limits of memory and time; never in the one that serves pages.

A reader of files may be made to loop, to fill the memory, or to abort; then a child ends and a sentence is said, and nothing
else happens. A helper (`apart_helper`) is started with the first file. It has one thread, knows no secret and no database, and
keeps the libraries loaded, so that a child is forked in some ten milliseconds. What a child answers is JSON and bytes: nothing
that comes back from it is ever run. The helper and its children end when this process does, however it ends.
"""

import atexit
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .apart_wire import END, HELLO, JSON, REFUSED, as_json, from_json, receive, send
from .errors import Invalid

logger = logging.getLogger(__name__)

AT_ONCE = 2
MOST_WAITING = 1
"""Of a server's four threads, one always stays for pages that have no file."""
PATIENCE = 10
GRACE = 5
START_SECONDS = 30

_MODULES: set[str] = set()


class TooMuch(Exception):  # noqa: N818  an outcome, not a fault: the caller has the words for it
    """The child ended without an answer: by its limits, or because the library that reads such files gave up."""


@dataclass(frozen=True)
class Reader:
    """`calls` is `module:function`; the function takes the bytes and whatever was `said`, and yields JSON values and bytes."""

    calls: str
    megabytes: int
    seconds: int
    """To the next answer, of processor and of clock alike: a long file may be read for as long as rows keep coming."""
    field: str = field(default="file")

    def __post_init__(self) -> None:
        _MODULES.add(self.calls.partition(":")[0])

    def stream(self, data: bytes | Path, **said: Any) -> Generator[Any, None, None]:
        """The answers, one by one. Invalid, in the reader's words, for what cannot be read; TooMuch if the limits ended it."""
        with _place(self.field), _child() as child:
            child.settimeout(self.seconds + GRACE)
            task = {
                "calls": self.calls,
                "said": said,
                "path": str(data.resolve()) if isinstance(data, Path) else "",
                "megabytes": self.megabytes,
                "seconds": self.seconds,
                "language": get_language() or "zh-hans",
            }
            try:
                send(child, JSON, as_json(_plain(task)))
                send(child, END, b"" if isinstance(data, Path) else data)
                yield from self._answers(child)
            except (OSError, EOFError) as ended:
                raise TooMuch from ended

    def ask(self, data: bytes | Path, *, too_much: str = "", **said: Any) -> list[Any]:
        """All answers at once. Invalid, in the words of `too_much`, if the limits ended it."""
        try:
            return list(self.stream(data, **said))
        except TooMuch as ended:
            raise Invalid(
                too_much or _("This file is too large or too tangled to be opened here."), field=self.field
            ) from ended

    def _answers(self, child: socket.socket) -> Iterator[Any]:
        while True:
            kind, body = receive(child)
            if kind == END:
                return
            if kind == REFUSED:
                refusal = from_json(body)
                if refusal.get("fault"):
                    logger.warning("A reader of files failed: %s", refusal["fault"])
                    raise TooMuch
                raise Invalid(refusal["message"], field=refusal["field"])
            yield from_json(body) if kind == JSON else body


class _Helper:
    """The process that forks the children. It ends when the other end of its socket is closed."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        package = Path(__file__).resolve().parent.parent.parent
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
                [sys.executable, "-P", "-m", "linli.base.apart_helper", *sorted(_MODULES)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,
                env={"PATH": os.defpath, "PYTHONPATH": str(package), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"},
            )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def close(self) -> None:
        self.control.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE)


class _State:
    """Of this process; a process forked from it begins anew."""

    def __init__(self) -> None:
        self.helper: _Helper | None = None
        self.begin()

    def begin(self) -> None:
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(AT_ONCE)
        self.waiting = threading.BoundedSemaphore(MOST_WAITING)

    def forget(self) -> None:
        """In a fork: the helper belongs to the other, and must see it end."""
        if self.helper:
            self.helper.control.close()
            self.helper.process.returncode = 0
        self.helper = None
        self.begin()

    def stop(self) -> None:
        if self.helper:
            self.helper.close()


_state = _State()
os.register_at_fork(after_in_child=_state.forget)
atexit.register(_state.stop)


@contextmanager
def _place(named: str) -> Iterator[None]:
    """A bounded number at once, a bounded number that wait, for a bounded time."""
    places, waiting = _state.places, _state.waiting
    if not places.acquire(blocking=False):
        waits = waiting.acquire(blocking=False)
        try:
            got = waits and places.acquire(timeout=PATIENCE)
        finally:
            if waits:
                waiting.release()
        if not got:
            raise Invalid(_("Several files are being opened right now. Please send it again in a moment."), field=named)
    try:
        yield
    finally:
        places.release()


@contextmanager
def _child() -> Iterator[socket.socket]:
    """A child that has said that it is there. A helper that was ending when it was asked is started again, once."""
    ours = _said_hello() or _said_hello()
    if ours is None:
        raise TooMuch
    with ours:
        yield ours


def _said_hello() -> socket.socket | None:
    ours, theirs = socket.socketpair()
    with theirs:
        _ask_for_child(theirs)
    ours.settimeout(START_SECONDS)
    try:
        if ours.recv(1) == HELLO:
            return ours
    except OSError as gone:
        logger.warning("The helper that opens files did not answer: %s", type(gone).__name__)
    ours.close()
    return None


def _ask_for_child(theirs: socket.socket) -> None:
    """A helper that died meanwhile (somebody may have killed it) is started again, once."""
    with _state.lock:
        for last in (False, True):
            if _state.helper and not _state.helper.is_alive:
                _state.helper.close()
                _state.helper = None
            _state.helper = _state.helper or _Helper()
            try:
                socket.send_fds(_state.helper.control, [b"."], [theirs.fileno()])
            except OSError:
                _state.helper.close()
                _state.helper = None
                if last:
                    raise
            else:
                return


def warm() -> None:
    """Start the helper without waiting for it: somebody is about to choose a file."""
    with _state.lock:
        if _state.helper is None:
            _state.helper = _Helper()


def _plain(value: Any) -> Any:
    """Sentences that wait for their language become words here."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Promise) else value
