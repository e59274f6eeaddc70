"""How many the law asks for, of this election's roll; a charter may be content with fewer."""

from datetime import date

from linli.ballots.models import Ballot
from linli.base.rules import rule
from linli.base.shares import Needed, needed

from ..models import Election


def voters_of(ballot: Ballot) -> int:
    return ballot.roll.filter(struck_why="").count()


def signatures_needed(election: Election, *, on: date) -> Needed:
    """For a recall: a tenth of the roll, of representatives a third, rounded up (Organic Law art. 20)."""
    of_representatives = election.ballot.votes_by == Ballot.VotesBy.REPRESENTATIVE
    key = "elections.recall_share_representatives" if of_representatives else "elections.recall_share"
    return needed(key, voters_of(election.ballot), on=on, community=election.ballot.community)


def backers_needed(*, on: date) -> int:
    """Voters who name a nominee together (Organic Law art. 18)."""
    return int(rule("elections.backers", on=on).value)
