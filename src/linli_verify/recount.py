"""What is checked, in order; each finding is a word with its figures, put into a sentence by `words`."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import budgeting, marking, ranking
from .reading import File
from .shape import same

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
    """Every finding, those that cannot be looked at among them."""
    for note in file.notes:
        yield Finding(note, None)
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
    try:
        yield from _result(file)
    except budgeting.TooLongError:
        yield Finding("recounted", None)


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
    marked, ways = file.closing["marked"], file.opening["rule"].get("ways")
    yield Finding(
        "within_marked", len(file.ballots) <= file.marked, {"ballots": len(file.ballots), "marked": file.marked}
    )
    screens, papers = marked["web"] + marked["tablet"], marked["paper"] + marked["letter"]
    yield Finding("screens_there", len(file.ballots) >= screens, {"ballots": len(file.ballots), "screens": screens})
    yield Finding("papers_invalid", found <= papers, {"invalid": found, "papers": papers})
    if ways is not None:
        others = [channel for channel, number in marked.items() if number and channel not in ways]
        yield Finding("ways_fit", not others, {"ways": ways, "others": others})
    voters = file.opening["roll"]["voters"]
    yield Finding("within_roll", file.marked <= voters, {"marked": file.marked, "voters": voters})
    if file.opening["kind"] == "owners":
        area, whole = sum(ballot["area"] for ballot in file.ballots), file.opening["roll"]["area"]
        yield Finding("within_area", area <= whole, {"area": area, "whole": whole})
        yield Finding("areas_known", None)


def _is_sound(file: File, ballot: dict[str, Any]) -> bool:
    """Whether the ballot may be counted as it stands: known options, none twice, not more than the rule allows."""
    kind, rule = file.opening["kind"], file.opening["rule"]
    if "invalid" in ballot:
        return True
    choice, with_points = ballot["choice"], rule.get("ballot") == "points"
    if any(isinstance(one, list) != with_points for one in choice):
        return False
    if with_points:
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
        if name == "further" and file.number == 1 and _is_as_before(file, stated, found):
            yield Finding("relatives_again", None)
            continue
        fits = name in stated and name in found and same(stated[name], found[name])
        yield Finding("result_fits", fits, {"name": name, "stated": stated.get(name), "found": found.get(name)})
    if "reasons" in {*stated, *found}:
        yield from _reasons(file, stated.get("reasons"), found.get("reasons", {}))


def _is_as_before(file: File, stated: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether an election of the first format differs only in naming relatives of the elected for the further vote."""
    named = stated.get("further")
    return not same(named, found["further"]) and same(named, marking.further_before(file))


def _reasons(file: File, stated: Any, found: dict[str, Any]) -> Iterator[Finding]:
    """Why each project was bought or not: one finding if all is as stated, else one for each project where it is not."""
    told = stated if isinstance(stated, dict) else {}
    labels = {option["key"]: option["label"] for option in file.opening["options"]}
    wrong = [key for key in sorted({*told, *found}) if not same(told.get(key), found.get(key))]
    for key in wrong:
        figures = {"project": labels.get(key, key), "stated": told.get(key), "found": found.get(key)}
        yield Finding("reasons_fit", False, figures)
    if not wrong:
        yield Finding("reasons_fit", True, {"number": len(found)})
