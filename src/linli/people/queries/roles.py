"""Roles as pages show them, and what of them the reader may give and end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.actors import Actor, RoleKind
from linli.base.errors import Missing
from linli.base.roles import ADMINISTRATOR, CHAIR
from linli.places.models import Community, Division, Organisation, lasting
from linli.places.queries import offices_above, organisations

from ..models import ROLE_NAMES, Person, Role
from ..permissions import CHAIR_MAY_GIVE, give_role


@dataclass(frozen=True)
class RoleLine:
    """`last_day` still counts; None is an open end."""

    key: int
    kind: str
    name: str | Promise
    place: str
    from_date: date | None
    last_day: date | None
    is_now: bool
    is_over: bool
    may_end: bool


@dataclass(frozen=True)
class Place:
    """A division or an organisation for which a role may be given; `value` is "division:17" or "organisation:4"."""

    value: str
    label: str
    thing: Division | Organisation


HOW_THEY_CAME = {
    "link": gettext_lazy("reporter"),
    "client": gettext_lazy("another programme"),
    "house": gettext_lazy("by itself"),
}


def acted_as(role: str) -> str | Promise:
    """In words, what `Actor.acts_as` wrote into a record."""
    return ROLE_NAMES[RoleKind(role)] if role in set(RoleKind) else HOW_THEY_CAME.get(role, role)


def role_names(kinds: Iterable[str]) -> list[str | Promise]:
    """The names of these kinds, each once, in the order given."""
    return [ROLE_NAMES[kind] for kind in dict.fromkeys(kinds)]


def roles_of(reader: Actor, person: Person, *, on: date) -> list[RoleLine]:
    """A person's roles with their periods: those that count now first, then those to come, then those that are over."""
    rows = Role.objects.filter(person=person).select_related("division", "organisation").order_by("-from_date", "-pk")
    ending = set(Role.objects.filter(give_role.within(reader), person=person).values_list("pk", flat=True))
    return sorted(lines(rows, ending=ending, on=on), key=lambda line: (line.is_over, not line.is_now))


def role_of(reader: Actor, person: Person, key: int) -> Role:
    """One role that the reader may end. Missing otherwise."""
    found = Role.objects.filter(give_role.within(reader), person=person, pk=key).first()
    if found is None:
        raise Missing(_("There is no such role here that you may end."))
    return found


def has_administrator(*, on: date) -> bool:
    return Role.objects.filter(lasting(on), kind=RoleKind.ADMINISTRATOR).exists()


def widest_division() -> Division | None:
    """The one division that holds all others, if there is one: the first administrator's area."""
    widest = list(Division.objects.filter(parent__isnull=True).order_by("pk")[:2])
    return widest[0] if len(widest) == 1 else None


def kinds_to_give(reader: Actor) -> list[tuple[str, str | Promise]]:
    """The roles that the reader may give somewhere, from the nearest to the farthest from the residents."""
    every = reader.is_house or reader.holds(RoleKind.ADMINISTRATOR)
    return [(kind, name) for kind, name in ROLE_NAMES.items() if every or kind in CHAIR_MAY_GIVE]


def places_to_give(reader: Actor, community: Community | None) -> list[Place]:
    """Where the reader may give roles, seen from a community: itself, its organisations, and for administrators what is above."""
    if community is None:
        return []
    chain = _chain(community)
    within = _within(reader, community, chain)
    bodies = [*organisations(community), *(offices_above(community) if within - {community.pk} else [])]
    return [
        *(
            Place(f"division:{d.pk}", community.label if d.pk == community.pk else d.label, d)
            for d in reversed(chain)
            if d.pk in within
        ),
        *(
            Place(f"organisation:{o.pk}", o.label, o)
            for o in bodies
            if o.community_id in within or (o.division_id in within and o.division_id != community.pk)
        ),
    ]


def lines(rows: Iterable[Role], *, ending: set[int], on: date) -> list[RoleLine]:
    return [
        RoleLine(
            role.pk,
            role.kind,
            ROLE_NAMES[role.kind],
            held_for.label if (held_for := role.division or role.organisation) else "",
            role.from_date,
            role.to_date - timedelta(days=1) if role.to_date else None,
            role.lasts(on),
            role.to_date is not None and role.to_date <= on,
            role.pk in ending and (role.to_date is None or role.to_date > on),
        )
        for role in rows
    ]


def _chain(community: Community) -> list[Division]:
    """The divisions above a community and its own, the widest first."""
    keys = [community.province_id, community.city_id, community.county_id, community.street_id, community.pk]
    found = Division.objects.in_bulk([key for key in keys if key])
    return [found[key] for key in keys if key in found]


def _within(reader: Actor, community: Community, chain: list[Division]) -> set[int]:
    areas = reader.divisions(ADMINISTRATOR)
    begins = next((i for i, division in enumerate(chain) if reader.is_house or division.pk in areas), len(chain))
    own = {community.pk} & reader.divisions(CHAIR)
    return {division.pk for division in chain[begins:]} | own
