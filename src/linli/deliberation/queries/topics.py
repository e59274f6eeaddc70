"""Topics as everybody reads them: the lists, the way one goes, who took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import rule
from linli.meetings.models import NextStep, Seat
from linli.people.known import of_known
from linli.places.models import Community

from ..models import (
    Amendment,
    AmendmentSupport,
    Comment,
    CommentSupport,
    MapVoter,
    Stage,
    Statement,
    Step,
    Support,
    Threshold,
    Topic,
)

State = Topic.State
RUNNING = (State.RAISED, State.DISCUSSED, State.CARRIED_OUT, State.REPORTED)
MOST = 200


def counted() -> dict[str, Count]:
    """Only supporters whom the committee knows make it answer; the others stand beside."""
    known = of_known("supports__person", "community")
    return {"supporters": Count("supports", filter=known), "others": Count("supports", filter=~known)}


def support_needed(community: Community, *, on: date) -> int:
    """How many residents make the committee answer: as the community has set it, or the rule."""
    own = Threshold.objects.filter(community=community).values_list("persons", flat=True).first()
    return own or int(rule("deliberation.support_needed", on=on).value)


def topics(reader: Actor, community: Community, *, state: str = "", words: str = "") -> list[Topic]:
    """Those of a community, the latest first, each with `supporters` and `others`. What is hidden is listed without its words."""
    del reader
    rows = Topic.objects.filter(community=community).select_related("hiding").annotate(**counted())
    if state == "running":
        rows = rows.filter(state__in=RUNNING)
    elif state in State.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(about__icontains=words)).filter(hiding__isnull=True)
    return list(rows[:MOST])


def topic_for(reader: Actor, key: int) -> Topic:
    """Missing where there is none. With `supporters`, `others` and, for who is known, whether they support it (`is_mine`)."""
    mine = Support.objects.filter(topic=OuterRef("pk"), person=reader.person_id)
    rows = Topic.objects.select_related("community__division", "hiding").annotate(**counted(), is_mine=Exists(mine))
    found = rows.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such topic."))
    return found


def is_shown(said: Topic | Comment | Amendment | Statement) -> bool:
    """Whether everybody reads the words: never hidden, or shown again after an appeal."""
    return said.hiding is None or bool(said.hiding.is_shown_again)


def known_support(topic: Topic) -> int:
    """How many of its supporters count."""
    return topic.supports.filter(of_known("person", "topic__community")).count()


def stages_of(topic: Topic) -> list[Stage]:
    return list(topic.stages.select_related("ballot", "meeting").prefetch_related("buildings"))


@dataclass(frozen=True)
class Mark:
    """A part of the way. `is_now`: this is what happens at present; `stage` where it is one with dates."""

    name: str
    is_done: bool
    is_now: bool
    stage: Stage | None = None


def way_of(topic: Topic, stages: Sequence[Stage]) -> list[Mark]:
    """The way of a topic from the idea to the report."""
    after = {State.CARRIED_OUT: 1, State.REPORTED: 2, State.CLOSED: 3}.get(State(topic.state), 0)
    parts: list[tuple[str, bool, Stage | None]] = [(_("Raised"), topic.state != State.RAISED, None)]
    parts += [(stage.get_kind_display(), stage.ended_at is not None, stage) for stage in stages]
    parts += [
        (_("Decided"), after > 0, None),
        (_("Carried out"), after > 1, None),
        (_("Reported back"), after > 2 or topic.state == State.REPORTED, None),
    ]
    now = next((place for place, (_name, is_done, _stage) in enumerate(parts) if not is_done), None)
    if topic.state == State.DECLINED:
        now, parts = None, parts[:1]
    return [Mark(name, is_done, place == now, stage) for place, (name, is_done, stage) in enumerate(parts)]


def steps_of(topic: Topic, *, today: date) -> list[Step]:
    """Each with `is_late`."""
    found = list(topic.steps.all())
    for step in found:
        step.is_late = step.is_late_on(today)  # type: ignore[attr-defined]
    return found


def agreed_steps(topic: Topic, *, today: date | None = None) -> list[NextStep]:
    """What its meetings agreed on: written once, there, and shown here; with a day, each with `is_late`."""
    found = list(NextStep.objects.filter(meeting__stage__topic=topic).select_related("meeting"))
    if today:
        for step in found:
            step.is_late = step.is_late_on(today)  # type: ignore[attr-defined]
    return found


def took_part(topic: Topic) -> set[int]:
    """Keys of everybody who raised, supported, commented, amended, stated, took a stand, or was there at a meeting on it. Eight queries, however many."""
    sources: list[QuerySet] = [
        Support.objects.filter(topic=topic),
        Comment.objects.filter(topic=topic),
        CommentSupport.objects.filter(comment__topic=topic),
        Amendment.objects.filter(topic=topic),
        AmendmentSupport.objects.filter(amendment__topic=topic),
        Statement.objects.filter(topic=topic),
        MapVoter.objects.filter(topic=topic),
    ]
    there = Seat.objects.filter(meeting__stage__topic=topic, was_here=True).values_list("person_key", flat=True)
    found = {key for rows in sources for key in rows.values_list("person", flat=True)} | {topic.raised_by_id, *there}
    return {key for key in found if key}
