"""Owners' votes: the same two thresholds by area and by owners (Civil Code art. 278; which pair holds depends on the matter, and is data).

One ballot an owner: whoever owns several units is one owner with the area of all of them. Area in whole hundredths of a square metre.
"""

from dataclasses import dataclass

from .ballots import Check, Choice, Tally, Threshold, all_checked, choice_of
from .plurality import ABSTAIN, ANSWERS, YES

OwnersBallot = tuple[Choice, int]
"""The answer (one of yes, no, abstain; blank abstains) and the owner's area."""


@dataclass(frozen=True)
class Side:
    """One answer by owners and by area."""

    answer: str
    owners: int
    area: int


@dataclass(frozen=True)
class OwnersVote:
    """`checks`: turnout by area and by owners of the roll, consent by area and by owners of those who took part."""

    sides: tuple[Side, ...]
    invalid: Side
    checks: tuple[Check, ...]

    @property
    def is_carried(self) -> bool:
        return all(check.is_met for check in self.checks)


def check_owners_ballot(ballot: OwnersBallot) -> None:
    """Raise WrongBallotError for anything but one answer, ValueError for an area that is not above zero."""
    choice_of(ANSWERS, most=1)(ballot[0])
    if ballot[1] <= 0:
        raise ValueError("an owner without area")


def count_owners(
    tally: Tally[OwnersBallot], *, owners: int, area: int, turnout: Threshold, consent: Threshold, invalid_area: int = 0
) -> OwnersVote:
    """Count by area and by owners; `owners` and `area` are those of the roll. An invalid ballot took part and consented to nothing.

    `turnout.of` is `roll`, `consent.of` is `cast`. ValueError where more took part than the roll has.
    """
    all_checked(tally, check_owners_ballot)
    sums = {answer: [0, 0] for answer in ANSWERS}
    for (choice, size), number in tally.groups:
        sums[choice[0] if choice else ABSTAIN][0] += number
        sums[choice[0] if choice else ABSTAIN][1] += number * size
    sides = tuple(Side(answer, *both) for answer, both in sums.items())
    cast_area = sum(side.area for side in sides) + invalid_area
    if tally.cast > owners or cast_area > area:
        raise ValueError("more took part than the roll has")
    checks = (
        Check("turnout_area", turnout, cast_area, area),
        Check("turnout_owners", turnout, tally.cast, owners),
        Check("consent_area", consent, sums[YES][1], cast_area),
        Check("consent_owners", consent, sums[YES][0], tally.cast),
    )
    return OwnersVote(sides, Side("invalid", tally.cast - tally.valid, invalid_area), checks)
