"""What those who lead topics have before them."""

from dataclasses import dataclass
from datetime import date

from linli.base.actors import Actor
from linli.base.rules import rule
from linli.places.models import Building, Community

from ..models import Stage, Topic
from ..permissions import lead_topic
from .topics import RUNNING, counted


def topics_to_lead(reader: Actor, community: Community) -> list[Topic]:
    """Those that run, what waits for an answer first, then what is next to end."""
    del reader
    rows = Topic.objects.filter(community=community, state__in=RUNNING).annotate(**counted())
    return sorted(
        rows,
        key=lambda one: (
            one.answer_due_date is None or one.state != "raised",
            one.answer_due_date or date.max,
            -one.pk,
        ),
    )


@dataclass(frozen=True)
class Template:
    key: str
    stages: list[tuple[str, int]]


def templates(*, on: date) -> list[Template]:
    """The patterns of stages, as (kind, days)."""
    found = rule("deliberation.templates", on=on).value
    return [Template(key, [(kind, days) for kind, days in stages]) for key, stages in found.items()]


def current_of(stages: list[Stage]) -> Stage | None:
    return next((stage for stage in stages if stage.ended_at is None), None)


def buildings_of(community: Community) -> list[tuple[int, str]]:
    return [(building.pk, building.address) for building in Building.objects.filter(community=community)]


def topics_waiting(reader: Actor) -> int:
    """How many topics have enough support and no answer yet."""
    return Topic.objects.filter(lead_topic.within(reader), state=Topic.State.RAISED, supported_at__isnull=False).count()
