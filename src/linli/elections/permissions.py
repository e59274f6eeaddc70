"""Who runs elections: who holds ballots of the community. Everybody sees an election once its roll is posted."""

from linli.ballots.permissions import COMMITTEE, hold_ballots, run_ballot, see_ballot

__all__ = ["COMMITTEE", "hold_ballots", "run_ballot", "see_ballot"]
