"""The ballot box: what is thrown in stays shut until enough of its key holders open it together. No database is known here.

Ballots lie in the database sealed with a public key. The private key is never stored: it is dealt out on slips of paper, and any so
many of them make it again. Whoever copies the database, its log or a backup while people vote holds sealed ballots alone.
"""

from .sealing import WrongKeyError, new_secret, open_sealed, public_key_of, seal
from .sharing import combine, deal
from .slips import WrongSlipError, read_slip, write_slip

__all__ = [
    "WrongKeyError",
    "WrongSlipError",
    "combine",
    "deal",
    "new_secret",
    "open_sealed",
    "public_key_of",
    "read_slip",
    "seal",
    "write_slip",
]
