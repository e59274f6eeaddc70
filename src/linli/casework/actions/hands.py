"""Help that needs hands now: call volunteers near by, accept, done, thanked."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind, me
from linli.base.errors import Missing, Refused
from linli.base.text import words
from linli.notices.actions import tell
from linli.people.actions import give_consent
from linli.places.models import Community

from .. import facts
from ..models import CallForHands, Case, Category, Willing
from ..permissions import handle_case, lend_hands, rate_case
from .story import happened, lock, tell_reporters, tell_staff

State = CallForHands.State


@action
def call_for_hands(by: Actor, case: Case, *, now: datetime, seen: int | None = None) -> CallForHands:
    """Call the volunteers of the community who said yes to this kind of call. They see what and roughly where, never the door.

    Safe by the lock; one open call a case is a constraint. Refused where the category does not need hands, or is confidential.
    """
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    if not case.category.needs_hands or case.is_confidential:
        raise Refused(_("Volunteers are called only to requests that need hands."))
    if not case.is_open:
        raise Refused(_("This request is over."))
    if case.calls_for_hands.filter(state__in=[State.OPEN, State.ACCEPTED]).exists():
        raise Refused(_("Volunteers have been called already."))
    call = CallForHands.objects.create(case=case, called_at=now)
    willing = sorted(lend_hands.holders(call)) if lend_hands.holders else []
    happened(by, case, facts.HANDS_CALLED, now=now, public=True, value=len(willing), category=case.category.key)
    tell(
        by,
        facts.HANDS_CALLED.key,
        to=willing,
        values={"number": case.number},
        path=f"/hands/{call.pk}/",
        now=now,
        community_id=case.community_id,
        may_be_nobody=True,  # the page says how many were called
    )
    return call


@action
def accept_hands(by: Actor, call: CallForHands, *, now: datetime) -> CallForHands:
    """A volunteer says: I am going. The first wins, by the lock on the case; the others are told kindly."""
    call, case = _lock_call(by, call)
    if call.state != State.OPEN:
        raise Refused(_("Somebody is on the way already. Thank you!"))
    call.state, call.accepted_by_id, call.accepted_at = State.ACCEPTED, by.person_id, now
    call.save()
    happened(by, case, facts.HANDS_ACCEPTED, now=now, public=True, minutes=_minutes(call, now))
    tell_reporters(by, case, facts.HANDS_ACCEPTED, now=now)
    tell_staff(by, case, facts.HANDS_ACCEPTED, now=now)
    return call


@action
def finish_hands(by: Actor, call: CallForHands, *, now: datetime) -> CallForHands:
    """The volunteer helped. Safe by the lock."""
    call, case = _lock_call(by, call)
    if call.state != State.ACCEPTED or call.accepted_by_id != by.person_id:
        raise Refused(_("Only the one who is on the way can say that it is done."))
    call.state, call.done_at = State.DONE, now
    call.save()
    happened(by, case, facts.HANDS_DONE, now=now, public=True, minutes=_minutes(call, now))
    tell_reporters(by, case, facts.HANDS_DONE, now=now)
    tell_staff(by, case, facts.HANDS_DONE, now=now)
    return call


@action
def give_hands_back(by: Actor, call: CallForHands, *, now: datetime) -> CallForHands:
    """The volunteer cannot come after all: the others are called again. Safe by the lock."""
    call, case = _lock_call(by, call)
    if call.state != State.ACCEPTED or call.accepted_by_id != by.person_id:
        raise Refused(_("Only the one who is on the way can give the call back."))
    call.state = State.ENDED
    call.save()
    happened(by, case, facts.HANDS_ENDED, now=now)
    again = CallForHands.objects.create(case=case, called_at=now)
    others = [key for key in (lend_hands.holders(again) if lend_hands.holders else []) if key != by.person_id]
    happened(by, case, facts.HANDS_CALLED, now=now, value=len(others), category=case.category.key)
    tell(
        by,
        facts.HANDS_CALLED.key,
        to=sorted(others),
        values={"number": case.number},
        path=f"/hands/{again.pk}/",
        now=now,
        community_id=case.community_id,
        may_be_nobody=True,  # the staff are told next
    )
    tell_staff(by, case, facts.HANDS_ENDED, now=now)
    return again


@action
def thank_for_hands(by: Actor, call: CallForHands, *, now: datetime, text: str = "") -> CallForHands:
    """The reporter, or staff in their name, says thank you. Safe by the lock."""
    case = lock(call.case_id)
    rate_case.require(by, case)
    call = case.calls_for_hands.get(pk=call.pk)
    if call.state != State.DONE:
        raise Refused(_("There is nobody to thank yet, or thanks were given already."))
    call.state, call.thanked_at, call.thanks = State.THANKED, now, words(text, longest=300, required=False)
    call.save()
    happened(by, case, facts.HANDS_THANKED, now=now, public=True)
    tell(
        by,
        facts.HANDS_THANKED.key,
        to=[call.accepted_by_id] if call.accepted_by_id else [],
        values={"number": case.number},
        path=f"/hands/{call.pk}/",
        now=now,
        community_id=case.community_id,
        may_be_nobody=True,  # the volunteer may be erased since
    )
    return call


@action
def become_willing(by: Actor, *, community: Community, category: Category, now: datetime) -> Willing:
    """Say yes to calls of this kind near by, and so agree to being told of them. One row a person, community and kind; saying it twice changes nothing."""
    lives_here = by.community_id == community.pk or by.divisions({RoleKind.VOLUNTEER}) & {community.pk}
    if not lives_here:
        raise Refused(_("You can be called in the community where you live or volunteer."))
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


def _minutes(call: CallForHands, now: datetime) -> int:
    """Minutes by the clock on the wall: whoever waits for hands does not wait in office hours."""
    return int((now - call.called_at).total_seconds() // 60)
