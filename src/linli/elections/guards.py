"""What elections say to their ballots: what they belong to, and what has to be done before one opens."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.ballots.registries import AFTER_COUNT, BELONGS, BESIDE, OPENINGS, PROXIES, SEATED
from linli.base.errors import Refused
from linli.base.rules import rule
from linli.meetings.registries import COMMITTEE

from .actions.seats import seat_elected
from .models import Election
from .queries.seats import Relative, must_be_counted_first, relatives_of, sitting, together_with, women_coming
from .queries.thresholds import signatures_needed


def may_open(ballot: Ballot, now: datetime) -> None:
    election = Election.objects.filter(ballot=ballot).first()
    if election is None:
        return
    if election.is_recall:
        needed = signatures_needed(election, on=localdate(now))
        if not needed.is_met(election.backings.count()):
            raise Refused(
                _("A recall needs %(needed)s signatures of voters (%(law)s).")
                % {"needed": needed.number, "law": needed.law}
            )
    elif election.listed_date is None:
        raise Refused(_("The candidates were not published yet."))
    elif not _woman_comes(election, localdate(now)):
        raise Refused(
            _("No place of the committee is held for a woman, by this vote or another (Organic Law, article 8).")
        )


def _woman_comes(election: Election, day: date) -> bool:
    """Whether a woman sits on the committee or a place is held for one, once this vote completes it."""
    together = together_with(election)
    community, held = election.ballot.community, int(rule("ballots.election_women", on=day).value)
    is_whole = sum(one.ballot.seats for one in together) >= rule("elections.seats", on=day).value["least"]
    is_asked = is_whole if election.kind == Election.Kind.FULL else bool(sitting(community))
    return not is_asked or women_coming(community, election.kind, together) >= held


def _election_of(ballot: Ballot) -> Election | None:
    first = ballot
    while first.after:
        first = first.after
    return Election.objects.filter(ballot=first).select_related("ballot__community", "together").first()


def _relatives(ballot: Ballot) -> list[tuple[Relative, str]]:
    """Everybody beside this vote of whom a candidate is a near relative, with that candidate's key."""
    election = _election_of(ballot)
    if election is None or election.is_recall:
        return []
    keys = {option.label: option.key for option in ballot.options.all()}
    standing = list(election.nominees.filter(name__in=keys))
    return [(one, keys[one.nominee.name]) for one in relatives_of(election, standing)]


def beside(ballot: Ballot) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one, option in _relatives(ballot):
        found.setdefault(one.key, {"key": one.key, "label": one.label, "relatives": []})["relatives"].append(option)
    return [found[key] for key in sorted(found)]


def seated(ballot: Ballot) -> list[str]:
    asked = {one["key"] for one in ballot.rule.get("beside", ())}
    known = [one for one, _option in _relatives(ballot) if one.key in asked]
    for one in known:
        if one.stands:
            must_be_counted_first(ballot, one.stands)
    return [one.key for one in known if one.seat]


def who_votes_for_whom(ballot: Ballot) -> dict[int, int]:
    election = _election_of(ballot)
    return dict(election.proxies.values_list("giver", "holder")) if election else {}


def election_of(ballot: Ballot) -> tuple[str, str] | None:
    found = _election_of(ballot)
    return (
        (f"{found.get_kind_display()} · {found.ballot.question}", reverse("elections:election", args=[found.pk]))
        if found
        else None
    )


OPENINGS.add("elections", may_open)
BELONGS.add("elections", election_of)
BESIDE.add("elections", beside)
SEATED.add("elections", seated)
AFTER_COUNT.add("elections", lambda by, ballot, now: seat_elected(by, ballot, now=now))
PROXIES.add("elections", who_votes_for_whom)
COMMITTEE.add("elections", lambda community: [seat.name for seat in sitting(community)])
