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
        "roll": file.opening["roll"]["voters"],
        "cast": len(file.ballots),
        "valid": len(file.valid),
        "decided": votes["yes"] + votes["no"],
    }
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
    """Organic Law art. 8, 18 and 19. Who may be elected is asked of the committee as a whole: `beside` names near relatives of candidates
    who sit on it or stand for it by another vote, `seated` who of them sat at the count.
    """
    rule, votes, seats, cast = file.opening["rule"], marks_of(file), file.opening["rule"]["seats"], len(file.ballots)
    checks = {
        "contest": reached(rule["contest"], len(file.options), seats),
        "turnout": reached(rule["turnout"], cast, file.opening["roll"]["voters"]),
        "cover": reached(rule["cover"], file.marked, cast),
    }
    told: dict[str, Any] = {
        "valid": all(checks.values()),
        "elected": [],
        "votes": votes,
        "checks": checks,
        "further": None,
    }
    if told["valid"]:
        seating = Seating(file, votes)
        seating.fill_all(seats)
        told["elected"] = [option for option in seating.ranked if option in seating.elected]
        if len(seating.elected) < seats:
            told["further"] = seating.further(seats)
    return told


def further_before(file: File) -> dict[str, Any] | None:
    """Who stands again as files of the first format named them: relatives of the elected too, if they had too few votes to be elected."""
    seats = file.opening["rule"]["seats"]
    seating = Seating(file, marks_of(file))
    seating.fill_all(seats)
    return seating.further(seats, as_before=True) if len(seating.elected) < seats else None


class Seating:
    """The committee as it fills: who of this vote is elected, who is tied, and for whom there is no room beside a near relative."""

    def __init__(self, file: File, votes: dict[str, int]) -> None:
        self.rule, self.votes = file.opening["rule"], votes
        self.cast = len(file.ballots)
        self.ranked = sorted(file.options, key=lambda option: (-votes[option], file.order.index(option)))
        self.women = {option["key"] for option in file.opening["options"] if option.get("woman")}
        seated = set(file.closing.get("seated", ()))
        self.out = {key for one in self.rule.get("beside", ()) if one["key"] in seated for key in one["relatives"]}
        self._begin()

    def _begin(self) -> None:
        self.elected: list[str] = []
        self.tied: list[str] = []
        self.tied_places = self.left_for_women = 0

    def has_room(self, option: str) -> bool:
        """Of near relatives one sits on the committee (art. 8), by whatever vote they came to sit."""
        relatives = {other for family in self.rule.get("relatives", ()) if option in family for other in family}
        return option not in self.out and not (relatives - {option}) & set(self.elected)

    def fill_all(self, seats: int) -> None:
        """By votes; and again, the places held for women first, where that elects too few women (art. 8)."""
        able = [o for o in self.ranked if self.votes[o] and reached(self.rule["support"], self.votes[o], self.cast)]
        self.able = able
        held = min(self.rule["women"], seats)
        self._fill(able, seats)
        if len(self.women & set(self.elected)) >= held:
            return
        self._begin()
        self._fill([option for option in able if option in self.women], held)
        self.left_for_women = held - len(self.elected)
        taken = {*self.elected, *self.tied}
        self._fill([option for option in able if option not in taken], seats - held)

    def _fill(self, options: list[str], places: int) -> None:
        for level in sorted({self.votes[option] for option in options}, reverse=True):
            equal = [option for option in options if self.votes[option] == level and self.has_room(option)]
            if 0 < places < len(equal) and self.rule["on_tie"] == "vote_again":
                self.tied += equal
                self.tied_places += places
                return
            for option in equal:
                if places and self.has_room(option):
                    self.elected.append(option)
                    places -= 1

    def further(self, seats: int, *, as_before: bool = False) -> dict[str, Any]:
        """Who stands for the places left (art. 19): those tied, then those with most votes; never beside a near relative who sits."""
        places = seats - len(self.elected)
        passed = self.ranked if not as_before else [o for o in self.ranked if o in self.able]
        out = {option for option in passed if not self.has_room(option)}
        may = [option for option in self.ranked if option not in self.elected and option not in out]
        standing = [option for option in may if option in self.tied]
        if len(standing) <= self.tied_places:
            standing = []
        others = places - self.tied_places if standing else places
        for_women, spare = self.left_for_women, self.rule["spare"]
        if others and for_women:
            women = [option for option in may if option in self.women and option not in standing]
            standing += women[: min(others, for_women) + spare]
        if others > for_women:
            standing += [option for option in may if option not in standing][: others - for_women + spare]
        candidates = [option for option in self.ranked if option in standing]
        return {"places": places, "for_women": for_women, "candidates": candidates}
