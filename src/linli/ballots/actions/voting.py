"""Somebody votes. The mark on the roll and the sealed ballot are stored together; afterwards nothing leads from one to the other."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Missing, Refused
from linli.base.rows import held

from ..box import seal
from ..codes import WAYS
from ..counting.counted import Cast
from ..models import Ballot, RollEntry, SealedBallot
from ..papers import checked, longest, new_receipt, written
from ..rules import fixed_ways


@action
def cast_ballot(by: Actor, entry: RollEntry, choice: Sequence[str], *, now: datetime) -> str:
    """Throw a ballot into the box, once for each who may vote, and return the receipt with which they find it on the published list.

    By whoever bears one of the entry's codes. Safe by the lock on the ballot, under which the mark is set only where there is none: of
    several at once, on whatever way, one counts. On a way that does not count by law the ballot is consultative, and its voter may
    still vote at the booth. No fact is recorded, for a fact has a moment. Invalid for a choice that no paper allows, Refused
    outside the voting and for who voted already.
    """
    way = next((way for purpose, way in WAYS.items() if by.opens(purpose) == entry.pk), None)
    if way is None:
        raise Missing(_("This code opens no ballot."))
    ballot = held(Ballot, entry.ballot.pk)
    if ballot.state != Ballot.State.OPEN or ballot.closes_at is None or now >= ballot.closes_at:
        raise Refused(_("The voting is over."))
    given = checked(ballot, choice)
    receipt = new_receipt()
    cast = Cast(receipt, given, area=entry.area)
    sealed = seal(written(cast), bytes.fromhex(ballot.box_key), longest=longest(ballot))
    mark = "channel" if way in fixed_ways(ballot) else "consulted"
    waiting = RollEntry.objects.filter(ballot=ballot, pk=entry.pk, channel="", struck_why="", letters=entry.letters)
    if not waiting.filter(**{mark: ""}).update(**{mark: way}):
        raise Refused(_("With this code somebody voted already, or it is not valid any more."))
    SealedBallot.objects.create(ballot=ballot, sealed=sealed, is_consultative=mark == "consulted")
    return receipt
