"""Elections as the reader may see them: how far one has come, who stands, who was elected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.ballots.permissions import see_ballot
from linli.ballots.queries.pages import masked_name, paper_of
from linli.ballots.queries.results import is_decided
from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import rule
from linli.places.models import Community

from ..models import Election, Kinship, Nominee, Proxy

State = Ballot.State


def elections(reader: Actor, community: Community) -> list[Election]:
    found = Ballot.objects.filter(see_ballot.within(reader), community=community, election__isnull=False)
    return list(Election.objects.filter(ballot__in=found).select_related("ballot"))


def election_for(reader: Actor, key: int) -> Election:
    """Missing where there is none, or none that the reader may see."""
    seen = Ballot.objects.filter(see_ballot.within(reader))
    found = Election.objects.filter(pk=key, ballot__in=seen).select_related("ballot__community__division").first()
    if found is None:
        raise Missing(_("There is no such election."))
    return found


def ballots_of(election: Election) -> list[Ballot]:
    """The vote and its further votes, in order."""
    found = [election.ballot]
    while further := Ballot.objects.filter(after=found[-1]).first():
        found.append(further)
    return found


def last_ballot(election: Election) -> Ballot:
    return ballots_of(election)[-1]


def places_open(last: Ballot) -> bool:
    """Whether the last vote left places to a further one: somebody may still stand for them."""
    return bool(((last.result or {}).get("further") or {}).get("candidates"))


def is_failed(last: Ballot) -> bool:
    """Whether the last vote was counted and not valid: the same is held once more."""
    return last.state == State.COUNTED and (last.result or {}).get("valid") is False


def elected_of(ballots: Sequence[Ballot]) -> list[str]:
    """Who was elected, in all votes together."""
    counted = [ballot for ballot in ballots if ballot.result and is_decided(ballot)]
    return [
        label
        for ballot in counted
        for key, label in paper_of(ballot)
        if key in (ballot.result or {}).get("elected", ())
    ]


def nominees_of(election: Election) -> list[Nominee]:
    """With `signed`: how many voters named each."""
    return list(election.nominees.annotate(signed=Count("backings")))


def families_of(nominees: Sequence[Nominee]) -> list[tuple[Nominee, Nominee]]:
    """Near relatives among these."""
    by_key = {nominee.pk: nominee for nominee in nominees}
    found = Kinship.objects.filter(one__in=by_key, other__in=by_key)
    return [(by_key[kinship.one_id], by_key[kinship.other_id]) for kinship in found if kinship.other_id]


def relatives_by_place(nominees: Sequence[Nominee]) -> list[tuple[int, int]]:
    place = {nominee.pk: number for number, nominee in enumerate(nominees)}
    return [(place[one.pk], place[other.pk]) for one, other in families_of(nominees)]


@dataclass(frozen=True)
class ProxyLine:
    """A proxy in names; on public pages a sign of each is hidden."""

    key: int
    giver: str
    holder: str


def proxies_of(election: Election, *, in_full: bool) -> list[ProxyLine]:
    found: list[Proxy] = list(election.proxies.all())
    numbers = {number for proxy in found for number in (proxy.giver, proxy.holder)}
    names = dict(election.ballot.roll.filter(number__in=numbers).values_list("number", "name"))

    def told(number: int) -> str:
        return f"{number} {names[number] if in_full else masked_name(names[number])}"

    return [ProxyLine(proxy.pk, told(proxy.giver), told(proxy.holder)) for proxy in found]


@dataclass(frozen=True)
class Handover:
    due: date
    done: date | None
    is_late: bool


def handover_of(election: Election, last: Ballot, *, today: date) -> Handover | None:
    """When the old committee hands over; None before a committee is elected, with no place left to a further vote (Organic Law art. 25)."""
    if last.counted_at is None or election.is_recall or places_open(last) or not elected_of(ballots_of(election)):
        return None
    counted = localdate(last.counted_at)
    due = counted + timedelta(days=int(rule("elections.handover_days", on=counted, community=last.community).value))
    return Handover(due, election.handed_over_date, (election.handed_over_date or today) > due)


@dataclass(frozen=True)
class Step:
    """A step of the way. `is_now`: this is what happens at present."""

    name: str
    is_done: bool
    is_now: bool = False


def steps_of(election: Election, last: Ballot) -> list[Step]:
    """The way of an election, and where it stands."""
    state = election.ballot.state
    is_posted = state not in {State.DRAFT, State.CALLED_OFF}
    is_voted = state in {State.CLOSED, State.COUNTED}
    if election.is_recall:
        ways = [
            (_("Prepared"), is_posted),
            (_("Signatures and answer"), state not in {State.DRAFT, State.POSTED}),
            (_("The vote"), is_voted),
            (_("Counted"), state == State.COUNTED),
        ]
    else:
        ways = [
            (_("Prepared"), is_posted),
            (_("Nominations"), election.listed_date is not None),
            (_("Roll posted"), state not in {State.DRAFT, State.POSTED}),
            (_("The vote"), is_voted),
            (_("Counted"), last.state == State.COUNTED),
            (_("Handed over"), election.handed_over_date is not None),
        ]
    first_open = next((place for place, (_name, is_done) in enumerate(ways) if not is_done), None)
    return [Step(name, is_done, place == first_open) for place, (name, is_done) in enumerate(ways)]
