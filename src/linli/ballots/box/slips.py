"""A share as people copy it from paper: groups of four signs, with a check that finds what was mistyped."""

from binascii import crc_hqx

from linli.base.links import ALPHABET, plain_code

CHECK_BYTES = 2
GROUP = 4


class WrongSlipError(ValueError):
    """Not a slip, or one that was mistyped."""


def write_slip(number: int, share: bytes) -> str:
    """`2M7X-…`: the holder's number, the share and its check, in an alphabet without I, L, O, U."""
    whole = bytes([number]) + share
    value = int.from_bytes(whole + _check(whole), "big")
    length = -(-8 * (len(whole) + CHECK_BYTES) // 5)
    signs = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))
    return "-".join(signs[at : at + GROUP] for at in range(0, length, GROUP))


def read_slip(written: str, *, share_bytes: int) -> tuple[int, bytes]:
    """The holder's number and the share. WrongSlipError for anything else; case, blanks and dashes are forgiven."""
    signs = plain_code(written)
    size = 1 + share_bytes + CHECK_BYTES
    if len(signs) != -(-8 * size // 5) or not set(signs) <= set(ALPHABET):
        raise WrongSlipError("not as long as a slip, or with a sign that no slip has")
    value = 0
    for sign in signs:
        value = value * 32 + ALPHABET.index(sign)
    if value >> 8 * size:
        raise WrongSlipError("a sign was mistyped")
    whole = value.to_bytes(size, "big")
    if _check(whole[:-CHECK_BYTES]) != whole[-CHECK_BYTES:]:
        raise WrongSlipError("a sign was mistyped")
    return whole[0], whole[1:-CHECK_BYTES]


def _check(whole: bytes) -> bytes:
    """CRC-16-CCITT: it finds every single wrong sign, whatever the share."""
    return crc_hqx(whole, 0xFFFF).to_bytes(CHECK_BYTES, "big")
