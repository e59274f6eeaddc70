"""Where an uploaded file lies until it is done with: sealed, under a random name, served to nobody."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.sheets import Kept
from linli.base.storage import flush_to_disk

from ..seals import SEALED, opened_file, seal_file

FOLDER = "records"
KINDS = frozenset({".xlsx", ".xls", ".csv"})
MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 10_000


class Uploaded(Protocol):
    name: str | None

    @property
    def size(self) -> int: ...

    def chunks(self) -> Iterable[bytes]: ...


def keep_file(file: Uploaded) -> str:
    """Write the file down; its random name. Invalid for other kinds of files and for what is too large."""
    ending = Path(file.name or "").suffix.lower()
    if ending not in KINDS:
        raise Invalid(
            _("Send an Excel file (.xlsx or .xls) or a CSV file. A Word file or a picture cannot be read."),
            field="file",
        )
    if file.size > MOST_BYTES:
        raise Invalid(
            _("A file may have at most %(limit)d MB. Split it.") % {"limit": MOST_BYTES // 1048576}, field="file"
        )
    return keep_sealed(b"".join(file.chunks()), ending)


def keep_sealed(data: bytes, ending: str) -> str:
    name = f"{secrets.token_hex(16)}{ending}{SEALED}"
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(seal_file(data))
    flush_to_disk(path)
    return name


def opened(name: str) -> Kept:
    """The file as it came. Invalid where it is no longer there; Refused where the key is lost."""
    try:
        data = opened_file(path_of(name))
    except OSError as wrong:
        raise Invalid(_("This file is no longer there."), field="file") from wrong
    return Kept(data, Path(name.removesuffix(SEALED)).suffix)


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / name


def forget_file(name: str) -> None:
    if name:
        path_of(name).unlink(missing_ok=True)
