"""Readers of files as bad as any library may turn out to be. They run in a process apart only."""

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid


def echo(data: bytes, **said: Any) -> Iterator[Any]:
    yield said
    yield data


def aborts(data: bytes) -> Iterator[Any]:
    os.kill(os.getpid(), signal.SIGABRT)
    yield data


def eats(data: bytes) -> Iterator[Any]:
    kept = bytearray()
    while True:
        kept += b"x" * 1_000_000
    yield data


def loops(data: bytes) -> Iterator[Any]:
    while True:
        pass
    yield data


def sleeps(data: bytes) -> Iterator[Any]:
    time.sleep(60)
    yield data


def refuses(data: bytes) -> Iterator[Any]:
    raise Invalid(_("The file is empty."), field="file")
    yield data


def knows(data: bytes) -> Iterator[Any]:
    yield [dict(os.environ), os.getpid()]


def count(data: bytes) -> Iterator[Any]:
    yield from range(100_000)
