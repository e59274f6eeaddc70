"""Demands for a meeting, and how far each is from what the law asks for. Who backs one is read by nobody."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import rule
from linli.base.shares import Needed, needed
from linli.places.models import Community
from linli.records.models import Resident

from ..models import Demand, DemandBacking, Meeting
from ..permissions import count_signatures

MOST = 20
WAITING = Q(meeting__isnull=True) | Q(meeting__state=Meeting.State.DRAFT)
"""A draft answers nothing: the demand waits until the meeting was called."""


@dataclass(frozen=True)
class Share:
    """One of the ways in which a demand is enough: `by` residents, households or representatives."""

    by: str
    name: str
    count: int
    asked: Needed

    @property
    def is_met(self) -> bool:
        return self.asked.whole > 0 and self.asked.is_met(self.count)


def counted(demand: Demand) -> dict[str, int]:
    """How many back it: residents, households, representatives. One query."""
    if demand.counted is not None:
        return dict(demand.counted)
    return demand.backings.aggregate(
        residents=Count("pk"),
        households=Count("household_key", distinct=True),
        representatives=Count("pk", filter=Q(is_representative=True)),
    )


def shares_of(demand: Demand, *, on: date, by: dict[str, int] | None = None) -> list[Share]:
    """A tenth of the residents or of the households, a third of the representatives; for an assembly a fifth of them (Organic Law art. 26, 28)."""
    found = by or counted(demand)
    return [
        Share(whose, name, found[whose], needed(key, getattr(demand, whose), on=on, community=demand.community))
        for whose, name, key in _ways(demand.kind)
    ]


def _ways(kind: str) -> list[tuple[str, str, str]]:
    if kind == Meeting.Kind.REPRESENTATIVES:
        return [("representatives", _("representatives"), "meetings.demand_assembly")]
    return [
        ("residents", _("residents of age"), "meetings.demand_residents"),
        ("households", _("households"), "meetings.demand_households"),
        ("representatives", _("representatives"), "meetings.demand_representatives"),
    ]


@dataclass(frozen=True)
class Asked:
    demand: Demand
    shares: list[Share]
    is_mine: bool

    @property
    def is_reached(self) -> bool:
        return self.demand.reached_at is not None


def begun_since(on: date) -> date:
    """A demand that was not reached lapses: the first day of those that have not."""
    return on - timedelta(days=int(rule("meetings.demand_days", on=on).value))


def waiting(on: date) -> QuerySet[Demand]:
    """Those that no meeting was called for, and that have not lapsed."""
    return Demand.objects.filter(WAITING).exclude(reached_at__isnull=True, begun_date__lt=begun_since(on))


def demands(reader: Actor, community: Community, *, on: date) -> list[Asked]:
    """Those that wait for a meeting, the latest first. Four queries, however many."""
    rows = list(waiting(on).filter(community=community).select_related("community")[:MOST])
    by = _counted_all(rows)
    mine = _mine(reader)
    return [Asked(row, shares_of(row, on=on, by=by[row.pk]), row.pk in mine) for row in rows]


def _counted_all(rows: list[Demand]) -> dict[int, dict[str, int]]:
    found: Any = (
        DemandBacking.objects.filter(demand__in=rows)
        .order_by()
        .values("demand")
        .annotate(
            residents=Count("pk"),
            households=Count("household_key", distinct=True),
            representatives=Count("pk", filter=Q(is_representative=True)),
        )
    )
    nobody = {"residents": 0, "households": 0, "representatives": 0}
    by = {row.pop("demand"): row for row in found}
    return {row.pk: by.get(row.pk, nobody) for row in rows}


def _mine(reader: Actor) -> set[int]:
    if reader.person_id is None:
        return set()
    residents = Resident.objects.filter(person=reader.person_id).values("pk")
    return set(DemandBacking.objects.filter(resident_key__in=residents).values_list("demand", flat=True))


def demand_for(key: int) -> Demand:
    found = Demand.objects.filter(pk=key).select_related("community").first()
    if found is None:
        raise Missing(_("There is no such demand."))
    return found


def asked_of(reader: Actor, demand: Demand, *, on: date) -> Asked:
    return Asked(demand, shares_of(demand, on=on), demand.pk in _mine(reader))


def demands_waiting(reader: Actor) -> int:
    """How many are backed by enough people, and no meeting was called yet."""
    return Demand.objects.filter(WAITING, count_signatures.within(reader), reached_at__isnull=False).count()
