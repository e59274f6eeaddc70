"""The people of a community, for those who keep them. A list shows names and roles; details ask for a purpose first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.requests import read_key
from linli.base.roles import ADMINISTRATOR
from linli.base.text import clean
from linli.places.models import Community, lasting, under

from ..models import ROLE_NAMES, Account, Person, Role
from ..permissions import KEEPERS, keep_person

PAGE = 50


@dataclass(frozen=True)
class PersonLine:
    key: int
    name: str
    roles: list[str | Promise]
    has_account: bool
    is_demonstration: bool


@dataclass(frozen=True)
class Page:
    rows: list[PersonLine]
    after: str


def communities_kept(reader: Actor, *, most: int = 200) -> list[Community]:
    """The communities whose people the reader keeps."""
    area = reader.divisions(KEEPERS | ADMINISTRATOR)
    return list(Community.objects.filter(under(area, prefix="")).order_by("street_id", "name", "pk")[:most])


def persons(reader: Actor, *, community: Community | None, words: str, after: str, on: date) -> Page:
    """The people of a community, or those who belong to none, found by name or by sound and sorted by sound."""
    rows = Person.objects.filter(keep_person.within(reader), community=community, erased_at__isnull=True)
    if words := clean(words).strip():
        rows = rows.filter(Q(name__icontains=words) | Q(sound__icontains=words.replace(" ", "").lower()))
    if last := Person.objects.filter(pk=read_key(after) or 0).first():
        rows = rows.filter(Q(sound__gt=last.sound) | Q(sound=last.sound, pk__gt=last.pk))
    found = list(rows.order_by("sound", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    keys = [person.pk for person in shown]
    roles: dict[int, list[str | Promise]] = {}
    for key, kind in Role.objects.filter(lasting(on), person__in=keys).order_by("pk").values_list("person", "kind"):
        if ROLE_NAMES[kind] not in roles.setdefault(key, []):
            roles[key].append(ROLE_NAMES[kind])
    accounts = set(Account.objects.filter(person__in=keys).values_list("person", flat=True))
    return Page(
        [PersonLine(p.pk, p.name, roles.get(p.pk, []), p.pk in accounts, p.is_demonstration) for p in shown],
        str(shown[-1].pk) if len(found) > PAGE else "",
    )


def person_to_keep(reader: Actor, key: int) -> Person:
    """One person whom the reader keeps. Missing for everybody else, and for those who erased their data."""
    rows = Person.objects.filter(keep_person.within(reader), pk=key, erased_at__isnull=True)
    found = rows.select_related("community", "door__building").first()
    if found is None:
        raise Missing(_("There is no such person here."))
    return found
