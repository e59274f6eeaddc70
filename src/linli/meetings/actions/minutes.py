"""The minutes: written from what was recorded, signed by two, posted without personal details; and the steps that follow."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record

from .. import facts
from ..models import Correction, Meeting, NextStep, Signature
from ..notices import CORRECTED
from ..permissions import run_meeting
from ..queries.posting import Shade
from .calling import tell_roll

State = Meeting.State
LONGEST = 20_000


@action
def write_minutes(by: Actor, meeting: Meeting, *, text: str, now: datetime) -> Meeting:
    """Keep the words of the minutes. Safe by the lock. Refused once somebody has signed them."""
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.CLOSED, right=run_meeting)
    if meeting.signatures.exists():
        raise Refused(_("Somebody has signed these words: they stay."))
    meeting.minutes = words(text, longest=LONGEST)
    meeting.save(update_fields=["minutes"])
    return meeting


@action
def sign_minutes(by: Actor, meeting: Meeting, *, role: str, now: datetime) -> Meeting:
    """Sign these words as the head or as the keeper; with both signatures they are sealed. Safe by the lock; nobody signs twice, by a constraint.

    Refused before they are written, for a role that has signed, and for the same person in both.
    """
    meeting = open_row(by, Meeting, meeting.pk, State.CLOSED, right=run_meeting)
    if not meeting.minutes:
        raise Refused(_("The minutes are not written yet."))
    if role not in Signature.Role.values:
        raise Invalid(_("The head of the meeting and the keeper of the minutes sign."), field="role")
    if meeting.signatures.filter(role=role).exists() or meeting.signatures.filter(person=me(by)).exists():
        raise Refused(_("It is signed already, or you have signed: two people sign, each once."))
    seal = sha256(meeting.minutes.encode()).hexdigest()
    Signature.objects.create(meeting=meeting, role=role, person_id=me(by), seal=seal, signed_at=now)
    if meeting.signatures.count() == len(Signature.Role):
        meeting.state, meeting.seal = State.SIGNED, seal
        meeting.save(update_fields=["state", "seal"])
    return meeting


@action
def post_minutes(by: Actor, meeting: Meeting, *, text: str, now: datetime) -> Meeting:
    """Post them for everybody, for the days of the rule at least (Organic Law art. 34). Safe by the lock. Whoever is on the roll is told.

    Numbers, homes and the names of the roll are taken out here as well, whatever the words that were sent hold.
    """
    meeting = open_row(by, Meeting, meeting.pk, State.SIGNED, right=run_meeting)
    _show(meeting, text, now)
    meeting.posted_date, meeting.state = localdate(now), State.POSTED
    meeting.save()
    days = (localdate(now) - localdate(meeting.closed_at or now)).days
    record(
        by, facts.POSTED.key, meeting, now=now, community_id=meeting.community_id, value=days, meeting_kind=meeting.kind
    )
    tell_roll(by, meeting, facts.POSTED.key, {"title": meeting.title}, now=now)
    return meeting


@action
def correct_posted(by: Actor, meeting: Meeting, *, text: str, what_changed: str, now: datetime) -> Meeting:
    """What is posted is corrected, everybody reads why, and it stays for the days of the rule from today. Safe by the lock.

    The signed words stay as they are. What was posted before is not kept: mostly it is somebody's details that were overlooked.
    """
    meeting = open_row(by, Meeting, meeting.pk, State.POSTED, right=run_meeting)
    why = words(what_changed, field="what_changed", longest=500)
    _show(meeting, text, now)
    meeting.save(update_fields=["posted_text", "until_date"])
    Correction.objects.create(meeting=meeting, what_changed=why, corrected_date=localdate(now))
    tell_roll(by, meeting, CORRECTED, {"title": meeting.title}, now=now)
    return meeting


def _show(meeting: Meeting, text: str, now: datetime) -> None:
    today = localdate(now)
    days = int(rule("meetings.posted_days", on=today, community=meeting.community).value)
    meeting.posted_text = words(Shade.of(meeting).over(words(text, longest=LONGEST)), longest=2 * LONGEST)
    meeting.until_date = today + timedelta(days=days)


@action
def agree_step(by: Actor, meeting: Meeting, *, text: str, owner: str, due_date: date, now: datetime) -> NextStep:
    """What is done because of the meeting: it stands in the minutes and is followed up. Safe by the lock. Invalid for a day that is past."""
    meeting = open_row(by, Meeting, meeting.pk, State.OPEN, State.CLOSED, State.SIGNED, State.POSTED, right=run_meeting)
    step = NextStep(meeting=meeting)
    step.intend(text=text, owner=owner, due_date=due_date, now=now)
    step.save()
    return step


@action
def finish_step(by: Actor, step: NextStep, *, note: str, is_given_up: bool, now: datetime) -> NextStep:
    """It is done, or given up: both say what came of it, in public. Safe by the lock on the meeting."""
    meeting = open_row(by, Meeting, step.meeting.pk, right=run_meeting)
    found = meeting.steps.filter(pk=step.pk).first()
    if found is None:
        raise Missing(_("There is no such step of the result."))
    found.finish(note=note, is_given_up=is_given_up, now=now)
    found.save()
    in_time = not found.is_late_on(localdate(now))
    record(
        by,
        facts.STEP_FINISHED.key,
        found,
        now=now,
        community_id=meeting.community_id,
        in_time=in_time,
        is_given_up=is_given_up,
    )
    return found
