"""An election is locked by the last of its votes: whatever is asked of the two at the same moment happens one after the other."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from linli.ballots.models import Ballot, RollEntry
from linli.ballots.permissions import run_ballot, see_ballot
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.rows import open_row

from ..models import Election
from ..queries.elections import last_ballot


def open_election(by: Actor, election: Election, *states: str) -> Election:
    """The row, the last of its votes under lock, for who runs it. What `open_row` raises.

    Whatever the law says of an election it says of its further votes too: so it is the last whose state counts.
    """
    open_row(by, Ballot, last_ballot(election).pk, *states, right=run_ballot, see=see_ballot)
    return Election.objects.select_related("ballot__community__division").get(pk=election.pk)


def on_roll(ballot: Ballot, numbers: Iterable[int], *, field: str) -> dict[int, RollEntry]:
    """Who stands under these numbers. Invalid, with the numbers, for those where nobody does."""
    asked = set(numbers)
    found = {entry.number: entry for entry in ballot.roll.filter(struck_why="", number__in=asked)}
    if missing := sorted(asked - set(found)):
        raise Invalid(
            _("Nobody who may vote stands under: %(numbers)s.") % {"numbers": "、".join(map(str, missing))}, field=field
        )
    return found
