"""What is public: communities, their figures and offices, their address tree; never who lives where."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.links import FORGIVEN
from linli.base.remembered import remembered
from linli.base.text import clean, pinyin, pinyin_initials

from ..models import (
    Building,
    Community,
    Division,
    DivisionChange,
    DivisionName,
    Door,
    Figure,
    Marker,
    Organisation,
    OrganisationKind,
    Plan,
    lasting,
)

TABLES = ("places_community", "places_division")


def communities(on: date | None = None) -> list[Community]:
    """Communities that this installation serves; with a day, those that last on it."""
    rows = Community.objects.filter(lasting(on)) if on else Community.objects.all()
    return list(rows.order_by("street_id", "name", "pk"))


def division_names(community: Community | None) -> list[str]:
    """What a community and the places around it are called; without one, what those that this installation serves are called."""
    rows = Community.objects.filter(pk=community.pk) if community else Community.objects.order_by("pk")[:20]
    around = ("name", "slug", "name_en", "street__name", "county__name", "city__name", "province__name")
    return sorted({name for row in rows.values_list(*around) for name in row if name})


@remembered(*TABLES)
def community_named(slug: str) -> Community:
    """A community by its short name. Missing if there is none. A merged one leads to its heir: follow `successor`."""
    found = Community.objects.select_related("division").filter(slug=slug).first()
    if found is None:
        raise Missing(_("There is no such community here."))
    return found


@remembered(*TABLES)
def community_by_key(key: int) -> Community:
    found = Community.objects.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such community here."))
    return found


def successor(community: Community) -> Community | None:
    """Where a merged or split community lives on; None while it lasts."""
    if community.to_date is None:
        return None
    heirs = Community.objects.filter(division__came_from__before=community.pk).exclude(pk=community.pk)
    return heirs.order_by("pk").first()


def find_communities(words: str, *, most: int = 12) -> list[Community]:
    """Communities by name, former name, code, pinyin or initials."""
    words = clean(words).strip().lower()
    if not words:
        return []
    named = (
        Community.objects.filter(
            Q(name__icontains=words)
            | Q(name_en__icontains=words)
            | Q(division__code__startswith=words)
            | Q(division__names__name__icontains=words)
        )
        .distinct()
        .order_by("name", "pk")[:most]
    )
    if named or not words.isascii():
        return list(named)
    squeezed = words.replace(" ", "")
    return [
        c
        for c in communities()
        if pinyin(c.name).replace(" ", "").startswith(squeezed) or pinyin_initials(c.name).startswith(squeezed)
    ][:most]


@dataclass(frozen=True)
class Street:
    """A road of the community and the buildings on it."""

    road: str
    buildings: list[Building]


def address_tree(community: Community) -> list[Street]:
    """Roads and buildings of a community, in the order of the office. Doors are asked for building by building."""
    roads: dict[str, list[Building]] = {}
    for building in buildings_of(community.pk):
        roads.setdefault(building.road, []).append(building)
    return [Street(road, found) for road, found in roads.items()]


@remembered("places_building")
def buildings_of(community: int) -> list[Building]:
    """The buildings of a community, by its key, in the order of the office."""
    return list(Building.objects.filter(community=community).order_by("position", "pk"))


def building_in(community: Community, key: int) -> Building:
    found = Building.objects.filter(community=community, pk=key).first()
    if found is None:
        raise Missing(_("There is no such building here."))
    return found


def door_in(building: Building, label: str) -> Door | None:
    return Door.objects.filter(building=building, label=label).first()


def marker_behind(code: str) -> Marker:
    """The QR code's place. Missing if there is none. Forgives what people mistype, like codes in links."""
    typed = code.upper().translate(FORGIVEN)
    found = Marker.objects.select_related("community", "building").filter(code=typed).first()
    if found is None:
        raise Missing(_("This QR code is not known here any more."))
    return found


def figures(community: Community) -> dict[str, Figure]:
    """The latest figure of each kind."""
    return {f.kind: f for f in Figure.objects.filter(community=community).order_by("as_of_date", "pk")}


def organisations(community: Community, *kinds: str) -> list[Organisation]:
    """Organisations of a community, those that ended left out."""
    rows = Organisation.objects.filter(lasting(timezone.localdate()), community=community)
    return list((rows.filter(kind__in=kinds) if kinds else rows).order_by("kind", "name", "pk"))


def offices_above(community: Community) -> list[Organisation]:
    """Offices that can be whistled, nearest first: the street's, then departments of the district and the city, offices before departments."""
    places = [key for key in (community.street_id, community.county_id, community.city_id) if key]
    kinds = [OrganisationKind.STREET_OFFICE, OrganisationKind.DISTRICT_OFFICE, OrganisationKind.DEPARTMENT]
    rows = Organisation.objects.filter(lasting(timezone.localdate()), division__in=places, kind__in=kinds)
    rows = rows.select_related("parent", "division")
    return sorted(
        rows, key=lambda o: (places.index(o.division_id), kinds.index(OrganisationKind(o.kind)), o.name, o.pk)
    )


def organisation_named(key: int) -> Organisation:
    found = Organisation.objects.select_related("parent", "division", "community").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such organisation."))
    return found


def division_of(community: Community) -> Division:
    return Division.objects.get(pk=community.pk)


def division_by_key(key: int) -> Division:
    found = Division.objects.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such division."))
    return found


def division_by_code(code: str) -> Division:
    """A division by its official code, or a community's by its short name, for places that have no official code."""
    found = Division.objects.filter(Q(code=code) | Q(community__slug=code)).first()
    if found is None:
        raise Missing(_("There is no division with this code."))
    return found


def office_called(division: Division, name: str) -> Organisation:
    """An organisation of a division by its name. Missing if there is none, or more than one."""
    rows = Organisation.objects.filter(lasting(timezone.localdate()), division=division, name=name.strip())
    found = list(rows.order_by("pk")[:2])
    if len(found) != 1:
        raise Missing(_("There is no such organisation in this division. Add it first."))
    return found[0]


@dataclass(frozen=True)
class Pinned:
    """A building on a plan: `x` and `down` in thousandths of the plan's width, from the upper left."""

    number: int
    building: Building
    x: int
    down: int


@dataclass(frozen=True)
class Drawn:
    """A picture plan with its pins, numbered in the order of the address tree; `height` in thousandths of its width."""

    plan: Plan
    pins: list[Pinned]
    height: int


def plans(community: Community) -> list[Drawn]:
    found = Plan.objects.filter(community=community).prefetch_related("pins__building").order_by("pk")
    return [_drawn(plan) for plan in found]


def plan_picture(name: str) -> str:
    """The name of a plan's picture, if there is such a plan."""
    if not Plan.objects.filter(picture=name).exists():
        raise Missing(_("There is no such picture."))
    return name


@dataclass(frozen=True)
class Change:
    """A line of a community's history: what it was, what it became, when and on what basis."""

    kind: str
    before: str
    after: str
    on: date
    basis: str


def changes_of(community: Community) -> list[Change]:
    """Merges, splits and renamings that a community came from or went into, the latest first."""
    rows = DivisionChange.objects.filter(Q(before=community.pk) | Q(after=community.pk))
    former = DivisionName.objects.filter(division=community.pk, kind="former", to_date__isnull=False)
    names = {name.to_date: name.name for name in former}
    known = {
        c.pk: c.label for c in Community.objects.filter(division__in=rows.values("before").union(rows.values("after")))
    }
    return [
        Change(
            str(row.get_kind_display()),
            names.get(row.changed_date, "") if row.before_id == row.after_id else known[row.before_id],
            known[row.after_id],
            row.changed_date,
            row.basis,
        )
        for row in rows.order_by("-changed_date", "-pk")
    ]


def _drawn(plan: Plan) -> Drawn:
    height = round(1000 * plan.height / plan.width)
    pins = sorted(plan.pins.all(), key=lambda pin: (pin.building.position, pin.building_id))
    numbered = enumerate(pins, start=1)
    return Drawn(plan, [Pinned(n, pin.building, pin.x, round(pin.y * height / 1000)) for n, pin in numbered], height)
