"""The codes that open a place on a roll: the one in the voter's letter, and the one that the desk shows to whoever stands before it.

A new letter makes the earlier codes worthless.
"""

from linli.base.links import check_code, code_for

from .models import RollEntry

LETTER, DESK = "ballots.letter", "ballots.desk"
WAYS = {LETTER: RollEntry.Channel.WEB, DESK: RollEntry.Channel.TABLET}
"""Which way somebody votes who comes with such a code."""


def voting_code(entry: RollEntry, purpose: str = LETTER) -> str:
    """The ballot, the number on its roll, and ten signs: 3-17-ABCDE-FGHJK."""
    signs = code_for(purpose, entry.pk, entry.letters)
    return f"{entry.ballot_id}-{entry.number}-{signs[:5]}-{signs[5:]}"


def purpose_of(entry: RollEntry, signs: str) -> str | None:
    """What kind of code it is; None for one that does not open this place."""
    return next((purpose for purpose in WAYS if check_code(signs, purpose, entry.pk, entry.letters)), None)
