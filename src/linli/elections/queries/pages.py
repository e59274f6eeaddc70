"""What the pages of an election show, in one piece."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from linli.ballots.models import Ballot

from ..models import Election, Nominee
from .elections import (
    ballots_of,
    elected_of,
    families_of,
    handover_of,
    is_failed,
    nominees_of,
    places_open,
    proxies_of,
    steps_of,
)
from .seats import relatives_of, sitting, together_with
from .thresholds import backers_needed, signatures_needed


def page_of(election: Election, *, today: date, in_full: bool) -> dict[str, Any]:
    """`in_full`: names as they stand on the roll, for those who run it."""
    ballots, nominees = ballots_of(election), nominees_of(election)
    last, elected = ballots[-1], elected_of(ballots)
    kin = kin_in_names(election, [one for one in nominees if one.has_agreed is not False], elected)
    return {
        "ballot": election.ballot,
        "ballots": ballots,
        "last": last,
        "steps": steps_of(election, last),
        "committee": list(election.committee.all()),
        "nominees": nominees,
        "families": kin,
        "proxies": proxies_of(election, in_full=in_full),
        "elected": elected,
        "handover": handover_of(election, last, today=today),
        "backers_needed": backers_needed(on=today),
        "signed": election.backings.count() if election.is_recall else 0,
        "signatures_needed": signatures_needed(election, on=today) if election.is_recall else None,
        "may_go_further": places_open(last) and not _is_followed(last),
        "may_be_held_again": is_failed(last) and not _is_followed(last),
        "left_open": 0
        if election.is_recall or last.state != Ballot.State.COUNTED or places_open(last)
        else max(election.ballot.seats - len(elected), 0),
        "is_live": last.state in {Ballot.State.POSTED, Ballot.State.OPEN},
    }


def kin_in_names(
    election: Election, nominees: Sequence[Nominee], elected: Sequence[str]
) -> list[tuple[str, str, bool]]:
    """Near relatives by name, those by another vote or on the committee already as the second; and whether the first cannot be elected any
    more because the second sits.
    """
    found = []
    for one, other in families_of(nominees):
        first, second = (other.name, one.name) if one.name in elected else (one.name, other.name)
        found.append((first, second, second in elected))
    rest = relatives_of(election, nominees)
    return found + [
        (one.nominee.name, one.label, one.seat is not None) for one in rest if one.label != one.nominee.name
    ]


def kin_choices(election: Election, nominees: Sequence[Nominee]) -> list[tuple[str, str]]:
    """Of whom somebody can be a near relative: nominees here, nominees for other posts of this committee, and who sits on it."""
    here = [(str(one.pk), one.name) for one in nominees]
    others = [one for one in together_with(election) if one.pk != election.pk]
    elsewhere = [
        (str(one.pk), f"{one.name} · {one.election.post or one.election.ballot.question}")
        for one in Nominee.objects.filter(election__in=others).select_related("election__ballot")
    ]
    return (
        here
        + elsewhere
        + [(f"s{seat.pk}", f"{seat.name} · {seat.post}".rstrip(" ·")) for seat in sitting(election.ballot.community)]
    )


def _is_followed(last: Ballot) -> bool:
    return Ballot.objects.filter(after=last).exists()
