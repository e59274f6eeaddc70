"""How many the law asks for, of this election's roll."""

import math
from datetime import date
from fractions import Fraction

from linli.ballots.models import Ballot
from linli.base.rules import rule

from ..models import Election


def voters_of(ballot: Ballot) -> int:
    return ballot.roll.filter(struck_why="").count()


def signatures_needed(election: Election, *, on: date) -> int:
    """For a recall: a tenth of the roll, of representatives a third, rounded up (Organic Law art. 20)."""
    of_representatives = election.ballot.votes_by == Ballot.VotesBy.REPRESENTATIVE
    key = "elections.recall_share_representatives" if of_representatives else "elections.recall_share"
    return max(1, math.ceil(Fraction(rule(key, on=on).value) * voters_of(election.ballot)))


def backers_needed(*, on: date) -> int:
    """Voters who name a nominee together (Organic Law art. 18)."""
    return int(rule("elections.backers", on=on).value)
