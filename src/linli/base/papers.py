"""Papers that are kept: pictures are written anew, PDF files looked through; each under a random name, served after a right.

A PDF that runs something, carries files inside it, or is locked so that nobody can look, is refused.
"""

import re
import secrets
import zlib
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from .errors import Invalid
from .storage import write_durably
from .text import clean
from .uploads import MAX_BYTES, read_picture

LONGEST_TITLE = 120
MAX_INFLATED = 30 * 1024 * 1024
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ALIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])")
OBJECTS = re.compile(rb"/ObjStm.*?stream\r?\n", re.DOTALL)


@dataclass(frozen=True)
class Paper:
    """A paper made safe, not yet kept."""

    title: str
    data: bytes
    suffix: str  # jpg | pdf

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def read_paper(file: IO[bytes], name: str) -> Paper:
    """A picture or a PDF. Invalid if it is too large, neither, damaged, or a PDF that does more than show pages."""
    start = file.read(1024)
    file.seek(0)
    title = clean(name).strip()[-LONGEST_TITLE:] or _("paper")
    if b"%PDF-" not in start:
        return Paper(title, read_picture(file).data, "jpg")
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Invalid(_("A file may have at most %(limit)d MB.") % {"limit": MAX_BYTES // 1048576}, field="papers")
    _look_through(data)
    return Paper(title, data, "pdf")


def keep_file(data: bytes, *, folder: str, suffix: str) -> str:
    """Write it; its name. Written before the row, so that a row never lacks its file."""
    name = f"{secrets.token_hex(16)}.{suffix}"
    path = path_of(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(path, data)
    return name


def path_of(folder: str, name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / folder / name[:2] / name


def serve_paper(folder: str, name: str, *, title: str) -> FileResponse:
    """For who was found to have the right. A PDF is handed over as a file, never shown on our pages."""
    is_picture = name.endswith(".jpg")
    response = FileResponse(
        path_of(folder, name).open("rb"), as_attachment=not is_picture, filename=title if not is_picture else "",
        content_type="image/jpeg" if is_picture else "application/pdf",
    )  # fmt: skip
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _look_through(data: bytes) -> None:
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


def _packed_objects(data: bytes) -> list[bytes]:
    """What stands in compressed object streams; unpacking stops at 30 MB in all."""
    parts, left = [], MAX_INFLATED
    for found in OBJECTS.finditer(data):
        with suppress(zlib.error):
            part = zlib.decompressobj().decompress(data[found.end() :], left)
            left -= len(part)
            parts.append(part)
        if left <= 0:
            raise Invalid(_("This PDF unpacks to too much."), field="papers")
    return parts


def _without_escapes(data: bytes) -> bytes:
    return ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), data)
