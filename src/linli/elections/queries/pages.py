"""What the pages of an election show, in one piece."""

from datetime import date
from typing import Any

from ..models import Election
from .elections import ballots_of, elected_of, families_of, handover_of, nominees_of, proxies_of, steps_of
from .thresholds import backers_needed, signatures_needed


def page_of(election: Election, *, today: date, in_full: bool) -> dict[str, Any]:
    """`in_full`: names as they stand on the roll, for those who run it."""
    ballots, nominees = ballots_of(election), nominees_of(election)
    last = ballots[-1]
    return {
        "ballot": election.ballot, "ballots": ballots, "last": last, "steps": steps_of(election, last), "committee": list(election.committee.all()),
        "nominees": nominees, "families": families_of(nominees), "proxies": proxies_of(election, in_full=in_full), "elected": elected_of(ballots),
        "handover": handover_of(election, last, today=today), "backers_needed": backers_needed(on=today),
        "signed": election.backings.count() if election.is_recall else 0,
        "signatures_needed": signatures_needed(election, on=today) if election.is_recall else None,
    }  # fmt: skip
