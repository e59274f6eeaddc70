"""Rules by the place or the office for which somebody has a role. Roles themselves live above: they are asked by the model's name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from linli.base.actors import Actor, RoleKind
from linli.base.rights import EVERYTHING, NOTHING, Rule, either, rows_of, value, walk
from linli.base.roles import OFFICE_ALONE

from .models import Community, Level, lasting, lies_under, under

Kinds = frozenset[RoleKind]
LEVELS = 5  # province, city, county, street, community


def over_places(places: Collection[int | None]) -> Q:
    """Roles held over one of these divisions: over it, or for an office that is over it."""
    keys = sorted(key for key in places if key)
    offices = Q(organisation__community__in=keys) | Q(
        organisation__community__isnull=True, organisation__division__in=keys
    )
    return Q(division__in=keys) | (offices & ~Q(kind__in=sorted(OFFICE_ALONE)))


def _holding(kinds: Kinds, on: date, where: Q) -> Q:
    roles = rows_of("people.Role").filter(lasting(on), where, kind__in=sorted(kinds))
    return Q(pk__in=roles.values("person"))


@dataclass(frozen=True)
class over(Rule):  # noqa: N801  rules read as words
    """One of these roles over the community under the path, or over what it lies in."""

    kinds: Kinds
    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        community = walk(row, self.path)
        return community is not None and lies_under(community, actor.divisions(self.kinds))

    def within(self, actor: Actor) -> Q:
        divisions = actor.divisions(self.kinds)
        if not divisions or not self.path:
            return under(divisions, "")
        return Q(**{f"{self.path}__in": Community.objects.filter(under(divisions, "")).values("pk")})

    def people(self, row: Any, on: date) -> Q:
        there = walk(row, self.path)
        if there is None:
            return NOTHING
        above = (there.pk, there.street_id, there.county_id, there.city_id, there.province_id)
        return _holding(self.kinds, on, over_places(above))


@dataclass(frozen=True)
class over_area(Rule):  # noqa: N801
    """One of these roles over the division under the path, of whatever level, or over one that it lies in."""

    kinds: Kinds
    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        held = actor.divisions(self.kinds)
        return bool(held) and any(key in held for key in self._up(row))

    def within(self, actor: Actor) -> Q:
        rows, held = NOTHING, sorted(actor.divisions(self.kinds))
        for above in range(LEVELS if held else 0):
            path = "__".join([self.path] * bool(self.path) + ["parent"] * above) or "pk"
            rows = either(rows, Q(**{f"{path}__in": held}))
        return rows

    def people(self, row: Any, on: date) -> Q:
        above = self._up(row)
        return _holding(self.kinds, on, over_places(above)) if above else NOTHING

    def _up(self, row: Any) -> list[int]:
        keys, division = [], walk(row, self.path)
        while division is not None:
            keys.append(division.pk)
            division = division.parent
        return keys


@dataclass(frozen=True)
class exactly_over(Rule):  # noqa: N801
    """One of these roles over the very division, or community, under the path: not over one above it."""

    kinds: Kinds
    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        return value(row, self.path) in actor.divisions(self.kinds)

    def within(self, actor: Actor) -> Q:
        held = sorted(actor.divisions(self.kinds))
        return Q(**{f"{self.path or 'pk'}__in": held}) if held else NOTHING

    def people(self, row: Any, on: date) -> Q:
        key = value(row, self.path)
        return _holding(self.kinds, on, over_places([key])) if key else NOTHING


@dataclass(frozen=True)
class for_office(Rule):  # noqa: N801
    """One of these roles for the organisation under the path."""

    kinds: Kinds
    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        return value(row, self.path) in actor.organisations(self.kinds)

    def within(self, actor: Actor) -> Q:
        offices = sorted(actor.organisations(self.kinds))
        return Q(**{f"{self.path or 'pk'}__in": offices}) if offices else NOTHING

    def people(self, row: Any, on: date) -> Q:
        key = value(row, self.path)
        return _holding(self.kinds, on, Q(organisation=key)) if key else NOTHING


@dataclass(frozen=True)
class holding(Rule):  # noqa: N801
    """One of these roles, wherever."""

    kinds: Kinds

    def allows(self, actor: Actor, row: Any) -> bool:
        return actor.holds(*self.kinds)

    def within(self, actor: Actor) -> Q:
        return EVERYTHING if actor.holds(*self.kinds) else NOTHING

    def people(self, row: Any, on: date) -> Q:
        return _holding(self.kinds, on, Q())


@dataclass(frozen=True)
class lives_in(Rule):  # noqa: N801
    """Who says that the community under the path is theirs; who names none belongs where their first role is."""

    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        return actor.kind == "person" and actor.community_id is not None and value(row, self.path) == actor.community_id

    def within(self, actor: Actor) -> Q:
        if actor.kind != "person" or actor.community_id is None:
            return NOTHING
        return Q(**{self.path or "pk": actor.community_id})

    def people(self, row: Any, on: date) -> Q:
        key = value(row, self.path)
        return Q(community=key) | _first_role_in(key, on) if key else NOTHING


def _first_role_in(community: int, on: date) -> Q:
    """Persons without a community of their own whose first role in one is in this one."""
    in_one = Q(organisation__community__isnull=False) | Q(division__level=Level.COMMUNITY)
    roles = rows_of("people.Role").filter(lasting(on), in_one, person=OuterRef("pk")).order_by("pk")
    first = roles.values(home=Coalesce("organisation__community_id", "division_id"))[:1]
    homeless = rows_of("people.Person").filter(community__isnull=True)
    return Q(pk__in=homeless.annotate(home=Subquery(first)).filter(home=community).values("pk"))
