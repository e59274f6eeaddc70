"""A topic goes through its stages, is decided, carried out in steps, reported back to all who took part, and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.actions import draft_ballot, set_options
from linli.ballots.models import Ballot
from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell

from .. import facts
from ..models import Stage, Step, Topic
from ..notices import STAGE_BEGINS
from ..permissions import lead_topic
from ..queries.topics import agreed_steps, took_part
from .mapping import close_map
from .meeting import require_held
from .stages import current_stage

State = Topic.State


@dataclass(frozen=True)
class Intended:
    """A step as it is decided. `owner`: an office, an organisation or a role, as everybody reads it."""

    text: str
    owner: str
    due_date: date


@action
def move_stage(by: Actor, stage: Stage, *, from_date: date, to_date: date, why: str, now: datetime) -> Stage:
    """Other dates for a stage that has not ended, with a public reason. Safe by the lock on the topic."""
    topic = open_row(by, Topic, stage.topic.pk, State.DISCUSSED, right=lead_topic)
    found = topic.stages.filter(pk=stage.pk, ended_at__isnull=True).first()
    if found is None:
        raise Missing(_("There is no such stage any more."))
    if to_date < from_date or to_date < localdate(now):
        raise Invalid(_("A stage ends after it begins, and not in the past."), field="to_date")
    found.from_date, found.to_date = from_date, to_date
    found.moved_why = words(why, field="why", longest=300)
    found.save()
    return found


@action
def end_stage(by: Actor, topic: Topic, *, outcome: str, now: datetime) -> Stage:
    """The stage whose turn it is ends with what came out; whoever took part hears what comes next. Safe by the lock on the topic.

    An opinion map is closed with its stage. Refused while its ballot is not counted or the minutes of its meeting are not signed, and before its first day.
    """
    topic = open_row(by, Topic, topic.pk, State.DISCUSSED, right=lead_topic)
    stage = current_stage(topic)
    if stage is None:
        raise Refused(_("Every stage has ended: say what was decided."))
    if stage.from_date > localdate(now):
        raise Refused(_("This stage has not begun yet."))
    if stage.kind == Stage.Kind.BALLOT and not (
        stage.ballot and stage.ballot.state in {Ballot.State.COUNTED, Ballot.State.CALLED_OFF}
    ):
        raise Refused(_("The ballot of this stage has not been counted yet."))
    require_held(stage)
    if stage.kind == Stage.Kind.OPINIONS:
        close_map(by, topic, now=now)
    stage.outcome, stage.ended_at = words(outcome, field="outcome"), now
    stage.save()
    to = took_part(topic)
    record(
        by, facts.STAGE_ENDED.key, stage, now=now, community_id=topic.community_id, value=len(to), stage_kind=stage.kind
    )
    if following := current_stage(topic):
        values = {"title": topic.title, "stage": following.get_kind_display(), "due": following.to_date.isoformat()}
        tell(
            by,
            STAGE_BEGINS,
            to=to,
            values=values,
            path=f"/topics/{topic.pk}/",
            now=now,
            community_id=topic.community_id,
            may_be_nobody=True,  # nobody took part in the stage that ended
        )
    return stage


@action
def prepare_ballot(
    by: Actor, topic: Topic, *, question: str, choices: Sequence[str], votes_by: str, now: datetime
) -> Ballot:
    """Draft the ballot of the stage whose turn it is: yes or no, or between wordings. What `draft_ballot` raises.

    Safe by the lock on the topic: a stage has one ballot.
    """
    topic = open_row(by, Topic, topic.pk, State.DISCUSSED, right=lead_topic)
    stage = current_stage(topic)
    if stage is None or stage.kind != Stage.Kind.BALLOT:
        raise Refused(_("It is not the turn of a ballot."))
    if stage.ballot_id:
        raise Refused(_("The ballot of this stage is drafted already."))
    kind = Ballot.Kind.MOST if choices else Ballot.Kind.YES_NO
    ballot = draft_ballot(
        by, topic.community, question=question, kind=kind, votes_by=votes_by, text=topic.about, now=now
    )
    if choices:
        set_options(by, ballot, choices, now=now)
    stage.ballot = ballot
    stage.save(update_fields=["ballot"])
    return ballot


@action
def decide_topic(by: Actor, topic: Topic, *, outcome: str, steps: Sequence[Intended], now: datetime) -> Topic:
    """What was decided, and the steps that carry it out: none where nothing is done. Whoever took part is told. Safe by the lock on the topic.

    Refused while a stage has not ended.
    """
    topic = open_row(by, Topic, topic.pk, State.DISCUSSED, right=lead_topic)
    if current_stage(topic):
        raise Refused(_("A stage has not ended yet."))
    topic.outcome, topic.decided_at, topic.state = words(outcome, field="outcome"), now, State.CARRIED_OUT
    topic.save()
    for step in steps:
        _intend(topic, step, now=now)
    record(by, facts.DECIDED.key, topic, now=now, community_id=topic.community_id, value=len(steps))
    tell(
        by,
        facts.DECIDED.key,
        to=took_part(topic),
        values={"title": topic.title},
        path=f"/topics/{topic.pk}/",
        now=now,
        community_id=topic.community_id,
        may_be_nobody=True,  # nobody took part
    )
    return topic


@action
def add_step(by: Actor, topic: Topic, step: Intended, *, now: datetime) -> Step:
    """One more step, while the result is carried out. Safe by the lock on the topic."""
    return _intend(open_row(by, Topic, topic.pk, State.CARRIED_OUT, right=lead_topic), step, now=now)


def _intend(topic: Topic, step: Intended, *, now: datetime) -> Step:
    made = Step(topic=topic)
    made.intend(text=step.text, owner=step.owner, due_date=step.due_date, now=now)
    made.save()
    return made


@action
def finish_step(by: Actor, step: Step, *, note: str, is_given_up: bool, now: datetime) -> Step:
    """A step is done, or given up: both say what came of it, in public. Safe by the lock on the topic; finished once, it is finished."""
    topic = open_row(by, Topic, step.topic.pk, State.CARRIED_OUT, right=lead_topic)
    found = topic.steps.filter(pk=step.pk).first()
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
        community_id=topic.community_id,
        in_time=in_time,
        is_given_up=is_given_up,
    )
    return found


@action
def report_back(by: Actor, topic: Topic, *, report: str, now: datetime) -> Topic:
    """Tell everybody who took part what became of it, each once (Organic Law art. 32). Safe by the lock on the topic.

    Refused while a step, or one that a meeting on the topic agreed on, is neither done nor given up.
    """
    topic = open_row(by, Topic, topic.pk, State.CARRIED_OUT, right=lead_topic)
    if topic.steps.filter(finished_date__isnull=True).exists() or any(
        not step.finished_date for step in agreed_steps(topic)
    ):
        raise Refused(_("A step is neither done nor given up yet."))
    to = took_part(topic)
    topic.report, topic.reported_at, topic.told, topic.state = (
        words(report, field="report"),
        now,
        len(to),
        State.REPORTED,
    )
    topic.save()
    record(by, facts.REPORTED.key, topic, now=now, community_id=topic.community_id, value=len(to))
    tell(
        by,
        facts.REPORTED.key,
        to=to,
        values={"title": topic.title},
        path=f"/topics/{topic.pk}/",
        now=now,
        community_id=topic.community_id,
        even_self=True,
        may_be_nobody=True,  # how many were told stands in the report, also when it is nobody
    )
    return topic


@action
def close_topic(by: Actor, topic: Topic, *, now: datetime) -> Topic:
    """Close a topic whose result was reported back: before, the lock's state and a constraint of the database refuse it."""
    topic = open_row(by, Topic, topic.pk, State.REPORTED, right=lead_topic)
    topic.state, topic.closed_at = State.CLOSED, now
    topic.save()
    days = (localdate(now) - localdate(topic.raised_at)).days
    record(by, facts.CLOSED.key, topic, now=now, community_id=topic.community_id, value=days)
    return topic
