"""Who runs elections: who holds ballots of the community. Everybody sees an election once its roll is posted."""

from linli.ballots.permissions import hold_ballots, run_ballot, see_ballot

__all__ = ["hold_ballots", "run_ballot", "see_ballot"]
