"""A ballot is locked before anything of it changes: whatever is asked of one at the same moment happens one after the other."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, Refused
from linli.facts.actions import record
from linli.facts.kinds import FactKind

from ..models import Ballot
from ..permissions import run_ballot, see_ballot


def locked(by: Actor, ballot: Ballot, *states: str) -> Ballot:
    """The row under lock, for who runs it. Missing for who may not know of it, NotYours, Refused in any other state."""
    found = found_locked(ballot)
    if not see_ballot.allows(by, found):
        raise Missing(_("There is no such ballot."))
    run_ballot.require(by, found)
    if found.state not in states:
        raise Refused(_("The ballot is not at this step: %(state)s.") % {"state": found.get_state_display()})
    return found


def found_locked(ballot: Ballot) -> Ballot:
    rows = Ballot.objects.select_for_update(of=("self",)).select_related("community__division")
    found = rows.filter(pk=ballot.pk).first()
    if found is None:
        raise Missing(_("There is no such ballot."))
    return found


def happened(by: Actor, ballot: Ballot, kind: FactKind, *, now: datetime, **more: Any) -> None:
    record(by, kind.key, ballot, now=now, community_id=ballot.community_id, ballot_kind=ballot.kind, **more)
