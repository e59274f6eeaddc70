"""Papers that are kept: pictures are written anew, PDF files looked through; each under a random name, served after a right.

A PDF that runs something, carries files inside it, or is locked so that nobody can look, is refused.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from .apart import Reader
from .errors import Invalid
from .storage import write_durably
from .text import clean
from .uploads import MAX_BYTES, look_at_picture, read_picture

LONGEST_TITLE = 120
PDF = Reader("linli.base.pdf_reader:look_through", megabytes=200, seconds=10, field="papers")


@dataclass(frozen=True)
class Paper:
    """A paper made safe, not yet kept."""

    title: str
    data: bytes
    suffix: str  # jpg | pdf

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def look_at_paper(file: IO[bytes]) -> None:
    """The cheap look, which reads nothing through. Invalid for what is too large, or neither a picture nor a PDF."""
    if not _is_pdf(file):
        look_at_picture(file)
        return
    size = file.seek(0, 2)
    file.seek(0)
    if size > MAX_BYTES:
        raise Invalid(_("A file may have at most %(limit)d MB.") % {"limit": MAX_BYTES // 1048576}, field="papers")


def read_paper(file: IO[bytes], name: str) -> Paper:
    """A picture or a PDF. Invalid if it is too large, neither, damaged, or a PDF that does more than show pages."""
    look_at_paper(file)
    title = clean(name).strip()[-LONGEST_TITLE:] or _("paper")
    if not _is_pdf(file):
        return Paper(title, read_picture(file).data, "jpg")
    data = file.read()
    PDF.ask(data, too_much=_("This PDF unpacks to too much."))
    return Paper(title, data, "pdf")


def _is_pdf(file: IO[bytes]) -> bool:
    start = file.read(1024)
    file.seek(0)
    return b"%PDF-" in start


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
        path_of(folder, name).open("rb"),
        as_attachment=not is_picture,
        filename=title if not is_picture else "",
        content_type="image/jpeg" if is_picture else "application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
