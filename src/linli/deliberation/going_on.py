"""Topics that go on: they look for support, or are in a stage that has begun."""

from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from linli.facts.going_on import GOING_ON, Going
from linli.facts.kinds import Good
from linli.places.models import Community

from .models import Stage, Topic

MOST = 6


def topics_going_on(community: Community, now: datetime) -> list[Going]:
    open_stages = Prefetch("stages", Stage.objects.filter(ended_at__isnull=True), to_attr="open_stages")
    rows = Topic.objects.filter(
        community=community, state__in=[Topic.State.RAISED, Topic.State.DISCUSSED, Topic.State.CARRIED_OUT]
    )
    return [_going(topic, now) for topic in rows.filter(hiding__isnull=True).prefetch_related(open_stages)[:MOST]]


def _going(topic: Topic, now: datetime) -> Going:
    stages: list[Stage] = topic.open_stages  # type: ignore[attr-defined]
    stage = stages[0] if stages and stages[0].from_date <= localdate(now) else None
    return Going(
        Good.SELF_GOVERNMENT,
        pgettext_lazy("one", "Topic"),
        "messages-square",
        topic.title,
        reverse("deliberation:topic", args=[topic.pk]),
        stage.get_kind_display() if stage else topic.get_state_display(),
        until=stage.to_date if stage else None,
        is_open=topic.state == Topic.State.RAISED or stage is not None,
    )


GOING_ON.add("deliberation", topics_going_on)
