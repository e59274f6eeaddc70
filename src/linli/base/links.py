"""Identifiers and the codes in links: who holds the code may open the thing, without an account."""

import hmac
import unicodedata
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from uuid_utils.compat import uuid7

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
LENGTH = 10
FORGIVEN = str.maketrans("OIL", "011", " -–—_")


def new_id() -> UUID:
    """An identifier ordered by the time it was made (UUID version 7, RFC 9562)."""
    return uuid7()


def code_for(purpose: str, key: int, version: int = 0) -> str:
    """Ten characters, fifty bits, that open one thing for one purpose. A higher version makes earlier codes worthless."""
    return _code(settings.SECRET_KEY, purpose, key, version)


def plain_code(written: str) -> str:
    """A code as it was meant: capital letters and digits, without what people put between them."""
    return unicodedata.normalize("NFKC", written).upper().translate(FORGIVEN)


def check_code(code: str, purpose: str, key: int, version: int = 0) -> bool:
    """Whether the code opens the thing. Forgives what people mistype: case, blanks, dashes, O for 0, I and L for 1, full width."""
    given = plain_code(code)
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(
        hmac.compare_digest(given.encode(errors="replace"), _code(s, purpose, key, version).encode()) for s in secrets
    )


def _code(secret: str, purpose: str, key: int, version: int) -> str:
    digest = hmac.digest(secret.encode(), f"linli.link:{purpose}:{key}:{version}".encode(), sha256)
    number = int.from_bytes(digest[:8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))
