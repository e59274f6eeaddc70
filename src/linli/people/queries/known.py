"""Being known, as pages show it: to oneself, to the desk, to a building lead; and how to become known, for every page that asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing

from ..known import is_known, known_rows
from ..models import ROLE_NAMES, Known, KnownWish, Person
from ..permissions import confirm_neighbour, keep_person, leads_wishes


@dataclass(frozen=True)
class KnownLine:
    """`counts`: it holds now."""

    community: str
    how: str
    by: str
    role: str | Promise
    since_at: datetime
    until_at: datetime | None
    counts: bool


@dataclass(frozen=True)
class Standing:
    """Whether the reader is known where they are, and may ask to be: what a page says before anything is typed."""

    has_account: bool
    lives_here: bool
    is_known: bool
    has_asked: bool


@dataclass(frozen=True)
class WishLine:
    """Who asks, and where they say they live."""

    key: int
    person: int
    name: str
    home: str
    asked_at: datetime


def standing_of(reader: Actor, community_id: int | None) -> Standing:
    """Two queries for who has an account, none for anybody else."""
    if reader.person_id is None:
        return Standing(False, False, False, False)
    known = is_known(reader.person_id, community_id)
    asked = not known and KnownWish.objects.filter(person=reader.person_id, community=community_id).exists()
    return Standing(True, reader.community_id == community_id, known, asked)


def known_lines(reader: Actor, person: Person) -> list[KnownLine]:
    """How somebody is known, the latest first: for themselves and for who keeps them. Missing otherwise."""
    if reader.person_id != person.pk and not keep_person.allows(reader, person):
        raise Missing(_("There is nobody here whom you keep."))
    counting = set(known_rows().filter(person=person).values_list("pk", flat=True))
    rows = Known.objects.filter(person=person).select_related("community", "said_by").order_by("-since_at", "-pk")
    return [
        KnownLine(
            row.community.label,
            row.get_how_display(),
            row.said_by.name if row.said_by else "",
            ROLE_NAMES.get(row.said_as, ""),
            row.since_at,
            row.until_at,
            row.pk in counting,
        )
        for row in rows
    ]


def wishes_to_answer(reader: Actor, community_id: int | None = None) -> list[WishLine]:
    """Who waits to be confirmed by the reader, the longest first: a lead sees those of their building, the desk all of the community."""
    people = Person.objects.filter(confirm_neighbour.within(reader)).values("pk")
    rows = KnownWish.objects.filter(person__in=people).select_related("person", "building").order_by("asked_at", "pk")
    return [_line(row) for row in (rows.filter(community=community_id) if community_id else rows)[:200]]


def wishes_of_building(reader: Actor) -> list[WishLine]:
    """What waits for the reader as the lead of a building."""
    rows = KnownWish.objects.filter(leads_wishes(reader)).select_related("person", "building")
    return [_line(row) for row in rows.order_by("asked_at", "pk")[:200]]


def wish_of(reader: Actor, key: int) -> KnownWish:
    """One that the reader may answer. Missing otherwise."""
    found = KnownWish.objects.filter(pk=key).select_related("person__community", "community").first()
    if found is None or not confirm_neighbour.allows(reader, found.person):
        raise Missing(_("There is nobody here who asks you."))
    return found


def known_of(keys: Iterable[int], community_id: int) -> set[int]:
    """Of these persons, those whom the community knows. One query."""
    return set(known_rows().filter(person__in=list(keys), community=community_id).values_list("person", flat=True))


def _line(row: KnownWish) -> WishLine:
    home = " ".join(part for part in (row.building.address if row.building else "", row.door) if part)
    return WishLine(row.pk, row.person_id, row.person.name, home, row.asked_at)
