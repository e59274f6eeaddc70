"""Who speaks, what is moved, and what hands decide."""

from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.models import Fact

from .. import facts
from ..models import Item, Meeting, Motion, Speech
from ..permissions import run_meeting
from ..queries.quorum import quorum_of
from ..rules import majority_asked

State = Meeting.State
WAITING, SPEAKING, DONE = Speech.State.WAITING, Speech.State.SPEAKING, Speech.State.DONE


@action
def ask_to_speak(by: Actor, meeting: Meeting, *, name: str, now: datetime) -> Speech:
    """Somebody asks to speak and waits for their turn. Safe by the lock on the meeting."""
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.OPEN, right=run_meeting)
    return Speech.objects.create(meeting=meeting, name=words(name, field="name", longest=60))


@action
def give_floor(by: Actor, meeting: Meeting, *, now: datetime) -> Speech | None:
    """Whoever speaks has spoken; the next who waits speaks. None where nobody waits. Safe by the lock and a constraint: one speaks at a time."""
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.OPEN, right=run_meeting)
    meeting.speeches.filter(state=SPEAKING).update(state=DONE)
    following = meeting.speeches.filter(state=WAITING).first()
    if following:
        following.state = SPEAKING
        following.save(update_fields=["state"])
    return following


@action
def move(by: Actor, meeting: Meeting, *, text: str, moved_by: str, now: datetime, item: Item | None = None) -> Motion:
    """Somebody moves that something be decided. Safe by the lock on the meeting, under which the number is drawn."""
    del now
    meeting = open_row(by, Meeting, meeting.pk, State.OPEN, right=run_meeting)
    if item and item.meeting_id != meeting.pk:
        raise Invalid(_("That is not on this agenda."), field="item")
    number = (meeting.motions.aggregate(last=Max("number"))["last"] or 0) + 1
    return Motion.objects.create(
        meeting=meeting,
        item=item,
        number=number,
        text=words(text, longest=500),
        moved_by=words(moved_by, field="moved_by", longest=60),
    )


@action
def count_hands(by: Actor, motion: Motion, *, yes: int, no: int, abstain: int, now: datetime) -> Motion:
    """Write down the hands; the rule decides: over half of those who are there or represented (Organic Law art. 27, 29). Safe by the lock.

    While the meeting is open hands may be counted again, and it is said that they were. Refused without the quorum at this moment, and once
    it was put off; Invalid for more hands than people, those included who are represented.
    """
    meeting, found = _locked(by, motion)
    quorum = quorum_of(meeting, on=localdate(now))
    if not quorum.is_met:
        told = {"missing": quorum.missing or 1, "law": quorum.law or _("our rule")}
        raise Refused(_("Too few are there to decide: %(missing)d more have to be (%(law)s).") % told)
    if min(yes, no, abstain) < 0 or yes + no + abstain > quorum.count:
        raise Invalid(
            _("There are more hands than people: %(count)d are there.") % {"count": quorum.count}, field="yes"
        )
    asked = majority_asked(meeting, quorum.count, on=localdate(now))
    found.yes, found.no, found.abstain, found.here, found.needed = yes, no, abstain, quorum.count, asked.number
    found.rule = {"share": asked.share, "over": asked.is_over, "law": asked.law, "place": asked.place}
    found.is_carried, found.counts = asked.is_met(yes), found.counts + 1
    found.save()
    before = _fact_of(found) if found.counts > 1 else None
    record(
        by,
        facts.DECIDED.key,
        found,
        now=now,
        community_id=meeting.community_id,
        value=quorum.count,
        corrects=before,
        meeting_kind=meeting.kind,
        is_carried=found.is_carried,
    )
    return found


def _fact_of(motion: Motion) -> Fact | None:
    return Fact.objects.filter(kind=facts.DECIDED.key, subject_id=motion.pk).order_by("-id").first()


@action
def put_off(by: Actor, motion: Motion, *, why: str, now: datetime) -> Motion:
    """It is not decided in this meeting: too few are left, or it is taken back. The reason stands in the minutes. Safe by the lock.

    Refused once hands were counted.
    """
    del now
    _meeting, found = _locked(by, motion)
    if found.is_carried is not None:
        raise Refused(_("The hands were counted already."))
    found.put_off_why = words(why, field="why", longest=200)
    found.save(update_fields=["put_off_why"])
    return found


def _locked(by: Actor, motion: Motion) -> tuple[Meeting, Motion]:
    meeting = open_row(by, Meeting, motion.meeting.pk, State.OPEN, right=run_meeting)
    found = meeting.motions.filter(pk=motion.pk).first()
    if found is None:
        raise Missing(_("There is no such motion."))
    if found.put_off_why:
        raise Refused(_("It was put off."))
    return meeting, found


@action
def note_item(by: Actor, item: Item, *, notes: str, now: datetime) -> Item:
    """What was said and found on a point of the agenda. Safe by the lock on the meeting."""
    del now
    meeting = open_row(by, Meeting, item.meeting.pk, State.OPEN, State.CLOSED, right=run_meeting)
    found = meeting.items.filter(pk=item.pk).first()
    if found is None:
        raise Missing(_("That is not there any more."))
    found.notes = words(notes, field="notes", required=False)
    found.save(update_fields=["notes"])
    return found
