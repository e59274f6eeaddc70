"""A ballot opens: the roll is frozen, the rule fixed, the box shut, its key dealt out on slips of paper."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.rules import rule

from .. import facts
from ..box import deal, new_secret, public_key_of, write_slip
from ..counting.published import fingerprint, opening_line
from ..models import Ballot
from ..opening import opening_of, roll_code_of
from ..permissions import run_ballot, see_ballot
from ..queries.keys import who_may_hold
from ..registries import BESIDE, OPENINGS
from ..rules import Act, act_of, posted_days, rule_of
from .recording import happened
from .rolls import come_of_age
from .slips import Holders, check_holders, hand_out

LONGEST = timedelta(days=60)


@dataclass(frozen=True)
class Opened:
    """`slips` are shown once and stored nowhere: a holder each, any `needed` of them open the box. Where holders were named, only those of
    holders without an account.
    """

    ballot: Ballot
    slips: tuple[str, ...]
    needed: int


@action
def open_ballot(
    by: Actor, ballot: Ballot, *, closes_at: datetime, now: datetime, holders: Holders | None = None
) -> Opened:
    """People may vote from now until `closes_at`. Safe by the lock on the ballot.

    `holders` get a slip of the box's key each under their own account, so that whoever opens the vote cannot open the box. Without them
    all slips are returned, which is for a programme that hands them out itself: no page does it.

    Refused before the roll was posted as long as the law asks (rules.posted_days), while an objection waits,
    before the day for which it was written, while somebody who came of age since does not stand on it, or where
    a room above has a reason (registry OPENINGS).
    """
    ballot = open_row(by, Ballot, ballot.pk, Ballot.State.POSTED, right=run_ballot, see=see_ballot)
    today = localdate(now)
    days = posted_days(ballot, on=today)
    if ballot.posted_date is None or today < ballot.posted_date + timedelta(days=days):
        raise Refused(_("The roll has to be posted for %(days)s days first.") % {"days": days})
    if ballot.objections.filter(is_upheld__isnull=True).exists():
        raise Refused(_("An objection to the roll was not ruled upon yet."))
    if ballot.voting_date and today < ballot.voting_date:
        raise Refused(_("The roll was written for a vote that begins on %(day)s.") % {"day": ballot.voting_date})
    if late := come_of_age(by, ballot, today):
        raise Refused(
            _("%(n)d have come of age since the day for which the roll was written: bring it up to date first.")
            % {"n": len(late)}
        )
    for guard in OPENINGS.values():
        guard(ballot, now)
    if not now < closes_at <= now + LONGEST:
        raise Invalid(_("Choose an end within the next sixty days."), field="closes_at")
    if act_of(ballot) == Act.ELECTION and ballot.options.count() <= ballot.seats:
        raise Refused(_("There have to be more candidates than seats (Organic Law, article 18)."))
    secret, holding = new_secret(), rule("ballots.key_holders", on=today).value
    if holders is not None:
        able = set(who_may_hold(ballot, on=today))
        check_holders(by, holders, able=able, wanted=holding["holders"], needed=holding["needed"])
    voters = ballot.roll.filter(struck_why="").count()
    ballot.rule, ballot.seed, ballot.roll_code = (
        rule_of(ballot, on=today) | _beside(ballot),
        secrets.token_hex(16),
        roll_code_of(ballot),
    )
    ballot.opening_code = fingerprint(opening_line(opening_of(ballot)))
    ballot.state, ballot.opened_at, ballot.closes_at = Ballot.State.OPEN, now, closes_at
    ballot.box_key = public_key_of(secret).hex()
    ballot.save()
    happened(by, ballot, facts.OPENED, now=now, value=voters)
    shares = deal(secret, holders=holding["holders"], needed=holding["needed"])
    slips = tuple(write_slip(number, share) for number, share in shares.items())
    if holders is not None:
        slips = hand_out(by, ballot, slips, holders, now=now)
    return Opened(ballot, slips, int(holding["needed"]))


def _beside(ballot: Ballot) -> dict[str, Any]:
    """Of an election: who else of the committee its count has to look at."""
    if ballot.kind != Ballot.Kind.ELECTION:
        return {}
    return {"beside": [one for find in BESIDE.values() for one in find(ballot)]}
