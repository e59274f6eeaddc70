"""Who prepares and runs ballots: those who work for the community. Who votes needs no right, but a place on the roll and its code."""

from django.db.models import Q

from linli.base.actors import Actor, RoleKind
from linli.base.rights import Right
from linli.places.models import lies_under, under

from .models import Ballot

COMMITTEE = frozenset({RoleKind.COMMITTEE_CHAIR, RoleKind.COMMUNITY_WORKER})
PREPARED = (Ballot.State.DRAFT,)


def _runs(by: Actor, row: Ballot) -> bool:
    return lies_under(row.community, by.divisions(COMMITTEE))


def _running(by: Actor) -> Q:
    return under(by.divisions(COMMITTEE))


hold_ballots = Right(
    "ballots.hold_ballots",
    "places.Community",
    allows=lambda by, row: lies_under(row, by.divisions(COMMITTEE)),
    within=lambda by: under(by.divisions(COMMITTEE), ""),
)
run_ballot = Right("ballots.run_ballot", "ballots.Ballot", allows=_runs, within=_running)
see_ballot = Right(
    "ballots.see_ballot",
    "ballots.Ballot",
    allows=lambda by, row: row.state not in PREPARED or _runs(by, row),
    within=lambda by: ~Q(state__in=PREPARED) | _running(by),
)
"""From the posting of the roll on everybody sees a ballot."""
