"""Who prepares and runs ballots: those who work for the community. Who votes needs no right, but a place on the roll and its code."""

from linli.base.rights import Right, when
from linli.base.roles import COMMITTEE
from linli.places.rules import over

from .models import Ballot

RUNS = over(COMMITTEE, "community")

hold_ballots = Right("ballots.hold_ballots", "places.Community", over(COMMITTEE))
run_ballot = Right("ballots.run_ballot", "ballots.Ballot", RUNS)
see_ballot = Right("ballots.see_ballot", "ballots.Ballot", ~when("state", Ballot.State.DRAFT) | RUNS)
"""From the posting of the roll on everybody sees a ballot."""
