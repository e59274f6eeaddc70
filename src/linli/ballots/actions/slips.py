"""The slips of the box's key: each goes to the one who holds it, under their own account; nobody sees two."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing
from linli.base.rows import find_held
from linli.notices.actions import tell

from ..keeping import seal_slip
from ..models import Ballot, HeldSlip
from ..notices import SLIP_WAITS

Holders = Sequence[int | None]
"""Persons by their keys; None for one who has no account and gets the slip from the page of whoever opens the vote."""


def check_holders(by: Actor, holders: Holders, *, able: set[int], wanted: int, needed: int) -> None:
    """Invalid unless they are so many different people, none of whom sees as many slips as open the box, the opener included."""
    known = [key for key in holders if key is not None]
    guests = len(holders) - len(known)
    if len(holders) != wanted or len(set(known)) != len(known) or not set(known) <= able:
        raise Invalid(_("Choose %(n)d different people to hold the slips.") % {"n": wanted}, field="holder_1")
    if guests + (me(by) in known) >= needed:
        raise Invalid(
            _(
                "You would see %(n)d slips, and so many open the box: choose people who open theirs under their own account."
            )
            % {"n": guests + (me(by) in known)},
            field="holder_1",
        )


def hand_out(by: Actor, ballot: Ballot, slips: Sequence[str], holders: Holders, *, now: datetime) -> tuple[str, ...]:
    """Put each slip away for its holder, sealed, and tell them; what is returned is for who has no account. Inside the opening."""
    shown = [slip for slip, holder in zip(slips, holders, strict=True) if holder is None]
    HeldSlip.objects.bulk_create(
        HeldSlip(ballot=ballot, holder_id=holder, number=number, sealed=seal_slip(slip))
        for number, (slip, holder) in enumerate(zip(slips, holders, strict=True), start=1)
        if holder is not None
    )
    tell(
        by,
        SLIP_WAITS,
        to=[key for key in holders if key],
        values={"question": ballot.question},
        path=f"/ballots/{ballot.pk}/slip/",
        now=now,
        community_id=ballot.community_id,
        even_self=True,
        may_be_nobody=True,  # holders without an account are shown theirs at once
    )
    return tuple(shown)


@action
def keep_slip(by: Actor, ballot: Ballot, *, now: datetime) -> HeldSlip:
    """The holder has written their slip down: it is gone from here. Until then they may look again. Safe by the lock on the row."""
    del now
    found = find_held(HeldSlip.objects.filter(ballot=ballot, holder=me(by)).exclude(sealed=""))
    if found is None:
        raise Missing(_("No slip waits for you here."))
    found.sealed = ""
    found.save(update_fields=["sealed"])
    return found
