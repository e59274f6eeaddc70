"""Kinds in which marks are counted once: yes or no, most marks, the committee's election, owners' votes."""

from fractions import Fraction
from typing import Any

from .reading import File

ANSWERS = ("yes", "no", "abstain")


def reached(rule: dict[str, Any], part: int, whole: int) -> bool:
    """A threshold as the file states it."""
    if not whole:
        return False
    share = Fraction(part, whole)
    return share > Fraction(rule["share"]) if rule["over"] else share >= Fraction(rule["share"])


def answer_of(ballot: dict[str, Any]) -> str:
    return str(ballot["choice"][0]) if ballot["choice"] else "abstain"


def marks_of(file: File) -> dict[str, int]:
    return {option: sum(option in ballot["choice"] for ballot in file.valid) for option in file.options}


def yes_no(file: File) -> dict[str, Any]:
    answers = [answer_of(ballot) for ballot in file.valid]
    votes = {answer: answers.count(answer) for answer in ANSWERS}
    wholes = {
        "roll": file.opening["roll"]["voters"], "cast": len(file.ballots), "valid": len(file.valid),
        "decided": votes["yes"] + votes["no"],
    }  # fmt: skip
    rule = file.opening["rule"]
    checks = {"majority": reached(rule["majority"], votes["yes"], wholes[rule["majority"]["of"]])}
    if rule.get("quorum"):
        checks["quorum"] = reached(rule["quorum"], len(file.ballots), wholes[rule["quorum"]["of"]])
    return {"carried": all(checks.values()), "votes": votes, "checks": checks}


def most(file: File) -> dict[str, Any]:
    rule, votes = file.opening["rule"], marks_of(file)
    wholes = {"roll": file.opening["roll"]["voters"], "cast": len(file.ballots), "valid": len(file.valid)}
    able = [option for option in file.options if votes[option]]
    if needed := rule.get("needed"):
        able = [option for option in able if reached(needed, votes[option], wholes[needed["of"]])]
    able.sort(key=lambda option: (-votes[option], file.order.index(option)))
    return {"winners": able[: rule["seats"]], "votes": votes}


def owners(file: File) -> dict[str, Any]:
    rule, roll = file.opening["rule"], file.opening["roll"]
    heads, area = dict.fromkeys((*ANSWERS, "invalid"), 0), dict.fromkeys((*ANSWERS, "invalid"), 0)
    for ballot in file.ballots:
        side = "invalid" if "invalid" in ballot else answer_of(ballot)
        heads[side] += 1
        area[side] += ballot["area"]
    cast_heads, cast_area = sum(heads.values()), sum(area.values())
    checks = {
        "turnout_area": reached(rule["turnout"], cast_area, roll["area"]),
        "turnout_owners": reached(rule["turnout"], cast_heads, roll["voters"]),
        "consent_area": reached(rule["consent"], area["yes"], cast_area),
        "consent_owners": reached(rule["consent"], heads["yes"], cast_heads),
    }
    return {"carried": all(checks.values()), "owners": heads, "area": area, "checks": checks}


def election(file: File) -> dict[str, Any]:
    rule, votes, seats, cast = file.opening["rule"], marks_of(file), file.opening["rule"]["seats"], len(file.ballots)
    checks = {
        "contest": reached(rule["contest"], len(file.options), seats),
        "turnout": reached(rule["turnout"], cast, file.opening["roll"]["voters"]),
        "cover": reached(rule["cover"], file.marked, cast),
    }
    ranked = sorted(file.options, key=lambda option: (-votes[option], file.order.index(option)))
    told = {"valid": all(checks.values()), "elected": [], "votes": votes, "checks": checks, "further": None}
    if not told["valid"]:
        return told
    women = {option["key"] for option in file.opening["options"] if option.get("woman")}
    able = [option for option in ranked if votes[option] and reached(rule["support"], votes[option], cast)]
    held, empty_for_women = min(rule["women"], seats), 0
    elected, tied, tied_places, barred = _take(file, votes, able, seats, [])
    if len(women & set(elected)) < held:
        elected, tied, tied_places, barred = _take(file, votes, [o for o in able if o in women], held, [])
        empty_for_women = held - len(elected)
        others = [option for option in able if option not in elected and option not in tied and option not in barred]
        elected, more_tied, more_places, more_barred = _take(file, votes, others, seats - held, elected)
        tied, tied_places, barred = tied | more_tied, tied_places + more_places, barred | more_barred
    told["elected"] = [option for option in ranked if option in elected]
    if places := seats - len(elected):
        standing = set(tied)
        rest = [option for option in ranked if option not in {*elected, *tied, *barred}]
        untied = places - tied_places
        if untied and empty_for_women:
            standing |= set([o for o in rest if o in women][: min(untied, empty_for_women) + rule["spare"]])
        if untied > empty_for_women:
            standing |= set([o for o in rest if o not in standing][: untied - empty_for_women + rule["spare"]])
        told["further"] = {
            "places": places, "for_women": empty_for_women, "candidates": [option for option in ranked if option in standing]
        }  # fmt: skip
    return told


def _take(
    file: File, votes: dict[str, int], options: list[str], places: int, before: list[str]
) -> tuple[list[str], set[str], int, set[str]]:
    """Elected with those before, tied for another vote, how many places that vote is for, kept out as near relatives."""
    elected, barred = list(before), set()
    families = [set(family) for family in file.opening["rule"].get("relatives", ())]

    def is_barred(option: str) -> bool:
        if any(option in family and family & set(elected) for family in families):
            barred.add(option)
        return option in barred

    for level in sorted({votes[option] for option in options}, reverse=True):
        equal = [option for option in options if votes[option] == level and not is_barred(option)]
        left = places - (len(elected) - len(before))
        if 0 < left < len(equal) and file.opening["rule"]["on_tie"] == "vote_again":
            return elected, set(equal), left, barred
        for option in equal:
            if len(elected) - len(before) < places and not is_barred(option):
                elected.append(option)
    return elected, set(), 0, barred
