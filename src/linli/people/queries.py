"""Every read of people. Personal details leave this room only through rights, and staff who open them leave a `Look`."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone

from linli.base.actors import ANYONE, SEES_OTHERS, Actor, Held, RoleKind
from linli.base.text import telephone
from linli.places.models import Community, Level, lasting

from .models import Account, Consent, Look, Person, Programme, Role

OFFICE_ALONE = frozenset({RoleKind.UNIT_CONTACT, RoleKind.DEPARTMENT_OFFICER})
"""Roles held for an organisation that do not reach over the place in which it sits."""


@dataclass(frozen=True)
class Contact:
    """How to reach somebody; for sending, never for showing."""

    name: str
    telephone: str
    email: str
    language: str


def actor_for(account: Account, *, verified: bool, now: datetime) -> Actor:
    """Who acts behind a session. Roles that see others' data sleep until the session has shown a second factor."""
    return _actor(account.person, verified=verified, now=now)


def actor_of(person_id: int, *, now: datetime, verified: bool = True) -> Actor:
    """Who a person would be when signed in: for deciding whom a thing may be given to."""
    person = Person.objects.filter(pk=person_id, erased_at__isnull=True).first()
    return _actor(person, verified=verified, now=now) if person else ANYONE


def persons_holding(kinds: Collection[str], community: Community, *, on: date) -> list[int]:
    """Keys of those who hold one of these roles over the community, over what it lies in, or for an office that is over it."""
    above = (community.pk, community.street_id, community.county_id, community.city_id, community.province_id)
    places = [key for key in above if key]
    offices = Q(organisation__community=community.pk) | Q(
        organisation__community__isnull=True, organisation__division__in=places
    )
    held = Q(division__in=places) | (offices & ~Q(kind__in=sorted(OFFICE_ALONE)))
    rows = Role.objects.filter(lasting(on), held, kind__in=list(kinds), person__erased_at__isnull=True)
    return sorted(set(rows.values_list("person_id", flat=True)))


def colleagues(reader: Actor, community: Community, kinds: Collection[str], *, on: date) -> list[tuple[int, str, str]]:
    """(key, name, role) of those who work for a community, for the lists in which staff choose whom to give work to."""
    if not reader.roles:
        return []
    own = Q(division=community.pk) | (Q(organisation__community=community.pk) & ~Q(kind__in=sorted(OFFICE_ALONE)))
    rows = Role.objects.filter(lasting(on), own, kind__in=list(kinds), person__erased_at__isnull=True)
    found = {
        r.person_id: (r.person_id, r.person.name, str(r.get_kind_display()))
        for r in rows.select_related("person").order_by("pk")
    }
    return sorted(found.values(), key=lambda c: (c[2], c[1], c[0]))


def contacts_of(keys: Iterable[int]) -> dict[int, Contact]:
    """How to reach each of these persons, for sending; those who erased their data are left out."""
    rows = Person.objects.filter(pk__in=list(keys), erased_at__isnull=True)
    return {key: Contact(*rest) for key, *rest in rows.values_list("pk", "name", "telephone", "email", "language")}


def contact_of(person_id: int) -> Contact | None:
    return contacts_of([person_id]).get(person_id)


def names_of(keys: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=[k for k in keys if k]).values_list("pk", "name"))


def my_person(reader: Actor) -> Person | None:
    if reader.person_id is None:
        return None
    return Person.objects.select_related("community", "door__building", "account").filter(pk=reader.person_id).first()


def my_roles(reader: Actor, *, on: date) -> list[Role]:
    rows = Role.objects.filter(lasting(on), person=reader.person_id).select_related("division", "organisation")
    return list(rows.order_by("pk"))


def looks_at_me(reader: Actor, *, most: int = 200) -> list[Look]:
    """谁看过我的资料: who opened my details, newest first."""
    return list(Look.objects.filter(subject=reader.person_id).select_related("by").order_by("-at", "-pk")[:most])


def my_consents(reader: Actor) -> list[Consent]:
    return list(Consent.objects.filter(person=reader.person_id).order_by("-given_at", "-pk"))


def has_consented(person_id: int, purpose: str) -> bool:
    return Consent.objects.filter(person=person_id, purpose=purpose, withdrawn_at__isnull=True).exists()


def accounts_named(identifier: str) -> list[Account]:
    """The accounts that this user name, telephone or e-mail may mean: a telephone may be a family's."""
    identifier = identifier.strip()
    meant = Q(username__iexact=identifier)
    if "@" in identifier:
        meant |= Q(email=identifier.lower())
    with suppress(ValueError):
        meant |= Q(telephone=telephone(identifier))
    return list(Account.objects.select_related("person").filter(meant).order_by("pk")[:8])


def hash_of_key(key: str) -> str:
    """Keys are long and random: one hash is enough, and finds the row."""
    return sha256(key.encode()).hexdigest()


def programme_behind(key: str) -> Programme | None:
    """The programme that this API key belongs to, if it still may call."""
    rows = Programme.objects.filter(key_hash=hash_of_key(key), ended_at__isnull=True)
    return rows.select_related("division", "organisation").first()


def demonstration_accounts() -> list[Account]:
    return list(Account.objects.filter(person__is_demonstration=True).select_related("person").order_by("pk"))


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
