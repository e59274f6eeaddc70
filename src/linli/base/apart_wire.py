"""How a process and its children speak: a sign, a length, a body. JSON and bytes, never anything that could be run."""

import json
import socket
import struct
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

JSON, BYTES, REFUSED, END = b"J", b"B", b"R", b"."
HEAD = struct.Struct(">cI")
HELLO = b"!"
LARGEST = 256 * 1024 * 1024
TAG = "\x00"


def send(to: socket.socket, kind: bytes, body: bytes) -> None:
    """Nothing is sent after the last byte that the other side waits for: it may have answered and gone."""
    to.sendall(HEAD.pack(kind, len(body)))
    if body:
        to.sendall(body)


def receive(of: socket.socket) -> tuple[bytes, bytes]:
    """EOFError where the other side ended, or says more than anybody should."""
    kind, length = HEAD.unpack(_exactly(of, HEAD.size))
    if length > LARGEST:
        raise EOFError
    return kind, _exactly(of, length)


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_tagged).encode("utf-8", "surrogatepass")


def from_json(body: bytes) -> Any:
    return json.loads(body.decode("utf-8", "surrogatepass"), object_hook=_untagged)


def _exactly(of: socket.socket, length: int) -> bytes:
    body = bytearray(length)
    view, got = memoryview(body), 0
    while got < length:
        count = of.recv_into(view[got:])
        if not count:
            raise EOFError
        got += count
    return bytes(body)


def _tagged(value: Any) -> dict[str, Any]:
    """Days, times and exact numbers, which JSON has no signs for."""
    if isinstance(value, timedelta):
        return {TAG: "timedelta", "is": value.total_seconds()}
    if isinstance(value, datetime | date | time):
        return {TAG: type(value).__name__, "is": value.isoformat()}
    if isinstance(value, Decimal):
        return {TAG: "Decimal", "is": str(value)}
    raise TypeError(type(value).__name__)


def _untagged(said: dict[str, Any]) -> Any:
    kind = said.get(TAG)
    if kind is None:
        return said
    made = {
        "timedelta": lambda seconds: timedelta(seconds=float(seconds)),
        "datetime": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
        "Decimal": Decimal,
    }[kind]
    return made(said["is"])
