"""Sealing to a public key: X25519 (RFC 7748), a key for each ballot by HKDF-SHA-256 (RFC 5869), ChaCha20-Poly1305 (RFC 8439).

All sealed texts of a box have one length, so that the length tells nothing of the choice.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 16
KEY_BYTES = 32
ONCE = bytes(12)  # each ballot has a key of its own, used once
STEP = 256


class WrongKeyError(ValueError):
    """The key does not open this, or it was changed after it was sealed."""


def new_secret() -> bytes:
    """What a box is opened with: 128 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def public_key_of(secret: bytes) -> bytes:
    """The key with which anybody can throw in, and nobody look."""
    return _private(secret).public_key().public_bytes_raw()


def seal(text: str, public_key: bytes, *, longest: int) -> bytes:
    """Seal a text of at most `longest` bytes. ValueError for a longer one."""
    plain = text.encode()
    room = -(-(longest + 1) // STEP) * STEP
    if len(plain) > longest:
        raise ValueError("longer than any ballot of this box")
    ours = X25519PrivateKey.generate()
    padded = plain + b"\x80" + bytes(room - len(plain) - 1)
    shared = ours.exchange(X25519PublicKey.from_public_bytes(public_key))
    ephemeral = ours.public_key().public_bytes_raw()
    return ephemeral + ChaCha20Poly1305(_key(shared, ephemeral + public_key)).encrypt(ONCE, padded, None)


def open_sealed(sealed: bytes, secret: bytes) -> str:
    """The text again. WrongKeyError for another box's key, or for what was changed."""
    private = _private(secret)
    ephemeral, locked = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    key = _key(shared, ephemeral + private.public_key().public_bytes_raw())
    try:
        padded = ChaCha20Poly1305(key).decrypt(ONCE, locked, None)
    except InvalidTag as wrong:
        raise WrongKeyError("this key does not open this ballot") from wrong
    return padded[: padded.rindex(b"\x80")].decode()


def _private(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_stretched(secret, b"linli ballot box"))


def _key(shared: bytes, both: bytes) -> bytes:
    return _stretched(shared + both, b"linli sealed ballot")


def _stretched(material: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(material)
