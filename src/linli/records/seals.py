"""Sealed fields: encrypted with a key apart from the database, shown masked."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from linli.base import seals

SHOWN = 2
SEALED = ".sealed"
"""At the end of the names of files that lie sealed."""


def seal(text: str) -> str:
    return seals.seal(text, settings.RECORDS_KEYS)


def unseal(sealed: str) -> str:
    """Refused where the key is lost: the value can then only be asked for again."""
    return seals.unseal(
        sealed,
        settings.RECORDS_KEYS,
        lost=_lost(),
    )


def seal_file(data: bytes) -> bytes:
    return seals.seal_bytes(data, settings.RECORDS_KEYS)


def opened_file(path: Path) -> bytes:
    """What lies there, as it came. Refused where the key is lost."""
    data = path.read_bytes()
    return seals.unseal_bytes(data, settings.RECORDS_KEYS, lost=_lost()) if path.name.endswith(SEALED) else data


def _lost() -> str:
    return _("The key of the sealed fields does not fit. Ask the administrator to restore it.")


def masked(sealed: str) -> str:
    """Its last two signs, so that two people can agree on which number is meant and nobody learns it."""
    text = unseal(sealed)
    return "•" * 6 + text[-SHOWN:]
