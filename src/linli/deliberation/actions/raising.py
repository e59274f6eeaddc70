"""A topic is raised, finds support, and is taken up or declined."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell, tell_who_must
from linli.places.models import Building, Community

from .. import facts
from ..models import DrawnMap, Stage, Support, Threshold, Topic, Wording
from ..permissions import lead_topic, lead_topics, set_threshold, speak
from ..queries.topics import known_support, support_needed, took_part

MOST_STAGES = 12
FURTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Plan:
    """A stage as it is planned. `buildings`: keys, where it is for those who live there."""

    kind: str
    from_date: date
    to_date: date
    who: str = Stage.Who.EVERYBODY
    buildings: Sequence[int] = field(default=())


@action
def raise_topic(by: Actor, community: Community, *, title: str, about: str, now: datetime, wording: str = "") -> Topic:
    """A resident raises a topic, and supports it. Safe: it only adds rows. NotYours for who lives elsewhere."""
    topic = _raised(by, community, title=title, about=about, origin=Topic.Origin.RESIDENT, now=now)
    speak.require(by, topic)
    topic.save()
    _worded(topic, wording, now=now)
    Support.objects.create(topic=topic, person_id=me(by))
    record(by, facts.RAISED.key, topic, now=now, community_id=community.pk, origin=topic.origin)
    _notice_support(by, topic, now=now)
    return topic


@action
def raise_for_committee(
    by: Actor,
    community: Community,
    *,
    title: str,
    about: str,
    now: datetime,
    wording: str = "",
    origin: str = Topic.Origin.COMMITTEE,
    origin_key: int | None = None,
) -> Topic:
    """The committee raises a topic, or a case or a survey becomes one: it needs no support. Safe: it only adds rows."""
    lead_topics.require(by, community)
    if origin == Topic.Origin.RESIDENT or origin not in Topic.Origin.values:
        raise Invalid(_("Say where the topic comes from."), field="origin")
    topic = _raised(by, community, title=title, about=about, origin=origin, now=now)
    topic.origin_key, topic.support_needed = origin_key, 0
    topic.save()
    _worded(topic, wording, now=now)
    record(by, facts.RAISED.key, topic, now=now, community_id=community.pk, origin=topic.origin)
    return topic


def _raised(by: Actor, community: Community, *, title: str, about: str, origin: str, now: datetime) -> Topic:
    return Topic(
        community=community,
        title=words(title, field="title", longest=120),
        about=words(about, field="about"),
        origin=origin,
        raised_by_id=me(by),
        raised_at=now,
        support_needed=support_needed(community, on=localdate(now)),
    )


def _worded(topic: Topic, wording: str, *, now: datetime) -> None:
    if text := words(wording, field="wording", required=False):
        Wording.objects.create(topic=topic, number=1, text=text, adopted_at=now)


@action
def support_topic(by: Actor, topic: Topic, *, is_wanted: bool, now: datetime) -> int:
    """A resident wants the topic to be taken up, or does not any more. Returns how many whom the committee knows do now.

    Safe by the lock on the topic and the unique row: nobody counts twice, and the threshold is passed once.
    """
    topic = open_row(by, Topic, topic.pk, Topic.State.RAISED, right=speak)
    if is_wanted:
        Support.objects.get_or_create(topic=topic, person_id=me(by))
    elif topic.supported_at:
        raise Refused(_("Enough residents have supported it: the committee answers."))
    else:
        Support.objects.filter(topic=topic, person_id=me(by)).delete()
    return _notice_support(by, topic, now=now)


def _notice_support(by: Actor, topic: Topic, *, now: datetime) -> int:
    found = known_support(topic)
    if topic.supported_at is None and found >= topic.support_needed:
        days = int(rule("deliberation.answer_days", on=localdate(now), community=topic.community).value)
        topic.supported_at, topic.answer_due_date = now, localdate(now) + timedelta(days=days)
        topic.save(update_fields=["supported_at", "answer_due_date"])
        record(by, facts.SUPPORTED.key, topic, now=now, community_id=topic.community_id, value=found)
        values = {"title": topic.title, "due": topic.answer_due_date.isoformat()}
        path = f"/desk/topics/{topic.pk}/"
        tell_who_must(by, facts.SUPPORTED.key, lead_topic, topic, values=values, path=path, now=now, even_self=True)
    return found


@action
def count_who_became_known(by: Actor, person_id: int, community_id: int, now: datetime) -> None:
    """What somebody supported before they were known counts from this moment: the committee may have to answer. Safe by the lock on each topic."""
    waiting = Topic.objects.filter(community=community_id, state=Topic.State.RAISED, supported_at__isnull=True)
    for key in list(waiting.filter(supports__person=person_id).order_by("pk").values_list("pk", flat=True)):
        _notice_support(by, open_row(by, Topic, key, Topic.State.RAISED), now=now)
    DrawnMap.objects.filter(
        topic__community=community_id, topic__map_voters__person=person_id, closed_at__isnull=True
    ).update(is_stale=True)


@action
def set_support_needed(by: Actor, community: Community, *, persons: int, now: datetime) -> Threshold:
    """How many residents make the committee answer, for topics raised from now on. Safe by the unique row."""
    del now
    set_threshold.require(by, community)
    if not 1 <= persons <= 100_000:
        raise Invalid(_("At least one resident, at most 100,000."), field="persons")
    return Threshold.objects.update_or_create(community=community, defaults={"persons": persons})[0]


@action
def take_up(by: Actor, topic: Topic, plans: Sequence[Plan], *, now: datetime) -> Topic:
    """The committee takes the topic up: stages with their dates and who takes part. Safe by the lock on the topic.

    Invalid without a stage, for stages that begin before the one before, or for buildings elsewhere.
    """
    topic = open_row(by, Topic, topic.pk, Topic.State.RAISED, right=lead_topic)
    _make_sense(plans, today=localdate(now))
    topic.state, topic.answered_at = Topic.State.DISCUSSED, now
    topic.save()
    for place, plan in enumerate(plans):
        stage = Stage.objects.create(
            topic=topic, place=place, kind=plan.kind, from_date=plan.from_date, to_date=plan.to_date, who=plan.who
        )
        stage.buildings.set(_buildings(topic.community, plan))
    _answer(by, topic, facts.TAKEN_UP.key, now=now)
    return topic


@action
def decline_topic(by: Actor, topic: Topic, *, why: str, now: datetime) -> Topic:
    """The committee does not take it up, and says why in public; who supported it is told. Safe by the lock on the topic."""
    topic = open_row(by, Topic, topic.pk, Topic.State.RAISED, right=lead_topic)
    topic.declined_why = words(why, field="why", longest=1000)
    topic.state, topic.answered_at = Topic.State.DECLINED, now
    topic.save()
    _answer(by, topic, facts.DECLINED.key, now=now)
    return topic


def _answer(by: Actor, topic: Topic, kind: str, *, now: datetime) -> None:
    days = (localdate(now) - localdate(topic.supported_at or topic.raised_at)).days
    in_time = localdate(now) <= topic.answer_due_date if topic.answer_due_date else None
    record(by, kind, topic, now=now, community_id=topic.community_id, value=days, in_time=in_time)
    values = {"title": topic.title}
    tell(
        by,
        kind,
        to=took_part(topic),
        values=values,
        path=f"/topics/{topic.pk}/",
        now=now,
        community_id=topic.community_id,
        may_be_nobody=True,  # a topic of the committee's own, before anybody took part
    )


def _make_sense(plans: Sequence[Plan], *, today: date) -> None:
    if not 1 <= len(plans) <= MOST_STAGES:
        raise Invalid(_("A topic goes through one stage at least, and twelve at most."), field="stages")
    for before, plan in zip([None, *plans], plans, strict=False):
        if plan.kind not in Stage.Kind.values or plan.who not in Stage.Who.values:
            raise Invalid(_("There is no such stage."), field="stages")
        if plan.to_date < plan.from_date or plan.to_date < today or plan.to_date > today + FURTHEST:
            raise Invalid(_("A stage ends after it begins, not in the past, and within two years."), field="stages")
        if before and plan.from_date < before.from_date:
            raise Invalid(_("Stages follow each other: their first days as well."), field="stages")


def _buildings(community: Community, plan: Plan) -> list[Building]:
    if plan.who != Stage.Who.BUILDINGS:
        return []
    found = list(Building.objects.filter(community=community, pk__in=plan.buildings))
    if not found or len(found) != len(set(plan.buildings)):
        raise Invalid(_("Choose the buildings whose residents take part."), field="stages")
    return found
