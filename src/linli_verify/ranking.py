"""Ranked ballots: instant run-off, and the transferable vote counted paper by paper."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from .reading import File


def runoff(file: File) -> dict[str, Any]:
    still = list(file.options)
    rounds: list[dict[str, Any]] = []
    while True:
        firsts = [next((option for option in ballot["choice"] if option in still), None) for ballot in file.valid]
        votes = {option: firsts.count(option) for option in still}
        rounds.append({"votes": votes, "exhausted": firsts.count(None), "excluded": None})
        total = sum(votes.values())
        if not total:
            return {"winner": None, "rounds": rounds}
        for option, number in votes.items():
            if Fraction(number, total) > Fraction(1, 2):
                return {"winner": option, "rounds": rounds}
        fewest = min(votes.values())
        out = max((option for option in still if votes[option] == fewest), key=file.order.index)
        rounds[-1]["excluded"] = out
        still.remove(out)


class _Paper:
    """One ballot paper on its way: with whom it lies, and what of it is still worth."""

    def __init__(self, choice: list[str]) -> None:
        self.choice, self.place, self.value = choice, -1, Fraction(1)

    def moved(self, value: Fraction, still: list[str]) -> "_Paper | None":
        """A part of it with the next choice that is still in; None where there is none."""
        for place in range(self.place + 1, len(self.choice)):
            if self.choice[place] in still:
                new = _Paper(self.choice)
                new.place, new.value = place, value
                return new
        return None


def transferable(file: File) -> dict[str, Any]:
    seats, still = file.opening["rule"]["seats"], list(file.options)
    quota = len(file.valid) // (seats + 1) + 1
    stages: list[dict[str, Any]] = []
    elected: list[str] = []
    result = {"elected": elected, "quota": quota, "stages": stages}
    lying: dict[str, list[_Paper]] = {option: [] for option in still}
    _lay(lying, (_Paper(ballot["choice"]).moved(Fraction(1), still) for ballot in file.valid))
    if not any(lying.values()):
        return result
    while still and len(elected) < seats:
        votes = {option: sum((paper.value for paper in lying[option]), Fraction(0)) for option in still}
        by_votes = sorted(still, key=lambda option: (-votes[option], file.order.index(option)))
        if len(still) <= seats - len(elected):
            elected += by_votes
            break
        now = [option for option in by_votes if votes[option] >= quota]
        stages.append(
            {"votes": {option: str(number) for option, number in votes.items()}, "elected": now, "excluded": None}
        )
        elected += now
        if len(elected) >= seats:
            break
        if now:
            still = [option for option in still if option not in now]
            parts = {option: 1 - Fraction(quota) / votes[option] for option in now}
        else:
            fewest = min(votes.values())
            out = max((option for option in still if votes[option] == fewest), key=file.order.index)
            stages[-1]["excluded"] = out
            still.remove(out)
            parts = {out: Fraction(1)}
        for option, part in parts.items():
            if part:
                _lay(lying, [paper.moved(paper.value * part, still) for paper in lying[option]])
    return result


def _lay(lying: dict[str, list[_Paper]], papers: Iterable[_Paper | None]) -> None:
    """Each paper to the one it is now for."""
    for paper in papers:
        if paper:
            lying[paper.choice[paper.place]].append(paper)
