"""Nominees: named by the party organisation or by voters together, asked, and published as candidates (Organic Law art. 15, 18)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.actions import Standing, set_candidates
from linli.ballots.models import Ballot
from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.text import words
from linli.facts.actions import record

from .. import facts
from ..models import Backing, Election, Kinship, Nominee, Seat
from ..queries.elections import relatives_by_place
from ..queries.seats import relatives_of, sitting, together_with
from ..queries.thresholds import backers_needed
from .under_way import on_roll, open_election

POSTED = Ballot.State.POSTED


@action
def nominate(
    by: Actor,
    election: Election,
    *,
    number: int,
    is_woman: bool,
    now: datetime,
    backers: Sequence[int] = (),
    about: str = "",
) -> Nominee:
    """Somebody of the roll is nominated: with `backers` by these voters together, without by the party organisation.

    Safe by the lock on the ballot and a constraint. Invalid for too few backers, the nominee among them, or numbers of nobody;
    Refused for who sits on the election committee, who is nominated already, and once the candidates are published.
    """
    election = _nominating(by, election)
    entry = on_roll(election.ballot, [number], field="number")[number]
    signed = sorted(set(backers))
    on_roll(election.ballot, signed, field="backers")
    needed = backers_needed(on=localdate(now))
    if number in signed:
        raise Invalid(_("Nobody names themselves."), field="backers")
    if signed and len(signed) < needed:
        raise Invalid(_("At least %(needed)s voters name somebody together.") % {"needed": needed}, field="backers")
    if election.committee.filter(name=entry.name, left_date__isnull=True).exists():
        raise Refused(
            _("%(name)s sits on the election committee and has to leave it first (Organic Law, article 15).")
            % {"name": entry.name}
        )
    if election.nominees.filter(number=number).exists():
        raise Refused(_("%(name)s is nominated already.") % {"name": entry.name})
    if election.nominees.filter(name=entry.name).exists():
        raise Invalid(
            _(
                "Two nominees have the same name: strike the one off the roll and add them with something that tells them apart."
            ),
            field="number",
        )
    named_by = Nominee.NamedBy.VOTERS if signed else Nominee.NamedBy.PARTY
    nominee = Nominee.objects.create(
        election=election,
        number=number,
        name=entry.name,
        is_woman=is_woman,
        named_by=named_by,
        about=words(about, field="about", longest=1000, required=False),
    )
    Backing.objects.bulk_create(Backing(election=election, nominee=nominee, number=one) for one in signed)
    return nominee


@action
def ask_nominee(by: Actor, nominee: Nominee, *, has_agreed: bool, now: datetime) -> Nominee:
    """They were asked whether they stand. Safe by the lock on the ballot; may be changed until the candidates are published."""
    del now
    election = _nominating(by, nominee.election)
    found = _nominee(election, nominee)
    found.has_agreed = has_agreed
    found.save(update_fields=["has_agreed"])
    return found


@action
def relate(by: Actor, one: Nominee, other: Nominee | Seat, *, now: datetime) -> Kinship:
    """The two are husband and wife or near relatives: both may stand, one can sit on the committee (Organic Law art. 8).

    `other`: another nominee of this vote or of another for the same committee, or somebody who sits on it. Safe by the lock on the vote and
    constraints. Missing for a nominee of another committee and for who does not sit.
    """
    del now
    election = _nominating(by, one.election)
    mine = _nominee(election, one)
    if isinstance(other, Seat):
        if other.pk not in {seat.pk for seat in sitting(election.ballot.community)}:
            raise Missing(_("They do not sit on the committee."))
        return Kinship.objects.get_or_create(one=mine, seat=other)[0]
    found = Nominee.objects.filter(pk=other.pk, election__in=together_with(election)).first()
    if found is None:
        raise Missing(_("There is no such nominee."))
    first, second = sorted((mine, found), key=lambda nominee: nominee.pk)
    if first == second:
        raise Invalid(_("Choose two."), field="other")
    return Kinship.objects.get_or_create(one=first, other=second)[0]


@action
def list_candidates(by: Actor, election: Election, *, is_free_of_relatives: bool, now: datetime) -> Election:
    """Publish those who agreed as candidates, in the order in which they were named. Safe by the lock on the ballot.

    Refused while somebody was not asked, without more candidates than seats (Organic Law art. 18), without a woman where a place is
    held for one (art. 8), with a near relative of somebody who sits on the committee, and unless it is said that no near relative of a
    candidate sits on the election committee (art. 15).
    """
    election = _nominating(by, election)
    ballot, nominees = election.ballot, list(election.nominees.exclude(has_agreed=False))
    if waiting := [nominee.name for nominee in nominees if nominee.has_agreed is None]:
        raise Refused(_("Ask them first whether they stand: %(names)s.") % {"names": "、".join(waiting)})
    if len(nominees) <= ballot.seats:
        raise Refused(_("There have to be more candidates than seats (Organic Law, article 18)."))
    if sum(nominee.is_woman for nominee in nominees) < ballot.women:
        raise Refused(_("A place is held for a woman, and none stands (Organic Law, article 8)."))
    for one in relatives_of(election, nominees):
        if one.seat:
            raise Refused(
                _(
                    "%(name)s cannot stand: %(member)s sits on the committee, and of near relatives only one does (Organic Law, article 8)."
                )
                % {"name": one.nominee.name, "member": one.seat.name}
            )
    if not election.committee.filter(left_date__isnull=True).exists():
        raise Refused(_("There is no election committee yet (Organic Law, article 15)."))
    if not is_free_of_relatives:
        raise Invalid(
            _("Near relatives of candidates leave the election committee first."), field="is_free_of_relatives"
        )
    standing = [Standing(nominee.name, text=nominee.about, is_woman=nominee.is_woman) for nominee in nominees]
    set_candidates(by, ballot, standing, relatives=relatives_by_place(nominees), now=now)
    election.listed_date = localdate(now)
    election.save(update_fields=["listed_date"])
    record(
        by,
        facts.LISTED.key,
        election,
        now=now,
        community_id=ballot.community_id,
        value=len(nominees),
        election_kind=election.kind,
    )
    return election


def _nominating(by: Actor, election: Election) -> Election:
    election = open_election(by, election, POSTED)
    if election.is_recall:
        raise Refused(_("Nobody is nominated in a recall."))
    if election.listed_date:
        raise Refused(_("The candidates are published."))
    return election


def _nominee(election: Election, nominee: Nominee) -> Nominee:
    found = election.nominees.filter(pk=nominee.pk).first()
    if found is None:
        raise Missing(_("There is no such nominee."))
    return found
