"""Whistles: call the street or several departments at once. Each answers on its own clock; silence climbs a level."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor, RoleKind, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.links import check_code, code_for
from linli.base.rows import at_step
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.notices.actions import tell_office
from linli.places.models import Organisation, OrganisationKind
from linli.places.queries import offices_above

from .. import facts
from ..clocks import calendar_around, minutes_since, set_next_due
from ..models import CallForHands, Case, Whistle, WhistleCall
from ..models.whistles import OPEN_CALLS, CallState
from ..permissions import CALL_LINK, OFFICERS, answer_call
from .story import happened, lock, log, move, require, tell_reporters, tell_staff


@action
def blow_whistle(
    by: Actor, case: Case, *, organisations: Sequence[Organisation], text: str, now: datetime, seen: int | None = None
) -> Whistle:
    """Call these offices to the case. The lead stays responsible, and the reporter sees who was called.

    Safe by the lock on the case. A confidential category must name the office's officers among those who see it.
    """
    case = lock(case, seen=seen)
    require(by, case, "whistle")
    if not organisations:
        raise Invalid(_("Choose whom to call."), field="organisations")
    _refuse_unnamed(case, organisations)
    _refuse_doubles(case, organisations)
    before = case.state
    whistle = Whistle.objects.create(case=case, by_id=me(by), text=words(text, longest=2000), at=now)
    case.has_whistle = True
    move(case, "whistle")
    set_next_due(case)
    for organisation in organisations:
        _call(by, case, whistle, organisation, now)
    happened(
        by,
        case,
        facts.WHISTLED,
        now=now,
        before=before,
        public=True,
        data={"whistle": whistle.pk, "organisations": [o.pk for o in organisations]},
        whistle=whistle.pk,
    )
    tell_reporters(by, case, facts.WHISTLED, now=now)
    return whistle


@action
def accept_call(by: Actor, call: WhistleCall, *, now: datetime) -> WhistleCall:
    """The office takes it. Safe by the lock on the call's case; Refused if it answered already."""
    call = _lock_call(by, call, CallState.WAITING)
    call.state, call.answered_at, call.answered_by_id = CallState.ACCEPTED, now, by.person_id
    call.due_at = _due(call.whistle.case, "report", now)
    _answered(by, call, facts.CALL_ACCEPTED, now, since=call.called_at)
    return call


@action
def report_call(by: Actor, call: WhistleCall, *, who: str, what: str, by_date: date, now: datetime) -> WhistleCall:
    """The office says who does what by when; saying it before accepting accepts. Safe by the lock."""
    call = _lock_call(by, call, CallState.WAITING, CallState.ACCEPTED, CallState.REPORTED)
    if by_date < localdate(now):
        raise Invalid(_("The day lies in the past."), field="by_date")
    call.who, call.what, call.by_date = (
        words(who, field="who", longest=80),
        words(what, field="what", longest=2000),
        by_date,
    )
    call.answered_at = call.answered_at or now
    call.answered_by_id = call.answered_by_id or by.person_id
    call.state, call.reported_at = CallState.REPORTED, now
    _answered(by, call, facts.CALL_REPORTED, now, since=call.called_at)
    return call


@action
def refuse_call(by: Actor, call: WhistleCall, *, ground: str, now: datetime) -> WhistleCall:
    """The office says no, with a ground that everybody reads. Safe by the lock."""
    call = _lock_call(by, call, CallState.WAITING, CallState.ACCEPTED)
    call.ground = words(ground, field="ground", longest=1000)
    call.state, call.answered_at, call.answered_by_id = CallState.REFUSED, call.answered_at or now, by.person_id
    _answered(by, call, facts.CALL_REFUSED, now, since=call.called_at)
    return call


@action
def finish_call(by: Actor, call: WhistleCall, *, what: str, now: datetime) -> WhistleCall:
    """The office has done its part. The case itself is resolved by its lead. Safe by the lock."""
    call = _lock_call(by, call, CallState.ACCEPTED, CallState.REPORTED)
    call.what = words(what, field="what", longest=2000)
    call.state, call.done_at = CallState.DONE, now
    _answered(by, call, facts.CALL_DONE, now, since=call.called_at, by_day=call.by_date)
    return call


@action
def climb_call(by: Actor, call: WhistleCall, *, now: datetime) -> WhistleCall | None:
    """An office stayed silent past its clock: the next level is called in its place. Safe by the lock: an answer that came first wins.

    Returns the new call, or None where nobody stands above; then the lead is told.
    """
    call = _lock_call(by, call, CallState.WAITING, CallState.ACCEPTED)
    if not by.is_house or now <= call.due_at:
        raise Refused(_("The office still has time to answer."))
    case, whistle = call.whistle.case, call.whistle
    called = {c.organisation_id for c in whistle.calls.all()}
    levels = [] if case.is_confidential else _levels_above(case, call.organisation)
    above = next((o for o in levels if o.pk not in called), None)
    if above is None:
        call.due_at = _due(case, "answer", now)  # nobody above: remind again when another clock has run
        call.save()
        tell_staff(by, case, facts.WARNED, now=now)
        return None
    call.state = CallState.CLIMBED
    call.save()
    new = _call(by, case, whistle, above, now, climbed_from=call)
    happened(
        by,
        case,
        facts.CALL_CLIMBED,
        now=now,
        public=True,
        organisation_id=call.organisation_id,
        data={"organisation": call.organisation_id, "to": above.pk},
        organisation=call.organisation_id,
        to=above.pk,
    )
    tell_reporters(by, case, facts.CALL_CLIMBED, now=now)
    tell_staff(by, case, facts.CALL_CLIMBED, now=now)
    return new


def climb_silent_calls(now: datetime) -> None:
    """What the tick does: every call past its clock climbs."""
    late = WhistleCall.objects.filter(state__in=[CallState.WAITING, CallState.ACCEPTED], due_at__lt=now).order_by("pk")
    for call in list(late):
        with suppress(Refused):  # answered a moment ago
            climb_call(HOUSE, call, now=now)


def end_calls(by: Actor, case: Case, *, now: datetime) -> None:
    """Inside the action that ends a case: what is still open is no longer needed."""
    for call in WhistleCall.objects.filter(whistle__case=case, state__in=OPEN_CALLS).order_by("pk"):
        call.state = CallState.ENDED
        call.save()
        log(
            by,
            case,
            facts.CALL_ENDED,
            now=now,
            public=True,
            organisation_id=call.organisation_id,
            organisation=call.organisation_id,
        )
    Whistle.objects.filter(case=case, ended_at__isnull=True).update(ended_at=now)
    for hands in CallForHands.objects.filter(case=case, state=CallForHands.State.OPEN):
        hands.state = CallForHands.State.ENDED
        hands.save()
        log(by, case, facts.HANDS_ENDED, now=now)


def call_path(call: WhistleCall) -> str:
    """The link by which an office without an account answers."""
    return f"/w/{call.pk}-{code_for(CALL_LINK, call.pk, call.link_version)}/"


def call_behind(key: int, code: str) -> WhistleCall | None:
    """The call whose link this is, or nothing."""
    call = WhistleCall.objects.filter(pk=key).first()
    return call if call and check_code(code, CALL_LINK, call.pk, call.link_version) else None


def _call(
    by: Actor,
    case: Case,
    whistle: Whistle,
    organisation: Organisation,
    now: datetime,
    climbed_from: WhistleCall | None = None,
) -> WhistleCall:
    due = _due(case, "answer", now)
    call = WhistleCall.objects.create(
        whistle=whistle,
        organisation=organisation,
        called_at=now,
        due_at=due,
        climbed_from=climbed_from,
        is_due_provisional=calendar_around(case.community, now).is_provisional(now, due),
    )
    about = {"organisation": organisation.pk, "climbed": climbed_from is not None}
    record(by, facts.OFFICE_CALLED.key, call, now=now, community_id=case.community_id, **about)
    tell_office(
        by,
        facts.WHISTLED.key,
        organisation_id=organisation.pk,
        path=call_path(call),
        now=now,
        values={"number": case.number, "due": due.isoformat()},
    )
    return call


def _due(case: Case, clock: str, now: datetime) -> datetime:
    minutes = rule(f"casework.whistle_{clock}_minutes", on=localdate(now)).value
    return calendar_around(case.community, now).add_minutes(now, minutes)


def _lock_call(by: Actor, call: WhistleCall, *states: CallState) -> WhistleCall:
    case = lock(call.whistle.case_id)
    found = next((c for w in case.whistles.all() for c in w.calls.all() if c.pk == call.pk), None)
    if found is None:
        raise Missing(_("There is no such whistle."))
    found.whistle.case = case
    if not by.is_house:
        answer_call.require(by, found)
    at_step(found, *states)
    return found


def _answered(
    by: Actor, call: WhistleCall, kind: FactKind, now: datetime, *, since: datetime, by_day: date | None = None
) -> None:
    call.save()
    case = call.whistle.case
    in_time = localdate(now) <= by_day if by_day else now <= call.due_at if kind is not facts.CALL_ACCEPTED else True
    happened(
        by,
        case,
        kind,
        now=now,
        public=True,
        organisation_id=call.organisation_id,
        value=minutes_since(case, since, now),
        data={"organisation": call.organisation_id, "call": call.pk},
        organisation=call.organisation_id,
        in_time=in_time,
    )
    tell_staff(by, case, kind, now=now)
    tell_reporters(by, case, kind, now=now)


def _levels_above(case: Case, organisation: Organisation) -> list[Organisation]:
    """Offices above the silent one, nearest first: its own superior, then the street, the district and the city of the case."""
    chain, parent = [], organisation.parent
    while parent is not None:
        chain.append(parent)
        parent = parent.parent
    return chain + [o for o in offices_above(case.community) if o.pk not in {c.pk for c in chain} | {organisation.pk}]


def _refuse_unnamed(case: Case, organisations: Sequence[Organisation]) -> None:
    """To what is confidential only those offices are called whose officers are named for its category."""
    if not case.is_confidential:
        return
    named = {row.role for row in case.category.seen_by.all()}
    if any(OFFICERS.get(OrganisationKind(o.kind), RoleKind.UNIT_CONTACT) not in named for o in organisations):
        raise Refused(_("This request is confidential: offices are not called to it through the system."))


def _refuse_doubles(case: Case, organisations: Sequence[Organisation]) -> None:
    waiting = {c.organisation_id for w in case.whistles.all() for c in w.calls.all() if c.state in OPEN_CALLS}
    if doubles := [o.label for o in organisations if o.pk in waiting]:
        raise Invalid(
            _("Already called and not yet done: %(offices)s") % {"offices": "、".join(doubles)}, field="organisations"
        )
