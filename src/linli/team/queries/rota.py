"""Who is on duty: a month at a glance, and today."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Community
from linli.places.queries import working_days

from ..models import Duty
from ..permissions import see_team


@dataclass(frozen=True)
class DayOfDuties:
    day: date
    is_in_month: bool
    is_working: bool
    duties: list[Duty]


def month_of_duties(reader: Actor, community: Community, first: date) -> list[list[DayOfDuties]]:
    """The weeks of the month that begins on `first`, each seven days. Missing for who does not work there."""
    if not see_team.allows(reader, community):
        raise Missing(_("There is no such team."))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    begins, ends = weeks[0][0], weeks[-1][-1]
    found: dict[date, list[Duty]] = defaultdict(list)
    for duty in Duty.objects.filter(community=community, date__gte=begins, date__lte=ends).select_related("person"):
        found[duty.date].append(duty)
    worked = set(working_days([community], begins, date.fromordinal(ends.toordinal() + 1))[community.pk])
    return [[DayOfDuties(day, day.month == first.month, day in worked, found[day]) for day in week] for week in weeks]


def on_duty(reader: Actor, community: Community, *, on: date) -> list[Duty]:
    if not see_team.allows(reader, community):
        return []
    return list(Duty.objects.filter(community=community, date=on).select_related("person"))


def duty_for(reader: Actor, community: Community, key: int) -> Duty:
    found = Duty.objects.filter(community=community, pk=key).first()
    if found is None or not see_team.allows(reader, community):
        raise Missing(_("There is no such duty."))
    return found
