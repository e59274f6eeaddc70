"""The stage of a topic that is a meeting has one, as a ballot stage has a ballot."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.base.rows import open_row
from linli.meetings.actions import draft_meeting
from linli.meetings.models import Meeting
from linli.meetings.rules import notice_rule

from ..models import Stage, Topic
from ..permissions import lead_topic
from .stages import current_stage

EVENING = time(19, 30)
OVER = frozenset({Meeting.State.SIGNED, Meeting.State.POSTED, Meeting.State.CALLED_OFF})


@action
def prepare_meeting(by: Actor, topic: Topic, *, now: datetime) -> Meeting:
    """Draft the meeting of the stage whose turn it is, on the first evening on which it can be held; what is guessed is changed there.

    Safe by the lock on the topic: a stage has one meeting, another only after the first was called off.
    """
    topic = open_row(by, Topic, topic.pk, Topic.State.DISCUSSED, right=lead_topic)
    stage = current_stage(topic)
    if stage is None or stage.kind != Stage.Kind.MEETING:
        raise Refused(_("It is not the turn of a meeting."))
    if stage.meeting and stage.meeting.state != Meeting.State.CALLED_OFF:
        raise Refused(_("The meeting of this stage is drafted already."))
    by_representatives = stage.who == Stage.Who.REPRESENTATIVES
    kind = Meeting.Kind.REPRESENTATIVES if by_representatives else Meeting.Kind.COUNCIL
    stage.meeting = draft_meeting(
        by,
        topic.community,
        kind=kind,
        counts=Meeting.Counts.REPRESENTATIVE if by_representatives else Meeting.Counts.INVITED,
        title=topic.title,
        place=topic.community.committee_address[:120] or topic.community.name,
        starts_at=_evening(topic, stage, kind, localdate(now)),
        head=by.name or _("the committee"),
        keeper=by.name or _("the committee"),
        agenda=_agenda(topic),
        now=now,
    )
    stage.save(update_fields=["meeting"])
    return stage.meeting


def _evening(topic: Topic, stage: Stage, kind: str, today: date) -> datetime:
    ahead = timedelta(days=int(notice_rule(kind, topic.community, on=today).value))
    return datetime.combine(max(stage.from_date, today + ahead), EVENING, tzinfo=get_current_timezone())


def _agenda(topic: Topic) -> list[str]:
    wording = topic.wordings.last()
    return [topic.title, *([wording.text.replace("\n", " ")[:200]] if wording else [])]


def require_held(stage: Stage) -> None:
    """Refused while the meeting of a stage has no signed minutes and was not called off."""
    if stage.kind == Stage.Kind.MEETING and not (stage.meeting and stage.meeting.state in OVER):
        raise Refused(_("The minutes of this stage's meeting are not signed yet."))
