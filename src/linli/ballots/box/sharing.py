"""Deal a secret to several so that any so many of them make it again, and fewer know nothing (Shamir, "How to share a secret", 1979).

Byte by byte over the field of 256 elements of AES: a share is as long as the secret.
"""

import secrets
from collections.abc import Iterable, Mapping

REDUCED = 0x11B
MOST = 9


def deal(secret: bytes, *, holders: int, needed: int) -> dict[int, bytes]:
    """A share for each holder, by their number from 1. ValueError for fewer holders than are needed."""
    if not 1 <= needed <= holders <= MOST:
        raise ValueError("that many cannot hold it")
    curves = [bytes([byte]) + secrets.token_bytes(needed - 1) for byte in secret]
    return {number: bytes(_height(curve, number) for curve in curves) for number in range(1, holders + 1)}


def combine(shares: Mapping[int, bytes]) -> bytes:
    """The secret, where these are enough; otherwise some other bytes. ValueError for shares of different boxes' lengths."""
    if len({len(share) for share in shares.values()}) != 1:
        raise ValueError("shares of different lengths")
    weights = {number: _weight(number, shares) for number in shares}
    return bytes(
        _sum(_times(weights[number], byte) for number, byte in zip(shares, column, strict=True))
        for column in zip(*shares.values(), strict=True)
    )


def _height(curve: bytes, at: int) -> int:
    """The polynomial with these coefficients, the constant one first, at a place."""
    found = 0
    for coefficient in reversed(curve):
        found = _times(found, at) ^ coefficient
    return found


def _weight(number: int, shares: Mapping[int, bytes]) -> int:
    """What this share counts for at zero (Lagrange)."""
    above = below = 1
    for other in shares:
        if other != number:
            above, below = _times(above, other), _times(below, other ^ number)
    return _times(above, _inverse(below))


def _times(one: int, other: int) -> int:
    found = 0
    while other:
        if other & 1:
            found ^= one
        one = one << 1 ^ (REDUCED if one & 0x80 else 0)
        other >>= 1
    return found


def _inverse(number: int) -> int:
    found = number
    for _power in range(6):
        found = _times(_times(found, found), number)
    return _times(found, found)


def _sum(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found ^= number
    return found
