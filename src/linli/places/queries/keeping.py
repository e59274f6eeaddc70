"""What the keepers of places read: the communities, buildings, codes and organisations that are theirs to change."""

from django.db.models import Count, F
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, NotYours
from linli.base.rights import Right

from ..models import Building, Community, Division, Door, Figure, Level, Marker, Organisation, Plan
from ..permissions import keep_community, keep_country, keep_organisation, reshape_community


def communities_to_keep(reader: Actor, *, most: int = 200) -> list[Community]:
    """Communities that the reader keeps, those that ended last."""
    rows = Community.objects.filter(keep_community.within(reader))
    return list(rows.order_by(F("to_date").asc(nulls_first=True), "street_id", "name", "pk")[:most])


def community_for(reader: Actor, focus: Community | None, right: Right, otherwise: str) -> Community:
    """The community in focus if the reader has the right over it, else the first over which they have it.

    A cookie names the focus, and a look at a neighbouring community changes it: that must not shut the reader out of their own.
    NotYours, in the words given, where there is none.
    """
    if focus is not None and right.allows(reader, focus):
        return focus
    rows = Community.objects.filter(right.within(reader), to_date__isnull=True)
    found = rows.order_by("street_id", "name", "pk").first()
    if found is None:
        raise NotYours(otherwise)
    return found


def community_to_keep(reader: Actor, focus: Community | None) -> Community:
    return community_for(
        reader, focus, keep_community, _("Only the committee's chair or an administrator keeps a community's places.")
    )


def communities_to_reshape(reader: Actor) -> list[Community]:
    """Communities that last and that the reader may rename, merge and split."""
    rows = Community.objects.filter(reshape_community.within(reader), to_date__isnull=True).select_related("street")
    return list(rows.order_by("street_id", "name", "pk"))


def community_to_reshape(reader: Actor, key: int) -> Community:
    found = Community.objects.filter(reshape_community.within(reader), pk=key).first()
    if found is None:
        raise Missing(_("There is no such community here."))
    return found


def streets_to_open_in(reader: Actor, *, words: str, most: int = 20) -> list[Division]:
    """Streets and towns, by name or code, under which the reader may open communities."""
    rows = Division.objects.filter(keep_country.within(reader), level=Level.STREET)
    named = rows.filter(name__icontains=words) | rows.filter(code__startswith=words)
    return list(named.select_related("parent").order_by("code", "pk")[:most]) if words else []


def figures_over_time(community: Community) -> list[Figure]:
    """Every figure with its day and who confirmed it, the newest of each kind first."""
    order = Figure.Kind.values
    rows = Figure.objects.filter(community=community).order_by("-as_of_date", "-pk")
    return sorted(rows, key=lambda f: order.index(f.kind))


def building_to_keep(reader: Actor, key: int) -> Building:
    kept = Community.objects.filter(keep_community.within(reader))
    found = Building.objects.select_related("community").filter(pk=key, community__in=kept).first()
    if found is None:
        raise Missing(_("There is no such building here."))
    return found


def buildings_to_keep(reader: Actor, community: Community) -> list[Building]:
    """Buildings in the order of the office, each with the number of its doors as `door_count`."""
    keep_community.require(reader, community)
    rows = Building.objects.filter(community=community).annotate(door_count=Count("doors"))
    return list(rows.order_by("position", "pk"))


def doors_of(building: Building) -> list[Door]:
    return list(Door.objects.filter(building=building).order_by("floor", "label", "pk"))


def door_to_keep(reader: Actor, building: Building, key: int) -> Door:
    keep_community.require(reader, building.community)
    found = Door.objects.select_related("building__community").filter(building=building, pk=key).first()
    if found is None:
        raise Missing(_("There is no such door here."))
    return found


def markers_to_keep(reader: Actor, community: Community) -> list[Marker]:
    """QR codes in use, in the order of their names."""
    keep_community.require(reader, community)
    rows = Marker.objects.filter(community=community, to_date__isnull=True).select_related("building", "community")
    return list(rows.order_by("building__position", "name", "pk"))


def organisations_to_keep(reader: Actor, community: Community) -> list[Organisation]:
    """Organisations of the community, and the offices above it that the reader keeps; those that ended left out."""
    rows = Organisation.objects.filter(keep_organisation.within(reader), to_date__isnull=True)
    above = [key for key in (community.street_id, community.county_id, community.city_id) if key]
    own = rows.filter(community=community) | rows.filter(community__isnull=True, division__in=above)
    return sorted(
        own.select_related("division"),
        key=lambda o: (o.community_id is None, Organisation.Kind.values.index(o.kind), o.name, o.pk),
    )


def organisation_to_keep(reader: Actor, key: int) -> Organisation:
    rows = Organisation.objects.select_related("community", "division")
    found = rows.filter(keep_organisation.within(reader), pk=key).first()
    if found is None:
        raise Missing(_("There is no such organisation."))
    return found


def plan_to_keep(reader: Actor, key: int) -> Plan:
    kept = Community.objects.filter(keep_community.within(reader))
    found = Plan.objects.select_related("community").filter(pk=key, community__in=kept).first()
    if found is None:
        raise Missing(_("There is no such plan here."))
    return found
