"""Whistle calls and calls for hands, as far as the reader may see them."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rights import Right

from ..models import CallForHands, Category, WhistleCall, Willing
from ..models.whistles import OPEN_CALLS
from ..permissions import answer_call, follow_call, lend_hands

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
    """A call for hands as a willing volunteer sees it. The door is on it only for the one who accepted: ask `door_of`."""
    rows = CallForHands.objects.select_related("case__community", "case__category", "case__building", "case__door")
    found = rows.prefetch_related(Prefetch("case__walls"), "case__reporters").filter(pk=key).first()
    if found is None or not lend_hands.allows(reader, found):
        raise Missing(_("There is no such call."))
    return found


def door_of(reader: Actor, call: CallForHands) -> str:
    """Where to go, for the one who is on the way; nothing for anybody else, and nothing afterwards."""
    if call.accepted_by_id != reader.person_id or call.state != CallForHands.State.ACCEPTED:
        return ""
    case = call.case
    return " ".join(
        str(part) for part in (case.building and case.building.address, case.door_text, case.place_text) if part
    )


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
