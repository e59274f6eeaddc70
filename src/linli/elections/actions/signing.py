"""Voters sign for a recall, or give their vote to another (Organic Law art. 19, 20)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.actions import send_code_anew
from linli.ballots.models import Ballot
from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rules import rule

from ..models import Backing, Election, Proxy
from ..queries.elections import last_ballot
from .under_way import on_roll, open_election

State = Ballot.State


@action
def sign_recall(by: Actor, election: Election, numbers: Sequence[int], *, now: datetime) -> int:
    """Signatures on paper, checked against the roll; each counts once. Returns how many there are now. Safe by the lock on the ballot."""
    del now
    election = open_election(by, election, State.POSTED)
    if not election.is_recall:
        raise Refused(_("Nobody is recalled here."))
    on_roll(election.ballot, numbers, field="numbers")
    there = set(election.backings.values_list("number", flat=True))
    Backing.objects.bulk_create(Backing(election=election, number=one) for one in sorted(set(numbers) - there))
    return election.backings.count()


@action
def give_proxy(by: Actor, election: Election, *, giver: int, holder: int, now: datetime) -> Proxy:
    """A voter who cannot come gives their vote to another in writing; the committee has the letter. Their own code is worthless then. It
    holds for the further votes too, until it is taken back.

    Safe by the lock on the ballot and a constraint. Refused among representatives, for a candidate as holder, for more than the rule
    allows (elections.proxies_most), for who voted, and for chains.
    """
    election = open_election(by, election, State.POSTED, State.OPEN)
    ballot = last_ballot(election)
    if ballot.votes_by == Ballot.VotesBy.REPRESENTATIVE:
        raise Refused(_("Representatives vote themselves (Organic Law, article 19)."))
    entries = on_roll(ballot, [giver, holder], field="giver")
    if giver == holder:
        raise Invalid(_("Choose two."), field="holder")
    if election.nominees.filter(number=holder).exclude(has_agreed=False).exists():
        raise Refused(_("A candidate votes for nobody else (Organic Law, article 19)."))
    if election.proxies.filter(giver__in=[giver, holder]).exists():
        raise Refused(_("One of the two has given their vote to somebody already."))
    if election.proxies.filter(holder=giver).exists():
        raise Refused(_("Somebody has given their vote to this voter: it cannot be handed on."))
    most = int(rule("elections.proxies_most", on=localdate(now), community=ballot.community).value)
    if election.proxies.filter(holder=holder).count() >= most:
        raise Refused(_("Nobody votes for more than %(most)s others (Organic Law, article 19).") % {"most": most})
    send_code_anew(by, entries[giver], now=now)
    return Proxy.objects.create(election=election, giver=giver, holder=holder, given_date=localdate(now))


@action
def take_proxy_back(by: Actor, proxy: Proxy, *, now: datetime) -> None:
    """The voter comes after all. Safe by the lock on the ballot. Refused once the paper was given out."""
    del now
    election = open_election(by, proxy.election, State.POSTED, State.OPEN)
    found = election.proxies.filter(pk=proxy.pk).first()
    if found is None:
        raise Missing(_("There is no such proxy."))
    if last_ballot(election).roll.filter(number=found.giver).exclude(channel="").exists():
        raise Refused(_("They have voted already."))
    found.delete()
