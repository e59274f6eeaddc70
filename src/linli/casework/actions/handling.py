"""The committee handles a case: accept, assign, answer, ask, note, extend."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.text import words
from linli.base.uploads import Picture
from linli.people.queries import actor_of
from linli.places.models import Organisation, OrganisationKind

from .. import facts
from ..clocks import change_category, extend, in_time, is_expired, minutes_since, resume, set_next_due
from ..models import Case, Category, Message, Reporter, State
from ..notices import NEW
from ..permissions import HELPERS, REPORTER_LINK, handle_case, rate_case, speak_for_reporter
from ..search_index import forget_case, index_case
from .hands import end_hands
from .receiving import add_pictures
from .sealing import end_links, seal_merged, take_back
from .story import happened, lock, move, require, say, tell_reporters, tell_staff

LENDS_HANDS = frozenset(
    {OrganisationKind.PROPERTY_MANAGER, OrganisationKind.RESIDENT_UNIT, OrganisationKind.OWNERS_COMMITTEE}
)


@action
def accept_case(by: Actor, case: Case, *, now: datetime, seen: int | None = None) -> Case:
    """Own a case: whoever receives first leads it (首接负责). Safe by the lock; of two who press at once the second is refused."""
    case = lock(case, seen=seen)
    require(by, case, "accept")
    before = case.state
    _take_lead(by, case, now)
    move(case, "accept")
    set_next_due(case)
    _log_acceptance(by, case, before, now)
    tell_reporters(by, case, facts.ACCEPTED, now=now)
    return case


@action
def assign_case(
    by: Actor,
    case: Case,
    *,
    now: datetime,
    person_id: int | None = None,
    organisation: Organisation | None = None,
    seen: int | None = None,
) -> Case:
    """Give the work to a colleague, a volunteer, or an organisation such as the property manager. The lead stays responsible.

    Assigning a case that nobody owns accepts it. Safe by the lock. Invalid if the person cannot see the case then.
    """
    case = lock(case, seen=seen)
    require(by, case, "assign")
    if (person_id is None) == (organisation is None):
        raise Invalid(_("Choose either a person or an organisation."), field="assigned_to")
    if person_id is not None:
        _check_assignee(case, person_id, now)
    if organisation is not None:
        _check_organisation(case, organisation)
    before, was_unowned = case.state, case.accepted_at is None or case.state == State.REOPENED
    if was_unowned:
        _take_lead(by, case, now)
    case.assigned_to_id, case.assigned_organisation = person_id, organisation
    move(case, "assign")
    set_next_due(case)
    if was_unowned:
        _log_acceptance(by, case, before, now)
        tell_reporters(by, case, facts.ACCEPTED, now=now)
    happened(
        by,
        case,
        facts.ASSIGNED,
        now=now,
        before=before,
        organisation_id=organisation.pk if organisation else None,
        data={"person": person_id, "organisation": organisation.pk if organisation else None},
        to="organisation" if organisation else "person",
    )
    tell_staff(by, case, facts.ASSIGNED, now=now)
    return case


@action
def assign_cases(by: Actor, cases: Sequence[int], *, now: datetime, person_id: int) -> int:
    """Assign many at once: all or none. Locked in the order of their keys, so that two bulk assignments cannot block each other."""
    for key in sorted(set(cases)):
        case = lock(key)
        try:
            assign_case(by, case, person_id=person_id, now=now)
        except Refused as refusal:
            number = case.number if handle_case.allows(by, case) else str(key)
            raise Refused(
                _("%(number)s cannot be given: %(reason)s") % {"number": number, "reason": refusal}
            ) from refusal
    return len(set(cases))


@action
def start_case(by: Actor, case: Case, *, now: datetime, seen: int | None = None) -> Case:
    """Begin the work. Safe by the lock."""
    case = lock(case, seen=seen)
    require(by, case, "start")
    before = case.state
    move(case, "start")
    set_next_due(case)
    happened(by, case, facts.STARTED, now=now, before=before, public=True)
    tell_reporters(by, case, facts.STARTED, now=now)
    return case


@action
def answer_case(
    by: Actor, case: Case, *, text: str, now: datetime, pictures: Sequence[Picture] = (), seen: int | None = None
) -> Case:
    """Tell the reporters what will happen. The first answer stops the answering clock; answering a new case accepts it. Safe by the lock."""
    case = lock(case, seen=seen)
    require(by, case, "answer")
    before, first = case.state, case.answered_at is None
    if case.state in {State.NEW, State.REOPENED}:
        _take_lead(by, case, now)
        move(case, "answer")
        _log_acceptance(by, case, before, now)
    message = say(by, case, Message.Kind.ANSWER, text, now=now)
    add_pictures(case, pictures, now=now)
    spent = minutes_since(case, case.reported_at, now) if first else None
    kept = in_time(case, "answer", now) if first else None
    if first:
        case.answered_at = now
    set_next_due(case)
    happened(
        by,
        case,
        facts.ANSWERED,
        now=now,
        before=case.state,
        message=message,
        public=True,
        value=spent,
        category=case.category.key,
        in_time=kept,
        first=first,
    )
    tell_reporters(by, case, facts.ANSWERED, now=now)
    return case


@action
def ask_reporter(by: Actor, case: Case, *, text: str, now: datetime, seen: int | None = None) -> Case:
    """Ask the reporter something; the clocks stand still until they reply. Safe by the lock."""
    case = lock(case, seen=seen)
    require(by, case, "ask")
    message = say(by, case, Message.Kind.QUESTION, text, now=now)
    case.paused_at = case.paused_at or now
    set_next_due(case)
    happened(by, case, facts.ASKED, now=now, message=message)
    tell_reporters(by, case, facts.ASKED, now=now, only_first=True)
    return case


@action
def reply_to_question(by: Actor, case: Case, *, text: str, now: datetime, on_behalf: bool = False) -> Case:
    """The reporter replies, or staff write down what they said; the clocks run on. Safe by the lock."""
    case = lock(case)
    (rate_case if on_behalf else speak_for_reporter).require(by, case)
    if not case.is_open:
        raise Refused(_("This request is over. If it is not solved, reopen it."))
    message = say(by, case, Message.Kind.REPLY, text, now=now, reporter=_who_replies(by, case))
    stood = resume(case, now=now)
    happened(by, case, facts.REPLIED, now=now, message=message, value=stood)
    tell_staff(by, case, facts.REPLIED, now=now)
    return case


@action
def note_case(by: Actor, case: Case, *, text: str, now: datetime) -> Case:
    """A note among staff, apart from what the public and the reporter read. Notes are added, never changed: no lock is needed beyond the row's."""
    case = lock(case)
    handle_case.require(by, case)
    message = say(by, case, Message.Kind.NOTE, text, now=now)
    happened(by, case, facts.NOTED, now=now, message=message)
    return case


@action
def extend_case(
    by: Actor, case: Case, *, working_minutes: int, reason: str, now: datetime, seen: int | None = None
) -> Case:
    """Give the resolving clock more time and explain it to the reporter. Safe by the lock. Invalid without a reason or time.

    Refused once the time has run out: whoever is late says so by an answer. Figures count by what was promised first.
    """
    case = lock(case, seen=seen)
    require(by, case, "extend")
    if is_expired(case, now):
        raise Refused(_("The deadline has passed: it can be extended only before. Tell the reporter in an answer."))
    if working_minutes <= 0:
        raise Invalid(_("Say by how much the deadline moves."), field="working_minutes")
    message = say(by, case, Message.Kind.REASON, reason, now=now)
    extend(case, working_minutes)
    case.warned_at = None
    happened(
        by,
        case,
        facts.EXTENDED,
        now=now,
        message=message,
        public=True,
        value=working_minutes,
        data={"due": case.resolve_due_at.isoformat()} if case.resolve_due_at else {},
    )
    tell_reporters(by, case, facts.EXTENDED, now=now)
    return case


@action
def recategorise_case(by: Actor, case: Case, *, category: Category, now: datetime, seen: int | None = None) -> Case:
    """Put a case where it belongs; its deadlines are those of the new category, from the report on. Safe by the lock.

    A confidential category takes it from every public place at once, and takes back what the open one gave: the links of
    all but the first reporter, calls to offices, the work given to others. Those who handle it under the new category are told.
    """
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    if category.pk == case.category_id:
        return case
    old, was_confidential = case.category, case.is_confidential
    case.category, case.is_confidential = category, category.is_confidential
    moved = case.is_open and change_category(case, old)
    _set_public(case)
    seal_merged(case)
    happened(by, case, facts.RECATEGORISED, now=now, data={"from": old.key, "to": category.key}, category=category.key)
    if case.is_confidential:
        end_hands(by, case, now=now)
        take_back(by, case, now=now)
    if case.is_confidential != was_confidential:
        tell_staff(by, case, NEW, now=now)
    if moved:
        happened(by, case, facts.DUE_MOVED, now=now, public=True, cause="category", is_change=False)
        tell_reporters(by, case, facts.DUE_MOVED, now=now)
    return case


@action
def hide_case(by: Actor, case: Case, *, reason: str, now: datetime, seen: int | None = None) -> Case:
    """Take a case from public lists, with a reason; "me too" links to it open nothing from then on. Safe by the lock."""
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    case.hidden_reason = words(reason, field="reason", longest=200)
    _set_public(case)
    end_links(case)
    end_hands(by, case, now=now)
    happened(by, case, facts.HIDDEN, now=now)
    return case


@action
def show_case(by: Actor, case: Case, *, now: datetime, seen: int | None = None) -> Case:
    """Put a hidden case back on public lists, if its reporter wanted it public. Safe by the lock."""
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    case.hidden_reason = ""
    _set_public(case)
    happened(by, case, facts.SHOWN, now=now)
    return case


@action
def note_opening(by: Actor, case: Case, *, purpose: str, now: datetime) -> None:
    """Staff opened the contact details of a case: it stands in its history, with the purpose. Added only; safe by the lock."""
    case = lock(case)
    handle_case.require(by, case)
    message = say(by, case, Message.Kind.NOTE, words(purpose, field="purpose", longest=200), now=now)
    happened(by, case, facts.OPENED, now=now, message=message)


@action
def wall_case(by: Actor, case: Case, *, person_id: int, reason: str, now: datetime, seen: int | None = None) -> Case:
    """Hide the case from a member of staff whom it concerns. Safe by the lock and the unique row. Nobody walls off themselves alone in charge."""
    case = lock(case, seen=seen)
    handle_case.require(by, case)
    if person_id == by.person_id:
        raise Refused(_("Ask a colleague to wall you off, so that somebody stays in charge."))
    put_wall(by, case, person_id=person_id, reason=words(reason, field="reason", longest=200))
    happened(by, case, facts.WALLED, now=now)
    return case


def put_wall(by: Actor, case: Case, *, person_id: int, reason: str) -> None:
    """Inside an action that holds the case: the wall, and what it takes from the person. The caller stores the case."""
    case.walls.get_or_create(person_id=person_id, defaults={"reason": reason})
    if case.lead_id == person_id:
        case.lead_id = by.person_id
    if case.assigned_to_id == person_id:
        case.assigned_to = None


def _who_replies(by: Actor, case: Case) -> Reporter | None:
    """The reporter who speaks, or the first one where staff write down what was said."""
    reporters = list(case.reporters.all())
    link = by.opens(REPORTER_LINK)
    own = (r for r in reporters if r.pk == link or (by.person_id and r.person_id == by.person_id))
    return next(own, reporters[0] if reporters else None)


def _set_public(case: Case) -> None:
    is_open = not case.is_confidential and not case.hidden_reason
    case.is_public = case.wants_public and is_open and case.state != State.MERGED
    case.photos.update(is_public=case.is_public)
    if case.is_confidential:
        forget_case(case)
    else:
        index_case(case)


def _take_lead(by: Actor, case: Case, now: datetime) -> None:
    case.lead_id = case.lead_id or by.person_id
    case.accepted_at = case.accepted_at or now


def _log_acceptance(by: Actor, case: Case, before: str, now: datetime) -> None:
    start = case.reported_at if before == State.NEW else case.changed_at
    happened(
        by,
        case,
        facts.ACCEPTED,
        now=now,
        before=before,
        public=True,
        value=minutes_since(case, start, now),
        category=case.category.key,
        in_time=in_time(case, "accept", now),
    )


def _check_assignee(case: Case, person_id: int, now: datetime) -> None:
    assignee = actor_of(person_id, now=now)
    handles = handle_case.allows(assignee, case)
    helps = assignee.holds(*HELPERS) and assignee.community_id == case.community_id
    walled = any(wall.person_id == person_id for wall in case.walls.all())
    if not (handles or (helps and not case.is_confidential and not walled)):
        raise Invalid(
            _("This person does not work for this community, or may not see this request."), field="assigned_to"
        )


def _check_organisation(case: Case, organisation: Organisation) -> None:
    if case.is_confidential:
        raise Refused(_("A confidential request is not given to an organisation."))
    if organisation.community_id != case.community_id or organisation.kind not in LENDS_HANDS:
        raise Invalid(
            _("This organisation does not work in this community; call it by a whistle."), field="assigned_organisation"
        )
