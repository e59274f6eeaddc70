"""The year's training: what is planned, what was held, and the hours by kind. No person is compared with another."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Community

from ..models import Attendance, Training
from ..permissions import see_team


@dataclass(frozen=True)
class Plan:
    """`by_kind` are minutes of sessions held: how long the team was trained, not who."""

    planned: list[Training]
    held: list[Training]
    by_kind: list[tuple[str, int]]


def training_plan(reader: Actor, community: Community, year: int) -> Plan:
    """Missing for who does not work there. Two queries."""
    if not see_team.allows(reader, community):
        raise Missing(_("There is no such team."))
    there = Prefetch("attendances", Attendance.objects.select_related("person").order_by("person__name", "pk"))
    rows = list(Training.objects.filter(community=community, date__year=year).prefetch_related(there))
    held = [row for row in rows if row.held_at]
    minutes: dict[str, int] = defaultdict(int)
    for row in held:
        minutes[str(row.get_kind_display())] += row.minutes
    return Plan([row for row in rows if not row.held_at], held, sorted(minutes.items()))


def training_for(reader: Actor, community: Community, key: int) -> Training:
    found = Training.objects.filter(community=community, pk=key).prefetch_related("attendances").first()
    if found is None or not see_team.allows(reader, community):
        raise Missing(_("There is no such training."))
    return found
