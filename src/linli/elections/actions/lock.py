"""An election is locked by its ballot: whatever is asked of the two at the same moment happens one after the other."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from linli.ballots.actions.lock import locked
from linli.ballots.models import Ballot, RollEntry
from linli.base.actors import Actor
from linli.base.errors import Invalid

from ..models import Election


def election_locked(by: Actor, election: Election, *states: str) -> Election:
    """The row, its ballot under lock, for who runs it. What `locked` raises."""
    ballot = locked(by, election.ballot, *states)
    found = Election.objects.get(pk=election.pk)
    found.ballot = ballot
    return found


def on_roll(ballot: Ballot, numbers: Iterable[int], *, field: str) -> dict[int, RollEntry]:
    """Who stands under these numbers. Invalid, with the numbers, for those where nobody does."""
    asked = set(numbers)
    found = {entry.number: entry for entry in ballot.roll.filter(struck_why="", number__in=asked)}
    if missing := sorted(asked - set(found)):
        raise Invalid(
            _("Nobody who may vote stands under: %(numbers)s.") % {"numbers": "、".join(map(str, missing))}, field=field
        )
    return found
