"""Texts sealed with a key that lies beside the database, not in it: who has the database alone reads nothing."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from .errors import Refused


def seal(text: str, keys: Sequence[str]) -> str:
    """The text, sealed with the first key."""
    return _lock(keys).encrypt(text.encode()).decode()


def seal_bytes(data: bytes, keys: Sequence[str]) -> bytes:
    """A file, sealed with the first key."""
    return _lock(keys).encrypt(data)


def unseal_bytes(sealed: bytes, keys: Sequence[str], *, lost: str) -> bytes:
    """The file again. Refused, in the words of `lost`, where no key fits."""
    try:
        return _lock(keys).decrypt(sealed)
    except InvalidToken as wrong:
        raise Refused(lost) from wrong


def unseal(sealed: str, keys: Sequence[str], *, lost: str) -> str:
    """The text again, whichever of the keys sealed it. Refused, in the words of `lost`, where none of them did."""
    try:
        return _lock(keys).decrypt(sealed.encode()).decode()
    except InvalidToken as wrong:
        raise Refused(lost) from wrong


def _lock(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(key.encode()).digest())) for key in keys])
