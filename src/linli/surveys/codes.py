"""The codes on slips: the key of the slip and ten signs reckoned from it, so that they stand nowhere until they are printed."""

from linli.base.links import LENGTH, check_code, code_for, plain_code
from linli.base.requests import read_key

PURPOSE = "surveys.code"


def code_of(key: int) -> str:
    """17-ABCDE-FGHJK."""
    signs = code_for(PURPOSE, key)
    return f"{key}-{signs[:5]}-{signs[5:]}"


def key_in(written: str) -> int | None:
    """The key of the slip whose code this is; None for what is no code of ours. Forgives blanks, dashes, small letters, O for 0."""
    plain = plain_code(written)
    number, signs = plain[:-LENGTH], plain[-LENGTH:]
    key = read_key(number)
    return key if key is not None and check_code(signs, PURPOSE, key) else None
