"""Who sits on the committee is written down, and that somebody left it. Who is elected here comes to sit by the count itself."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.ballots.permissions import hold_ballots, run_ballot
from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.places.models import Community

from ..models import Election, Nominee, Seat
from ..queries.seats import sitting, together_with


@action
def seat_member(
    by: Actor,
    community: Community,
    *,
    name: str,
    is_woman: bool,
    now: datetime,
    post: str = "",
    since: date | None = None,
) -> Seat:
    """Somebody sits on the committee since an election before this programme. Safe by a constraint: once under a name.

    Invalid for who sits there already, and for a day to come.
    """
    hold_ballots.require(by, community)
    name, today = words(name, field="name", longest=60), localdate(now)
    if any(one.name == name for one in sitting(community)):
        raise Invalid(_("They sit on the committee already."), field="name")
    if since and since > today:
        raise Invalid(_("This day is still to come."), field="since")
    return Seat.objects.create(
        community=community,
        name=name,
        is_woman=is_woman,
        post=words(post, field="post", longest=40, required=False),
        since_date=since or today,
    )


@action
def leave_seat(by: Actor, seat: Seat, *, why: str, now: datetime) -> Seat:
    """They leave the committee, with the reason. Safe by the lock on the row."""
    found = open_row(
        by, Seat.objects.select_related("community__division"), seat.pk, right=hold_ballots, of="community"
    )
    if found.left_date:
        raise Refused(_("They left the committee already."))
    _ended(found, words(why, field="why", longest=200), now)
    return found


@action
def seat_elected(by: Actor, ballot: Ballot, *, now: datetime) -> None:
    """What follows from a count: who is elected sits, a new committee ends the one before, who is recalled leaves.

    Safe: inside the count, under its lock on the ballot, which is counted once.
    """
    run_ballot.require(by, ballot)
    first = ballot
    while first.after:
        first = first.after
    election = Election.objects.filter(ballot=first).select_related("ballot__community").first()
    if election is None or ballot.result is None:
        return
    if election.is_recall:
        _recalled(election, ballot, now)
        return
    labels = dict(ballot.options.values_list("key", "label"))
    names = [labels[key] for key in ballot.result["elected"]]
    if names and election.kind == Election.Kind.FULL:
        votes = {one.pk for one in together_with(election)}
        for seat in sitting(ballot.community):
            if seat.election_id not in votes:
                _ended(seat, _("A new committee was elected."), now)
    for nominee in Nominee.objects.filter(election=election, name__in=names):
        Seat.objects.create(
            community=ballot.community,
            election=election,
            nominee=nominee,
            name=nominee.name,
            is_woman=nominee.is_woman,
            post=election.post,
            since_date=localdate(now),
        )


def _recalled(election: Election, ballot: Ballot, now: datetime) -> None:
    for seat in sitting(ballot.community):
        if (ballot.result or {}).get("carried") and seat.name == election.about:
            _ended(seat, _("Recalled."), now)


def _ended(seat: Seat, why: str, now: datetime) -> None:
    seat.left_date, seat.left_why = max(localdate(now), seat.since_date), why
    seat.save(update_fields=["left_date", "left_why"])
