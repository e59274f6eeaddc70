"""Somebody who holds a slip of a box's key, or waits with a voter, is gone: who can still do something about it is told at once."""

from datetime import datetime

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.notices.actions import tell, tell_who_must
from linli.people.queries import actor_of, who_must_hear

from ..models import Ballot, CodeAsked, HeldSlip
from ..notices import CODE_UNASKED, HOLDER_GONE
from ..permissions import run_ballot
from ..queries.keys import who_may_hold

BOX_SHUT = (Ballot.State.OPEN, Ballot.State.CLOSED)


@action
def give_back_slips(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """A box is shut and one of its holders is gone: the chair and the other holders hear of it while something can still be done.

    No slip is made again, as the box's key was never kept, and none is shown to another: that would be two in one hand. It writes no row.
    """
    rows = HeldSlip.objects.filter(holder=person_id, ballot__state__in=BOX_SHUT).select_related("ballot__community")
    if community_id is not None:
        rows = rows.filter(ballot__community=community_id)
    for slip in rows.order_by("pk"):
        ballot, today = slip.ballot, localdate(now)
        if community_id is not None and person_id in who_may_hold(ballot, on=today):
            continue
        values = {"question": ballot.question}
        chair = {RoleKind.COMMITTEE_CHAIR}
        _level, chairs = who_must_hear(chair, ballot.community, on=today, but_not=[person_id])
        others = ballot.held_slips.exclude(holder__in=[person_id, *chairs]).values_list("holder", flat=True)
        for to, path in ((chairs, f"/desk/ballots/{ballot.pk}/"), (others, f"/ballots/{ballot.pk}/watch/")):
            tell(
                by,
                HOLDER_GONE,
                to=to,
                values=values,
                path=path,
                now=now,
                community_id=ballot.community_id,
                even_self=True,
                may_be_nobody=True,  # every other slip went to somebody without an account
            )


@action
def give_back_asked_codes(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """A code for the tablet that waits for a second person no longer counts the first one: it is asked for anew. Who runs the vote is told.

    Safe by single statements.
    """
    asked = CodeAsked.objects.filter(by=person_id).select_related("entry__ballot__community")
    if community_id is not None:
        asked = asked.filter(entry__ballot__community=community_id)
    left = actor_of(person_id, now=now) if community_id is not None else None
    rows = [one for one in asked.order_by("pk") if left is None or not run_ballot.allows(left, one.entry.ballot)]
    for ballot in {one.entry.ballot_id: one.entry.ballot for one in rows}.values():
        tell_who_must(
            by,
            CODE_UNASKED,
            run_ballot,
            ballot,
            values={"question": ballot.question},
            path=f"/desk/ballots/{ballot.pk}/roll/",
            now=now,
            but_not=[person_id],
            even_self=True,
        )
    asked.filter(pk__in=[one.pk for one in rows]).delete()
