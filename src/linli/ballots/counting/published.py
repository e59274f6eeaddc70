"""Write the file from which anybody recounts. The format stands in docs/contributors/published-ballot.md; `linli-verify` reads it.

One JSON object a line: the opening, the closing, the ballots by receipt, the seal with the stated result. The seal is the SHA-256 of
all lines before it, line feeds and all, so that `head -n -1 FILE | sha256sum` prints it too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .counted import Cast, Opening, Result, result_of

FORMAT, WITH_COMMITTEE = "linli-ballot/1", "linli-ballot/2"
CHANNELS = ("paper", "letter", "tablet", "web")


def opening_line(opening: Opening) -> str:
    """The first line, which is fixed and can be posted (`fingerprint`) before the first ballot is cast."""
    roll = {"voters": opening.roll.voters, "fingerprint": opening.roll.fingerprint}
    if opening.roll.area is not None:
        roll["area"] = opening.roll.area
    options = [
        {"key": option.key, "label": option.label}
        | ({"cost": option.cost} if option.cost is not None else {})
        | ({"woman": True} if option.is_woman else {})
        for option in opening.options
    ]
    return _line(
        {
            "format": format_of(opening),
            "kind": opening.kind,
            "question": opening.question,
            "options": options,
            "rule": _in_order(opening.rule),
            "seed": opening.seed,
            "order": list(opening.paper.order),
            "roll": roll,
        }
    )


def format_of(opening: Opening) -> str:
    """The second format has `beside` in the rule and `seated` in the closing; every election that opens now is written in it."""
    return WITH_COMMITTEE if "beside" in opening.rule else FORMAT


def _in_order(rule: Mapping[str, Any]) -> Any:
    """The rule with its names in alphabetical order: a database may give them back in another than they were stored in."""
    return json.loads(json.dumps(dict(rule), sort_keys=True))


def fingerprint(line: str) -> str:
    """SHA-256 of a line with its line feed, as hexadecimal digits."""
    return sha256(line.encode()).hexdigest()


@dataclass(frozen=True)
class Published:
    """The whole file, its seal, and the result stated in it."""

    text: str
    seal: str
    result: Result


def written(
    opening: Opening, marked: Mapping[str, int], ballots: Iterable[Cast], result: Result | None = None
) -> Published:
    """The file of a ballot that is over. `marked`: voters ticked off as having voted, by channel. `result`: as it was stated when it was
    counted, where that is written anew; without it the ballots are counted.

    ValueError for an unknown channel or a receipt that stands twice; what `result_of` raises.
    """
    if not set(marked) <= set(CHANNELS):
        raise ValueError("a channel that is not known")
    in_order = sorted(ballots, key=lambda ballot: ballot.receipt)
    if len({ballot.receipt for ballot in in_order}) != len(in_order):
        raise ValueError("a receipt stands twice")
    sealed = "".join(
        [opening_line(opening), _line(_closing(opening, marked, in_order)), *map(_line, map(_ballot, in_order))]
    )
    seal = fingerprint(sealed)
    stated = result_of(opening, in_order, sum(marked.values())) if result is None else result
    return Published(sealed + _line({"seal": seal, "result": stated}), seal, stated)


def _closing(opening: Opening, marked: Mapping[str, int], ballots: list[Cast]) -> dict[str, Any]:
    invalid = sum(bool(ballot.invalid) for ballot in ballots)
    told: dict[str, Any] = {
        "marked": {channel: marked.get(channel, 0) for channel in CHANNELS},
        "valid": len(ballots) - invalid,
        "invalid": invalid,
    }
    return told | ({"seated": list(opening.seated)} if format_of(opening) == WITH_COMMITTEE else {})


def _ballot(ballot: Cast) -> dict[str, Any]:
    told: dict[str, Any] = {"receipt": ballot.receipt}
    told |= {"invalid": ballot.invalid} if ballot.invalid else {"choice": ballot.choice}
    return told | ({"area": ballot.area} if ballot.area is not None else {})


def _line(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
