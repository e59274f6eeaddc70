"""Every read of people. Personal details leave this room only through rights, and staff who open them leave a `Look`."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from linli.base.actors import ANYONE, SEES_OTHERS, Actor, Held, RoleKind
from linli.base.text import telephone
from linli.places.models import Community, lasting

from .models import Account, Consent, Look, Person, Role


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
    """Keys of the persons who hold one of these roles over a place that the community lies in."""
    places = [
        k
        for k in (community.pk, community.street_id, community.county_id, community.city_id, community.province_id)
        if k
    ]
    rows = Role.objects.filter(lasting(on), kind__in=list(kinds), division__in=places, person__erased_at__isnull=True)
    return sorted(set(rows.values_list("person_id", flat=True)))


def colleagues(reader: Actor, community: Community, kinds: Collection[str], *, on: date) -> list[tuple[int, str, str]]:
    """(key, name, role) of those who work for a community, for the lists in which staff choose whom to give work to."""
    if not reader.roles:
        return []
    rows = Role.objects.filter(lasting(on), kind__in=list(kinds), division=community.pk, person__erased_at__isnull=True)
    found = {
        r.person_id: (r.person_id, r.person.name, str(r.get_kind_display()))
        for r in rows.select_related("person").order_by("pk")
    }
    return sorted(found.values(), key=lambda c: (c[2], c[1], c[0]))


def contacts_of(keys: Iterable[int]) -> dict[int, Contact]:
    rows = Person.objects.filter(pk__in=list(keys), erased_at__isnull=True).values_list(
        "pk", "name", "telephone", "email", "language"
    )
    return {key: Contact(*rest) for key, *rest in rows}


def names_of(keys: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=[k for k in keys if k]).values_list("pk", "name"))


def my_person(reader: Actor) -> Person | None:
    return (
        Person.objects.select_related("community", "door__building").filter(pk=reader.person_id).first()
        if reader.person_id
        else None
    )


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


def account_named(identifier: str) -> Account | None:
    """The account with this user name, telephone or e-mail."""
    identifier = identifier.strip()
    wanted = Q(username__iexact=identifier) | Q(email__iexact=identifier)
    with suppress(ValueError):
        wanted |= Q(telephone=telephone(identifier))
    return Account.objects.select_related("person").filter(wanted).order_by("pk").first()


def demonstration_accounts() -> list[Account]:
    return list(Account.objects.filter(person__is_demonstration=True).select_related("person").order_by("pk"))


def _actor(person: Person, *, verified: bool, now: datetime) -> Actor:
    rows = Role.objects.filter(lasting(now.date()), person=person.pk).select_related("organisation").order_by("pk")
    held = [Held(RoleKind(r.kind), r.division_id or _area(r), r.organisation_id) for r in rows]
    awake = tuple(h for h in held if verified or h.kind not in SEES_OTHERS)
    asleep = tuple(h for h in held if not verified and h.kind in SEES_OTHERS)
    home = person.community_id or next((r.division_id for r in rows if r.division_id), None)
    return Actor(kind="person", person_id=person.pk, community_id=home, name=person.name, roles=awake, sleeping=asleep)


def _area(role: Role) -> int | None:
    """An officer of a street or district office oversees its area."""
    officers = {RoleKind.STREET_OFFICER, RoleKind.DISTRICT_COORDINATOR}
    return role.organisation.division_id if role.organisation and role.kind in officers else None
