"""Help that needs hands now: neighbours near by are called, offer to come, somebody says yes to them, they help, they are thanked."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, RoleKind, me
from linli.base.errors import Missing, NotYours, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.notices.actions import tell
from linli.people.actions import give_consent
from linli.people.known import is_known
from linli.places.models import Community

from .. import facts
from ..models import CallForHands, Case, Category, Offer, Willing
from ..notices import NOT_NEEDED, YOURS_TO_HELP
from ..permissions import choose_hands, handle_case, lend_hands, rate_case
from .story import happened, lock, log, tell_reporters, tell_staff

State = CallForHands.State


@action
def call_for_hands(by: Actor, case: Case, *, now: datetime, seen: int | None = None) -> CallForHands:
    """Call the known neighbours of the community who said yes to this kind of call. They see what and roughly where, never the door.

    Safe by the lock; one open call a case is a constraint. Refused where the category does not need hands, or is confidential or hidden.
    """
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    if not case.category.needs_hands or case.is_confidential or case.hidden_reason:
        raise Refused(_("Volunteers are called only to requests that need hands."))
    if not case.is_open:
        raise Refused(_("This request is over."))
    if case.calls_for_hands.filter(state__in=[State.OPEN, State.ACCEPTED]).exists():
        raise Refused(_("Volunteers have been called already."))
    call = CallForHands.objects.create(case=case, called_at=now)
    _call_out(by, call, case, now, public=True)
    return call


@action
def offer_hands(by: Actor, call: CallForHands, *, now: datetime) -> Offer:
    """A known neighbour says: I could come. Several may; none sees the door before somebody has said yes to them.

    Safe by the lock on the case and the unique open offer; offered twice, the first stays.
    """
    call, case = _lock_call(by, call)
    if call.state != State.OPEN:
        raise Refused(_("Somebody is on the way already. Thank you!"))
    offer, is_new = Offer.objects.get_or_create(
        call=call, person_id=me(by), ended_at=None, defaults={"offered_at": now}
    )
    if is_new:
        happened(by, case, facts.HANDS_OFFERED, now=now)
        tell_reporters(by, case, facts.HANDS_OFFERED, now=now)
        tell_staff(by, case, facts.HANDS_OFFERED, now=now)
    return offer


@action
def take_offer(by: Actor, offer: Offer, *, now: datetime) -> CallForHands:
    """Say yes to one who could come: from now on they, and they alone, see door and telephone. By the committee or whoever asked for help.

    More than one may be taken. Safe by the lock on the case. Refused once the call is over, for who took the offer back, or is no longer known.
    """
    case = lock(offer.call.case_id)
    choose_hands.require(by, case)
    call = case.calls_for_hands.get(pk=offer.call_id)
    found = call.offers.filter(pk=offer.pk, ended_at__isnull=True).first()
    if found is None or call.state not in {State.OPEN, State.ACCEPTED} or not case.is_open:
        raise Refused(_("This offer no longer stands."))
    call.case = case
    if found.person_id not in _lenders(call):
        raise Refused(_("This neighbour cannot be sent any more."))
    if found.taken_at:
        return call
    found.taken_at = now
    found.save(update_fields=["taken_at"])
    if call.state == State.OPEN:
        call.state, call.accepted_by_id, call.accepted_at = State.ACCEPTED, found.person_id, now
        call.save()
    happened(by, case, facts.HANDS_ACCEPTED, now=now, public=True, minutes=_minutes(call, now))
    tell_reporters(by, case, facts.HANDS_ACCEPTED, now=now)
    tell_staff(by, case, facts.HANDS_ACCEPTED, now=now)
    _tell(by, YOURS_TO_HELP, [found.person_id], call, case, now)
    return call


@action
def finish_hands(by: Actor, call: CallForHands, *, now: datetime) -> CallForHands:
    """The volunteer helped. Safe by the lock."""
    call, case = _lock_call(by, call)
    if call.state != State.ACCEPTED or not _on_the_way(call, by.person_id):
        raise Refused(_("Only the one who is on the way can say that it is done."))
    call.state, call.done_at = State.DONE, now
    call.save()
    happened(by, case, facts.HANDS_DONE, now=now, public=True, minutes=_minutes(call, now))
    tell_reporters(by, case, facts.HANDS_DONE, now=now)
    tell_staff(by, case, facts.HANDS_DONE, now=now)
    return call


@action
def give_hands_back(by: Actor, call: CallForHands, *, now: datetime) -> CallForHands:
    """Who offered cannot come after all. If nobody else is on the way, the others are called again. Safe by the lock."""
    call, case = _lock_call(by, call)
    if call.state not in {State.OPEN, State.ACCEPTED} or not _open_offers(call).filter(person=by.person_id).exists():
        raise Refused(_("Only the one who is on the way can give the call back."))
    _ends(by, call, case, me(by), now)
    return call


@action
def give_back_calls(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Offers of somebody who is erased, suspended or no longer known end; calls that they were on the way to open again, and it is said.

    Safe by the lock on each case.
    """
    rows = Offer.objects.filter(person=person_id, ended_at__isnull=True, call__state__in=[State.OPEN, State.ACCEPTED])
    for offer in rows.select_related("call__case").order_by("pk"):
        case = offer.call.case
        if community_id is None or (case.community_id == community_id and not is_known(person_id, community_id)):
            case = lock(case)
            _ends(by, case.calls_for_hands.get(pk=offer.call_id), case, person_id, now)
    gone = Willing.objects.filter(person=person_id)
    if community_id is None or not is_known(person_id, community_id):
        (gone.filter(community=community_id) if community_id else gone).delete()


def end_hands(by: Actor, case: Case, *, now: datetime) -> None:
    """For actions that take a request out of volunteers' sight: calls end, and who offered or is on the way is told so."""
    for call in case.calls_for_hands.filter(state__in=[State.OPEN, State.ACCEPTED]):
        helpers = list(_open_offers(call).values_list("person", flat=True))
        _open_offers(call).update(ended_at=now)
        call.state = State.ENDED
        call.save(update_fields=["state"])
        log(by, case, facts.HANDS_ENDED, now=now)
        _tell(by, NOT_NEEDED, helpers, call, case, now)


@action
def open_late_call(by: Actor, key: int, *, now: datetime) -> None:
    """Who said that they were going has not said that it is done: the call opens again, and the committee is asked to look. Safe by the lock."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    call = CallForHands.objects.get(pk=key)
    case = lock(call.case_id)
    call = case.calls_for_hands.get(pk=key)
    if call.state != State.ACCEPTED or call.accepted_at is None or call.accepted_at > now - _patience(now):
        return
    helpers = list(_open_offers(call).filter(taken_at__isnull=False).values_list("person", flat=True))
    _open_offers(call).filter(taken_at__isnull=False).update(ended_at=now)
    call.state, call.accepted_by, call.accepted_at = (State.OPEN if case.is_open else State.ENDED), None, None
    call.save()
    happened(by, case, facts.HANDS_LATE, now=now, public=True)
    tell_reporters(by, case, facts.HANDS_LATE, now=now)
    tell_staff(by, case, facts.HANDS_LATE, now=now)
    _tell(by, facts.HANDS_LATE.key, helpers, call, case, now)
    if call.state == State.OPEN:
        _call_out(by, call, case, now, but=helpers)


def open_late_calls(now: datetime) -> None:
    """Every call that somebody has been on the way to for too long."""
    late = CallForHands.objects.filter(state=State.ACCEPTED, accepted_at__lte=now - _patience(now))
    for key in list(late.order_by("pk").values_list("pk", flat=True)):
        open_late_call(HOUSE, key, now=now)


@action
def thank_for_hands(by: Actor, call: CallForHands, *, now: datetime, text: str = "") -> CallForHands:
    """The reporter, or staff in their name, says thank you to everybody who came. Safe by the lock."""
    case = lock(call.case_id)
    rate_case.require(by, case)
    call = case.calls_for_hands.get(pk=call.pk)
    if call.state != State.DONE:
        raise Refused(_("There is nobody to thank yet, or thanks were given already."))
    call.state, call.thanked_at, call.thanks = State.THANKED, now, words(text, longest=300, required=False)
    call.save()
    happened(by, case, facts.HANDS_THANKED, now=now, public=True)
    came = call.offers.filter(taken_at__isnull=False, ended_at__isnull=True).values_list("person", flat=True)
    _tell(by, facts.HANDS_THANKED.key, list(came), call, case, now)
    return call


@action
def become_willing(by: Actor, *, community: Community, category: Category, now: datetime) -> Willing:
    """Say yes to calls of this kind near by, and so agree to being told of them. One row a person, community and kind; saying it twice changes nothing.

    Refused for who is not known there: a call leads to somebody's door.
    """
    lives_here = by.community_id == community.pk or by.divisions({RoleKind.VOLUNTEER}) & {community.pk}
    if not lives_here:
        raise Refused(_("You can be called in the community where you live or volunteer."))
    if not is_known(me(by), community.pk):
        raise Refused(
            _(
                "Only neighbours whom the committee knows are called. How to become known stands on the page “Helping hands”."
            )
        )
    if not category.needs_hands or category.is_confidential:
        raise Refused(_("Volunteers are not called to this kind of request."))
    give_consent(by, purpose="hands", now=now)
    return Willing.objects.get_or_create(
        person_id=me(by), community=community, category=category, defaults={"since_at": now}
    )[0]


@action
def stop_being_willing(by: Actor, *, community: Community, category: Category, now: datetime) -> None:
    """Take it back, as easily as it was given."""
    Willing.objects.filter(person_id=me(by), community=community, category=category).delete()


def _lock_call(by: Actor, call: CallForHands) -> tuple[CallForHands, Case]:
    case = lock(call.case_id)
    found = case.calls_for_hands.filter(pk=call.pk).first()
    if found is None:
        raise Missing(_("There is no such call."))
    found.case = case
    lend_hands.require(by, found)
    return found, case


def _open_offers(call: CallForHands) -> QuerySet[Offer]:
    return call.offers.filter(ended_at__isnull=True)


def _on_the_way(call: CallForHands, person_id: int | None) -> bool:
    return _open_offers(call).filter(person=person_id, taken_at__isnull=False).exists()


def _ends(by: Actor, call: CallForHands, case: Case, person_id: int, now: datetime) -> None:
    """One offer ends. Where its helper was the last on the way, the call opens again and everybody hears of it."""
    offer = _open_offers(call).get(person=person_id)
    offer.ended_at = now
    offer.save(update_fields=["ended_at"])
    if offer.taken_at is None or call.state != State.ACCEPTED:
        return
    left = _open_offers(call).filter(taken_at__isnull=False).order_by("taken_at", "pk").first()
    call.accepted_by_id, call.accepted_at = (left.person_id, call.accepted_at) if left else (None, None)
    call.state = State.ACCEPTED if left else State.OPEN if case.is_open else State.ENDED
    call.save()
    happened(by, case, facts.HANDS_ENDED, now=now, public=True)
    tell_reporters(by, case, facts.HANDS_ENDED, now=now)
    tell_staff(by, case, facts.HANDS_ENDED, now=now)
    if call.state == State.OPEN:
        _call_out(by, call, case, now, but=[person_id])


def _call_out(
    by: Actor, call: CallForHands, case: Case, now: datetime, *, but: list[int] | None = None, public: bool = False
) -> None:
    call.case = case
    to = [key for key in _lenders(call) if key not in (but or [])]
    happened(by, case, facts.HANDS_CALLED, now=now, public=public, value=len(to), category=case.category.key)
    _tell(by, facts.HANDS_CALLED.key, to, call, case, now)


def _lenders(call: CallForHands) -> list[int]:
    return lend_hands.holders(call)


def _tell(by: Actor, kind: str, to: list[int], call: CallForHands, case: Case, now: datetime) -> None:
    path = "/hands/" if kind in {NOT_NEEDED, facts.HANDS_LATE.key} else f"/hands/{call.pk}/"
    tell(
        by,
        kind,
        to=to,
        values={"number": case.number},
        path=path,
        now=now,
        community_id=case.community_id,
        may_be_nobody=True,  # the case's page says how many were called; the committee is told apart
    )


def _patience(now: datetime) -> timedelta:
    return timedelta(hours=int(rule("casework.hands_hours", on=localdate(now)).value))


def _minutes(call: CallForHands, now: datetime) -> int:
    """Minutes by the clock on the wall: whoever waits for hands does not wait in office hours."""
    return int((now - call.called_at).total_seconds() // 60)
