"""PDF files, looked through: runs only in the process apart. Whatever is searched is searched once, from front to back."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from .errors import Invalid

MAX_INFLATED = 30 * 1024 * 1024
CHUNK = 4096
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ALIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])")
SIGNS = re.compile(rb"/(?:O|#4[Ff])[^\s/<>\[\](){}%]{0,40}|endobj|(?<!end)stream\r?\n")
PACKED = b"/ObjStm"


def look_through(data: bytes) -> Iterator[Any]:
    """Nothing to answer. Invalid for a PDF that is cut off, locked, or does more than show pages."""
    if b"%%EOF" not in data[-2048:]:
        raise Invalid(_("This PDF is damaged: its end is missing."), field="papers")
    plain = _without_escapes(data)
    if b"/Encrypt" in plain:
        raise Invalid(
            _("This PDF is locked, so that nobody can look through it. Print it anew and send that."), field="papers"
        )
    if ALIVE.search(plain) or any(ALIVE.search(_without_escapes(part)) for part in _packed_objects(data)):
        raise Invalid(
            _("This PDF runs programmes or carries other files. Print it anew and send that."), field="papers"
        )
    return iter(())


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """What stands in compressed object streams; unpacking stops at 30 MB in all. One stream is unpacked once."""
    left, is_packed = MAX_INFLATED, False
    for found in SIGNS.finditer(data):
        if found[0].startswith(b"/"):
            is_packed = is_packed or _without_escapes(found[0]) == PACKED
            continue
        if is_packed and found[0] != b"endobj":
            with suppress(zlib.error):
                part = _unpacked(memoryview(data), found.end(), left)
                left -= len(part)
                yield part
            if left <= 0:
                raise Invalid(_("This PDF unpacks to too much."), field="papers")
        is_packed = False


def _unpacked(data: memoryview, at: int, most: int) -> bytes:
    """A little at a time: what follows the stream is not copied for each of them."""
    unpacker, out = zlib.decompressobj(), bytearray()
    while at < len(data) and not unpacker.eof and len(out) < most:
        out += unpacker.decompress(data[at : at + CHUNK], most - len(out))
        at += CHUNK
    return bytes(out)


def _without_escapes(data: bytes) -> bytes:
    return ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), data)
