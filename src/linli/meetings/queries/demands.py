"""Demands for a meeting, and how far each is from what the law asks for. Who backs one is read by nobody."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.shares import Needed, needed
from linli.places.models import Community
from linli.records.models import Resident

from ..models import Demand, DemandBacking, Meeting


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


def shares_of(demand: Demand, *, on: date) -> list[Share]:
    """A tenth of the residents or of the households, a third of the representatives; for an assembly a fifth of them."""
    backings = demand.backings.all()
    representatives = backings.filter(is_representative=True).count()
    if demand.kind == Meeting.Kind.REPRESENTATIVES:
        return [
            Share(
                "representatives",
                _("representatives"),
                representatives,
                needed("meetings.demand_assembly", demand.representatives, on=on),
            )
        ]
    homes = backings.exclude(household_key=None).order_by().values("household_key").distinct().count()
    return [
        Share("residents", _("residents of age"), backings.count(), needed("meetings.demand_residents", demand.residents, on=on)),
        Share("households", _("households"), homes, needed("meetings.demand_households", demand.households, on=on)),
        Share("representatives", _("representatives"), representatives, needed("meetings.demand_representatives", demand.representatives, on=on)),
    ]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    demand: Demand
    shares: list[Share]
    is_mine: bool


def demands(reader: Actor, community: Community, *, on: date) -> list[Asked]:
    """Those that wait for a meeting, the latest first."""
    rows = Demand.objects.filter(community=community, meeting__isnull=True).select_related("community")[:20]
    mine = (
        set(Resident.objects.filter(person=reader.person_id).values_list("pk", flat=True))
        if reader.person_id
        else set()
    )
    backed = (
        set(DemandBacking.objects.filter(resident_key__in=mine).values_list("demand", flat=True)) if mine else set()
    )
    return [Asked(row, shares_of(row, on=on), row.pk in backed) for row in rows]


def demand_for(key: int) -> Demand:
    found = Demand.objects.filter(pk=key).select_related("community").first()
    if found is None:
        raise Missing(_("There is no such demand."))
    return found
