"""A ballot as it goes into the box, and what its voter is told."""

import json
import secrets
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.links import ALPHABET

from .counting.ballots import Choice, WrongBallotError, choice_of
from .counting.counted import Cast
from .models import Ballot, RollEntry

YES_NO = ("yes", "no", "abstain")
PAPER_WAYS = (RollEntry.Channel.PAPER, RollEntry.Channel.LETTER)
RECEIPT_SIGNS = 12
ROOM = 100


def keys_of(ballot: Ballot) -> tuple[str, ...]:
    return YES_NO if ballot.is_answer else tuple(option.key for option in ballot.options.all())


def checked(ballot: Ballot, choice: Sequence[str]) -> Choice:
    """The choice, if it may be counted. Invalid, with what is wrong, otherwise: it is said before anything is cast."""
    most, given = ballot.most_marks, tuple(choice)
    try:
        choice_of(keys_of(ballot), most=most)(given)
    except WrongBallotError as wrong:
        words = {
            "too_many": _("Mark at most %(n)s.") % {"n": most},
            "option_twice": _("Each can be chosen once."),
        }
        raise Invalid(words.get(wrong.reason, _("Choose from the ballot paper.")), field="choice") from wrong
    return given


def new_receipt() -> str:
    """Twelve signs, sixty bits, in three groups."""
    return grouped("".join(secrets.choice(ALPHABET) for _sign in range(RECEIPT_SIGNS)))


def grouped(signs: str) -> str:
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def written(cast: Cast) -> str:
    told = {"receipt": cast.receipt, "choice": cast.choice}
    return json.dumps(told | ({"area": cast.area} if cast.area is not None else {}), separators=(",", ":"))


def longest(ballot: Ballot) -> int:
    """Bytes of the longest that this ballot's box can hold."""
    return ROOM + sum(len(key) + 3 for key in keys_of(ballot))


def read(text: str) -> Cast:
    told: dict[str, Any] = json.loads(text)
    return Cast(told["receipt"], tuple(told["choice"]), area=told.get("area"))


def square_metres(area: int | None) -> str:
    """85.30 ㎡, from hundredths."""
    return "" if area is None else f"{Decimal(area) / 100:,.2f} ㎡"
