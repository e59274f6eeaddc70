"""Communities are renamed, merged and split. What was keeps its record; what lives on moves to the heir."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.recorder import note_fact
from linli.base.rows import all_held
from linli.base.text import clean

from ..models import Building, Community, DivisionChange, DivisionName, Marker, Organisation, OrganisationKind
from ..permissions import reshape_community

ENDING_WITH_IT = (OrganisationKind.COMMITTEE, OrganisationKind.SUPERVISION, OrganisationKind.PARTY_BRANCH)
"""Organs of the community itself: they end with it. All others go on under the heir."""


@action
def rename_community(
    by: Actor, community: Community, *, name: str, on: date, now: datetime, name_en: str = "", basis: str = ""
) -> Community:
    """Give a community a new name; the former one stays findable with its dates. Safe by the row's lock."""
    [community] = _locked(by, [community])
    name, name_en = clean(name).strip()[:120], clean(name_en).strip()[:160]
    _check_day(on, now)
    if not name or name == community.name:
        raise Invalid(_("Write the new name."), field="name")
    DivisionName.objects.update_or_create(
        division_id=community.pk, name=community.name, kind="former", defaults={"to_date": on}
    )
    DivisionChange.objects.update_or_create(
        kind=DivisionChange.Kind.RENAME,
        before_id=community.pk,
        after_id=community.pk,
        changed_date=on,
        defaults={"basis": basis},
    )
    community.name, community.name_en = name, name_en
    community.save(update_fields=["name", "name_en"])
    note_fact(by, "places.community.renamed", community, now=now, community_id=community.pk)
    return community


@action
def merge_communities(
    by: Actor, communities: Sequence[Community], *, into: Community, on: date, now: datetime, basis: str = ""
) -> Community:
    """Communities become one from a day. Their cases and figures stay theirs; buildings, QR codes and units go to the heir.

    Locked in order of key. Refused where one has ended already, Invalid where nothing would be merged.
    """
    ending = [c for c in communities if c.pk != into.pk]
    if not ending:
        raise Invalid(_("Choose which communities become part of it."), field="communities")
    _check_day(on, now)
    rows = {c.pk: c for c in _locked(by, [*ending, into])}
    for community in ending:
        _end(by, rows[community.pk], [into], DivisionChange.Kind.MERGE, on, now, basis)
        _hand_over(list(Building.objects.filter(community=community.pk)), into)
        Marker.objects.filter(community=community.pk).update(community=into)
        Organisation.objects.filter(community=community.pk, to_date__isnull=True).update(
            community=into, division=into.pk
        )
    return rows[into.pk]


@action
def split_community(
    by: Actor,
    community: Community,
    *,
    into: Sequence[Community],
    on: date,
    now: datetime,
    buildings: Mapping[int, Community],
    basis: str = "",
) -> list[Community]:
    """A community becomes several, opened before; each building, with its QR codes, goes to the one named for it.

    Its history stays its own. Locked in order of key. Invalid where a building has no heir or there are fewer than two.
    """
    heirs = {c.pk: c for c in into if c.pk != community.pk}
    if len(heirs) < 2:
        raise Invalid(_("A split needs at least two communities."), field="into")
    _check_day(on, now)
    rows = {c.pk: c for c in _locked(by, [community, *heirs.values()])}
    for building in Building.objects.filter(community=community.pk):
        heir = buildings.get(building.pk)
        if heir is None or heir.pk not in heirs:
            raise Invalid(_("Say for every building to which community it goes."), field="buildings")
        _hand_over([building], heir)
    _end(by, rows[community.pk], list(heirs.values()), DivisionChange.Kind.SPLIT, on, now, basis)
    return [rows[key] for key in heirs]


def _locked(by: Actor, communities: Sequence[Community]) -> list[Community]:
    keys = [c.pk for c in communities]
    rows = list(all_held(Community.objects.filter(pk__in=keys)))
    for community in rows:
        reshape_community.require(by, community)
        if community.to_date is not None:
            raise Refused(_("%(name)s has ended already.") % {"name": community.label})
    return rows


def _check_day(on: date, now: datetime) -> None:
    if on > timezone.localdate(now):
        raise Invalid(_("Write it down on the day when it takes effect, or later."), field="on")


def _end(
    by: Actor, community: Community, heirs: Sequence[Community], kind: str, on: date, now: datetime, basis: str
) -> None:
    community.to_date = on
    community.save(update_fields=["to_date"])
    Organisation.objects.filter(community=community, kind__in=ENDING_WITH_IT, to_date__isnull=True).update(to_date=on)
    DivisionChange.objects.bulk_create(
        DivisionChange(kind=kind, before_id=community.pk, after_id=heir.pk, changed_date=on, basis=basis)
        for heir in heirs
    )
    verb = "merged" if kind == DivisionChange.Kind.MERGE else "split"
    note_fact(by, f"places.community.{verb}", community, now=now, community_id=community.pk, into=[h.pk for h in heirs])


def _hand_over(buildings: Sequence[Building], heir: Community) -> None:
    """Move buildings with their QR codes. Where the heir has one of that road and name, the community it came from is said."""
    taken = set(Building.objects.filter(community=heir).values_list("road", "name"))
    for building in buildings:
        if (building.road, building.name) in taken:
            building.name = f"{building.name}（{building.community.name}）"
        building.community = heir
        building.save(update_fields=["name", "community"])
        Marker.objects.filter(building=building).update(community=heir)
