"""What a round does by itself on its days."""

from datetime import datetime

from django.utils.timezone import localdate

from linli.ballots.models import Ballot
from linli.base.actions import action
from linli.base.actors import HOUSE, Actor

from ..models import Round
from .rounds import begin_costing, take_result

State = Round.State


@action
def go_on_by_itself(by: Actor, *, now: datetime) -> int:
    """Rounds whose last day for ideas is over are costed, those whose ballot is counted are carried out. Safe by the lock on each.

    Returns how many went on.
    """
    ended = Round.objects.filter(state=State.IDEAS, ideas_to_date__lt=localdate(now)).order_by("pk")
    counted = Round.objects.filter(state=State.VOTING, ballot__state=Ballot.State.COUNTED).order_by("pk")
    return len([begin_costing(by, found, now=now) for found in ended]) + len(
        [take_result(by, found, now=now) for found in counted]
    )


def go_on(now: datetime) -> None:
    go_on_by_itself(HOUSE, now=now)
