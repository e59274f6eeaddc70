"""Who somebody is to the house: their roles now, and who holds a role over a place."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from linli.base.actors import ANYONE, SEES_OTHERS, Actor, Held, RoleKind
from linli.base.roles import OFFICE_ALONE
from linli.places.models import Community, Level, lasting
from linli.places.rules import over_places

from ..models import Account, Person, Role

CAN_ACT = Q(person__erased_at__isnull=True, person__account__suspended_at__isnull=True)
"""Rows of roles whose holders are there: whose account is suspended hears nothing and is given nothing."""
CLIMB = (
    frozenset({RoleKind.COMMITTEE_CHAIR}),
    frozenset({RoleKind.STREET_OFFICER}),
    frozenset({RoleKind.ADMINISTRATOR}),
)
"""Who hears it where those who should are not there: one level after the other."""


def actor_for(account: Account, *, verified: bool, now: datetime) -> Actor:
    """Who acts behind a session. Roles that see others' data sleep until the session has shown a second factor,
    and as long as the password is one that somebody else made."""
    return _actor(account.person, verified=verified and not account.must_choose_password, now=now)


def actor_of(person_id: int, *, now: datetime, verified: bool = True) -> Actor:
    """Who a person would be when signed in: for deciding whom a thing may be given to."""
    person = Person.objects.filter(pk=person_id, erased_at__isnull=True).first()
    return _actor(person, verified=verified, now=now) if person else ANYONE


def persons_holding(kinds: Collection[str], community: Community, *, on: date) -> list[int]:
    """Keys of those who hold one of these roles over the community, over what it lies in, or for an office that is over it."""
    return sorted({key for key, _kind in _holding(kinds, community, on)})


def _holding(kinds: Collection[str], community: Community, on: date) -> list[tuple[int, str]]:
    above = (community.pk, community.street_id, community.county_id, community.city_id, community.province_id)
    rows = Role.objects.filter(CAN_ACT, lasting(on), over_places(above), kind__in=list(kinds))
    return list(rows.values_list("person_id", "kind"))


def who_must_hear(
    kinds: Collection[str], community: Community, *, on: date, but_not: Collection[int] = (), acts: int | None = None
) -> tuple[frozenset[str], list[int]]:
    """Who must hear what somebody has to act upon: those who hold one of these roles; where there is nobody, the chair, then
    the street office, then the administrators; it does not climb to the one who acts. The roles of the level that hears it,
    and the persons; without any staff, nobody. One query."""
    levels, left_out = (frozenset(kinds), *CLIMB), set(but_not)
    held = _holding(frozenset().union(*levels), community, on)
    for level in levels:
        if found := sorted({key for key, kind in held if kind in level} - left_out):
            return level, found
        left_out |= {acts} - {None}  # type: ignore[arg-type]
    return frozenset(), []


def persons_over(kinds: Collection[str], divisions: Collection[int], *, on: date) -> list[int]:
    """Keys of those who hold one of these roles over one of these divisions itself: one query, however many."""
    rows = Role.objects.filter(CAN_ACT, lasting(on), division__in=divisions, kind__in=list(kinds))
    return sorted(set(rows.values_list("person_id", flat=True)))


def persons_for(organisation_id: int, *, on: date) -> list[int]:
    """Keys of those who hold a role for an organisation."""
    rows = Role.objects.filter(CAN_ACT, lasting(on), organisation=organisation_id)
    return sorted(set(rows.values_list("person_id", flat=True)))


def colleagues(reader: Actor, community: Community, kinds: Collection[str], *, on: date) -> list[tuple[int, str, str]]:
    """(key, name, role) of those who work for a community, for the lists in which staff choose whom to give work to."""
    if not reader.roles:
        return []
    own = Q(division=community.pk) | (Q(organisation__community=community.pk) & ~Q(kind__in=sorted(OFFICE_ALONE)))
    rows = Role.objects.filter(CAN_ACT, lasting(on), own, kind__in=list(kinds))
    found = {
        r.person_id: (r.person_id, r.person.name, str(r.get_kind_display()))
        for r in rows.select_related("person").order_by("pk")
    }
    return sorted(found.values(), key=lambda c: (c[2], c[1], c[0]))


def _actor(person: Person, *, verified: bool, now: datetime) -> Actor:
    rows = list(
        Role.objects.filter(lasting(timezone.localdate(now)), person=person.pk)
        .select_related("division", "organisation")
        .order_by("pk")
    )
    held = [Held(RoleKind(r.kind), r.division_id or _area(r), r.organisation_id) for r in rows]
    awake = tuple(h for h in held if verified or h.kind not in SEES_OTHERS)
    asleep = tuple(h for h in held if not verified and h.kind in SEES_OTHERS)
    home = person.community_id or next(filter(None, map(_community, rows)), None)
    return Actor(kind="person", person_id=person.pk, community_id=home, name=person.name, roles=awake, sleeping=asleep)


def _area(role: Role) -> int | None:
    """Whoever works for an office over a place works over the place: a committee's community, a street office's street."""
    if role.organisation is None or role.kind in OFFICE_ALONE:
        return None
    return role.organisation.community_id or role.organisation.division_id


def _community(role: Role) -> int | None:
    """The community that a role is held in, if it is one community's."""
    if role.organisation is not None:
        return role.organisation.community_id
    return role.division_id if role.division and role.division.level == Level.COMMUNITY else None
