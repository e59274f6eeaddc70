"""What is checked, in order; each finding is a word with its figures, put into a sentence by `words`."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import budgeting, marking, ranking
from .reading import File, UnreadableError, is_number

KINDS = {
    "yes_no": marking.yes_no,
    "most": marking.most,
    "owners": marking.owners,
    "election": marking.election,
    "runoff": ranking.runoff,
    "transferable": ranking.transferable,
    "equal_shares": budgeting.equal_shares,
    "greedy": budgeting.greedy,
}


@dataclass
class Finding:
    """One thing looked at. `is_good` is None for what could not be looked at."""

    what: str
    is_good: bool | None
    figures: dict[str, Any] = field(default_factory=dict)


def check(file: File, posted_seal: str = "", posted_opening: str = "") -> Iterator[Finding]:
    """Every finding. UnreadableError for a kind that this program does not know, or a rule that lacks something."""
    if file.opening["kind"] not in KINDS:
        raise UnreadableError(f"1: {file.opening['kind']}")
    yield Finding("seal_fits", file.end["seal"] == file.seal, {"stated": file.end["seal"], "found": file.seal})
    yield _posted("seal_posted", posted_seal, file.seal)
    yield _posted("opening_posted", posted_opening, file.opening_seal)
    order = sorted(file.options, key=lambda option: (_draw(file.opening["seed"], option), option))
    yield Finding("order_fits", order == file.order, {"stated": file.order, "found": order})
    yield from _numbers(file)
    wrong = [ballot["receipt"] for ballot in file.ballots if not _is_sound(file, ballot)]
    yield Finding("ballots_sound", not wrong, {"receipts": wrong[:10]})
    if wrong:
        yield Finding("result_fits", None)
        return
    yield from _result(file)


def _draw(seed: str, option: str) -> str:
    return hashlib.sha256(f"{seed}\n{option}".encode()).hexdigest()


def _posted(what: str, posted: str, found: str) -> Finding:
    if not posted:
        return Finding(what, None, {"found": found})
    return Finding(what, posted.strip().lower() == found, {"stated": posted.strip().lower(), "found": found})


def _numbers(file: File) -> Iterator[Finding]:
    receipts = Counter(ballot["receipt"] for ballot in file.ballots)
    doubled = sorted(receipt for receipt, number in receipts.items() if number > 1)
    yield Finding("receipts_once", not doubled, {"receipts": doubled})
    in_order = [ballot["receipt"] for ballot in file.ballots]
    yield Finding("in_order", in_order == sorted(in_order))
    stated, found = file.closing["valid"], len(file.valid)
    yield Finding("number_valid", stated == found, {"stated": stated, "found": found})
    stated, found = file.closing["invalid"], len(file.ballots) - len(file.valid)
    yield Finding("number_invalid", stated == found, {"stated": stated, "found": found})
    yield Finding(
        "within_marked", len(file.ballots) <= file.marked, {"ballots": len(file.ballots), "marked": file.marked}
    )
    voters = file.opening["roll"]["voters"]
    yield Finding("within_roll", file.marked <= voters, {"marked": file.marked, "voters": voters})
    if file.opening["kind"] == "owners":
        area, whole = sum(ballot.get("area", 0) for ballot in file.ballots), file.opening["roll"]["area"]
        yield Finding("within_area", area <= whole, {"area": area, "whole": whole})


def _is_sound(file: File, ballot: dict[str, Any]) -> bool:
    """Whether the ballot may be counted as it stands: known options, none twice, not more than the rule allows."""
    kind, rule = file.opening["kind"], file.opening["rule"]
    if kind == "owners" and not (is_number(ballot.get("area")) and ballot["area"]):
        return False
    if "invalid" in ballot:
        return True
    choice = ballot["choice"]
    if not isinstance(choice, list):
        return False
    if rule.get("ballot") == "points":
        if not all(isinstance(pair, list) and len(pair) == 2 and is_number(pair[1]) for pair in choice):
            return False
        numbers = [number for _option, number in choice]
        if max(numbers, default=0) > (rule.get("most_each") or max(numbers, default=0)):
            return False
        if sum(numbers) > (rule.get("most") or sum(numbers)):
            return False
        choice, limit = [option for option, _number in choice], len(file.options)
    else:
        limit = {"yes_no": 1, "owners": 1, "election": rule.get("seats")}.get(kind, rule.get("most")) or len(
            file.options
        )
    known = marking.ANSWERS if kind in {"yes_no", "owners"} else file.options
    return len(choice) <= limit and all(option in known and choice.count(option) == 1 for option in choice)


def _result(file: File) -> Iterator[Finding]:
    stated, found = file.end["result"], KINDS[file.opening["kind"]](file)
    if (quorum := file.opening["rule"].get("quorum")) and "checks" not in found:
        found["checks"] = {"quorum": marking.reached(quorum, len(file.ballots), file.opening["roll"]["voters"])}
    for name in sorted({*stated, *found} - {"reasons"}):
        same = stated.get(name) == found.get(name)
        yield Finding("result_fits", same, {"name": name, "stated": stated.get(name), "found": found.get(name)})
    if "reasons" in {*stated, *found}:
        yield from _reasons(file, stated.get("reasons"), found.get("reasons", {}))


def _reasons(file: File, stated: Any, found: dict[str, Any]) -> Iterator[Finding]:
    """Why each project was bought or not: one finding if all is as stated, else one for each project where it is not."""
    told = stated if isinstance(stated, dict) else {}
    labels = {option["key"]: option["label"] for option in file.opening["options"]}
    wrong = [key for key in sorted({*told, *found}) if told.get(key) != found.get(key)]
    for key in wrong:
        figures = {"project": labels.get(key, key), "stated": told.get(key), "found": found.get(key)}
        yield Finding("reasons_fit", False, figures)
    if not wrong:
        yield Finding("reasons_fit", True, {"number": len(found)})
