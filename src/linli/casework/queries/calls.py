"""Whistle calls and calls for hands, as far as the reader may see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rights import Right

from ..models import CallForHands, Case, Category, Offer, WhistleCall, Willing
from ..models.whistles import OPEN_CALLS
from ..permissions import answer_call, choose_hands, follow_call, lend_hands

PARTS = (
    "organisation",
    "whistle__case__community",
    "whistle__case__category",
    "whistle__case__building",
    "whistle__by",
)


def calls_to_answer(reader: Actor) -> list[WhistleCall]:
    """Calls that wait for the reader's own offices, the nearest deadline first."""
    rows = WhistleCall.objects.filter(answer_call.within(reader), state__in=OPEN_CALLS).select_related(*PARTS)
    return list(rows.order_by("due_at", "pk")[:200])


def calls_to_follow(reader: Actor) -> list[WhistleCall]:
    """Calls under the reader's eyes, newest first."""
    rows = WhistleCall.objects.filter(follow_call.within(reader)).select_related(*PARTS)
    return list(rows.order_by("-called_at", "-pk")[:200])


def get_call(reader: Actor, key: int, right: Right = answer_call) -> WhistleCall:
    found = (
        WhistleCall.objects.select_related(*PARTS)
        .prefetch_related("whistle__case__walls", "whistle__case__category__seen_by")
        .filter(pk=key)
        .first()
    )
    if found is None or not right.allows(reader, found):
        raise Missing(_("There is no such whistle, or it is not yours to answer."))
    return found


def get_hands(reader: Actor, key: int) -> CallForHands:
    """A call for hands as a known neighbour sees it. The door is only for whom somebody said yes to: ask `way_to`."""
    rows = CallForHands.objects.select_related("case__community", "case__category", "case__building", "case__door")
    found = rows.prefetch_related(Prefetch("case__walls"), "case__reporters").filter(pk=key).first()
    if found is None or not lend_hands.allows(reader, found):
        raise Missing(_("There is no such call."))
    return found


@dataclass(frozen=True)
class Way:
    """Where to go and whom to ring, until the call is over."""

    door: str
    name: str
    telephone: str


def my_offer(reader: Actor, call: CallForHands) -> Offer | None:
    return call.offers.filter(person=reader.person_id, ended_at__isnull=True).first()


def way_to(reader: Actor, call: CallForHands) -> Way | None:
    """For a helper to whom somebody said yes, as long as they are on the way; nothing for anybody else, and nothing afterwards."""
    case = call.case
    offer = my_offer(reader, call) if lend_hands.allows(reader, call) else None
    if offer is None or offer.taken_at is None or call.state != CallForHands.State.ACCEPTED or not case.is_open:
        return None
    place = (case.building and case.building.address, case.door_text, case.place_text)
    first = next((r for r in case.reporters.all() if r.is_first and r.erased_at is None), None)
    return Way(
        " ".join(str(part) for part in place if part), first.name if first else "", first.telephone if first else ""
    )


@dataclass(frozen=True)
class OfferLine:
    """A neighbour who could come, as those see them who may say yes."""

    key: int
    name: str
    offered_at: datetime
    is_taken: bool
    may_take: bool


def offers_of(reader: Actor, case: Case) -> list[OfferLine]:
    """Who could come, in the order in which they said so: for those who may say yes, of the call that runs. Two queries."""
    if not choose_hands.allows(reader, case):
        return []
    running = [CallForHands.State.OPEN, CallForHands.State.ACCEPTED]
    rows = Offer.objects.filter(call__case=case, call__state__in=running, ended_at__isnull=True).select_related(
        "person"
    )
    return [
        OfferLine(
            row.pk, row.person.name, row.offered_at, row.taken_at is not None, row.taken_at is None and case.is_open
        )
        for row in rows.order_by("offered_at", "pk")
    ]


def offer_in(reader: Actor, case: Case, key: int) -> Offer:
    """One that the reader may say yes to. Missing otherwise."""
    found = Offer.objects.filter(pk=key, call__case=case).select_related("call").first()
    if found is None or not choose_hands.allows(reader, case):
        raise Missing(_("There is no such offer."))
    return found


def my_hands(reader: Actor) -> list[CallForHands]:
    rows = CallForHands.objects.filter(
        lend_hands.within(reader), state__in=["open", "accepted", "done"]
    ).select_related("case__category", "case__building")
    return list(rows.order_by("-called_at", "-pk")[:50])


def kinds_of_hands(reader: Actor) -> list[tuple[Category, bool]]:
    """What volunteers can say yes to, and whether the reader did."""
    said = (
        set(Willing.objects.filter(person=reader.person_id).values_list("category_id", flat=True))
        if reader.person_id
        else set()
    )
    rows = Category.objects.filter(needs_hands=True, is_confidential=False, is_active=True).order_by("position", "pk")
    return [(category, category.pk in said) for category in rows]
