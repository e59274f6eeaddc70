"""Yes or no; up to k; approval. Whoever has most marks, ties by the published order, thresholds as they are passed in."""

from collections import Counter
from dataclasses import dataclass

from .ballots import Check, Choice, Paper, Tally, Threshold, Tie, all_checked, choice_of

YES, NO, ABSTAIN = ANSWERS = ("yes", "no", "abstain")


@dataclass(frozen=True)
class Answer:
    """A yes-or-no question. A blank ballot abstains. Equal numbers of yes and no do not carry it: no tie is broken."""

    votes: tuple[tuple[str, int], ...]
    invalid: int
    checks: tuple[Check, ...]

    @property
    def is_carried(self) -> bool:
        return all(check.is_met for check in self.checks)


def count_answer(tally: Tally[Choice], *, roll: int, majority: Threshold, quorum: Threshold | None = None) -> Answer:
    """Count yes and no. `majority.of` is `roll`, `cast`, `valid` or `decided` (yes and no alone); `quorum.of` is `roll`.

    Raises WrongBallotError for a ballot with anything but one answer.
    """
    all_checked(tally, choice_of(ANSWERS, most=1))
    votes: Counter[str] = Counter(dict.fromkeys(ANSWERS, 0))
    for choice, number in tally.groups:
        votes[choice[0] if choice else ABSTAIN] += number
    bases = {"roll": roll, "cast": tally.cast, "valid": tally.valid, "decided": votes[YES] + votes[NO]}
    checks = [Check("quorum", quorum, tally.cast, bases[quorum.of])] if quorum else []
    checks.append(Check("majority", majority, votes[YES], bases[majority.of]))
    return Answer(tuple(votes.items()), tally.cast - tally.valid, tuple(checks))


@dataclass(frozen=True)
class Standing:
    """An option at the end. `why`: most_votes, tie_order, lost_tie, no_place_left, below_threshold, no_votes."""

    option: str
    votes: int
    is_chosen: bool
    why: str


@dataclass(frozen=True)
class Most:
    """Options by votes, those of equal votes in the published order. `needed` is the threshold held against each, if any."""

    standings: tuple[Standing, ...]
    blank: int
    invalid: int
    ties: tuple[Tie, ...]
    needed: tuple[Check, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        return tuple(standing.option for standing in self.standings if standing.is_chosen)


def count_most(
    tally: Tally[Choice],
    paper: Paper,
    *,
    seats: int,
    most: int | None = None,
    needed: Threshold | None = None,
    roll: int = 0,
) -> Most:
    """The `seats` options with most marks. `most`: how many a ballot may mark (None: approval, as many as one likes).

    An option without a vote is never chosen. `needed.of` is `roll`, `cast` or `valid`. Raises WrongBallotError.
    """
    all_checked(tally, choice_of(paper.options, most=most))
    votes = marks(tally, paper.options)
    bases = {"roll": roll, "cast": tally.cast, "valid": tally.valid}
    checks = {o: Check("needed", needed, votes[o], bases[needed.of]) for o in paper.order} if needed else {}
    ranked = sorted(paper.order, key=lambda option: -votes[option])
    able = [option for option in ranked if votes[option] and (not needed or checks[option].is_met)]
    chosen, ties = able[:seats], []
    level = votes[able[seats]] if 0 < seats < len(able) else -1  # the votes of the first who found no place
    tied = [option for option in able if votes[option] == level and level == votes[chosen[-1]]]
    ties = [Tie("seat", tuple(tied), option) for option in chosen if option in tied]

    def why(option: str) -> str:
        if option in able:
            return (
                ("tie_order" if option in tied else "most_votes")
                if option in chosen
                else ("lost_tie" if option in tied else "no_place_left")
            )
        return "below_threshold" if votes[option] else "no_votes"

    standings = tuple(Standing(option, votes[option], option in chosen, why(option)) for option in ranked)
    blank = sum(number for choice, number in tally.groups if not choice)
    return Most(
        standings, blank, tally.cast - tally.valid, tuple(ties), tuple(checks[o] for o in ranked) if needed else ()
    )


def marks(tally: Tally[Choice], options: tuple[str, ...]) -> dict[str, int]:
    """How many ballots name each option."""
    votes = dict.fromkeys(options, 0)
    for choice, number in tally.groups:
        for option in choice:
            votes[option] += number
    return votes
