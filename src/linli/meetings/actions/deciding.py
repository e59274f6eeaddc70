"""Who speaks, what is moved, and what hands decide."""

from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.shares import needed
from linli.base.text import words
from linli.facts.actions import record

from .. import facts
from ..models import Item, Meeting, Motion, Speech
from ..queries.quorum import HAS_QUORUM, quorum_of
from .lock import held

State = Meeting.State
WAITING, SPEAKING, DONE = Speech.State.WAITING, Speech.State.SPEAKING, Speech.State.DONE


@action
def ask_to_speak(by: Actor, meeting: Meeting, *, name: str, now: datetime) -> Speech:
    """Somebody asks to speak and waits for their turn. Safe by the lock on the meeting."""
    del now
    meeting = held(by, meeting, State.OPEN)
    return Speech.objects.create(meeting=meeting, name=words(name, field="name", longest=60))


@action
def give_floor(by: Actor, meeting: Meeting, *, now: datetime) -> Speech | None:
    """Whoever speaks has spoken; the next who waits speaks. None where nobody waits. Safe by the lock and a constraint: one speaks at a time."""
    del now
    meeting = held(by, meeting, State.OPEN)
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
    meeting = held(by, meeting, State.OPEN)
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
    """Write down the hands; the rule decides: over half of those who are there (Organic Law art. 27, 29). Safe by the lock on the meeting.

    Refused without the quorum at this moment; Invalid for more hands than people, those included who are represented.
    """
    meeting = held(by, motion.meeting, State.OPEN)
    found = meeting.motions.filter(pk=motion.pk).first()
    if found is None:
        raise Missing(_("There is no such motion."))
    if found.is_carried is not None:
        raise Refused(_("The hands were counted already."))
    today = localdate(now)
    quorum = quorum_of(meeting, on=today)
    if not quorum.is_met:
        raise Refused(
            _("Too few are there to decide: %(missing)d more have to be (%(article)s).")
            % {"missing": quorum.missing, "article": quorum.article}
        )
    if min(yes, no, abstain) < 0 or yes + no + abstain > quorum.count:
        raise Invalid(
            _("There are more hands than people: %(count)d are there.") % {"count": quorum.count}, field="yes"
        )
    asked = needed(
        "meetings.majority" if meeting.kind in HAS_QUORUM else "meetings.majority_others", quorum.count, on=today
    )
    found.yes, found.no, found.abstain, found.here, found.needed = yes, no, abstain, quorum.count, asked.number
    found.rule = {"share": asked.share, "over": asked.is_over, "source": asked.source, "article": asked.article}
    found.is_carried = asked.is_met(yes)
    found.save()
    record(
        by,
        facts.DECIDED.key,
        found,
        now=now,
        community_id=meeting.community_id,
        value=quorum.count,
        meeting_kind=meeting.kind,
        is_carried=found.is_carried,
    )
    return found


@action
def note_item(by: Actor, item: Item, *, notes: str, now: datetime) -> Item:
    """What was said and found on a point of the agenda. Safe by the lock on the meeting."""
    del now
    meeting = held(by, item.meeting, State.OPEN, State.CLOSED)
    found = meeting.items.get(pk=item.pk)
    found.notes = words(notes, field="notes", required=False)
    found.save(update_fields=["notes"])
    return found
