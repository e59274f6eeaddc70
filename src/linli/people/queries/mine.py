"""What a person reads about themselves."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from linli.base.actors import Actor
from linli.base.errors import NotYours

from ..consents import PURPOSES
from ..models import ROLE_NAMES, Account, Consent, Look, Person, Role
from ..registries import LOOKS
from .roles import RoleLine, lines

FIELD_NAMES = {
    "name": pgettext_lazy("detail", "name"),
    "telephone": pgettext_lazy("detail", "telephone"),
    "e-mail": pgettext_lazy("detail", "e-mail"),
    "address": pgettext_lazy("detail", "address"),
}
"""Details that a look may open; a look's `fields` names them with commas between."""


@dataclass(frozen=True)
class LookLine:
    who: str
    role: str | Promise
    at: datetime
    purpose: str
    matter: str
    fields: list[str]
    passed_to: str = ""
    basis: str = ""


@dataclass(frozen=True)
class ConsentLine:
    key: str
    name: str | Promise
    text: str | Promise
    basis: str
    given_at: datetime | None
    withdrawn_at: datetime | None
    is_outdated: bool
    is_needed: bool

    @property
    def is_given(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None


def my_person(reader: Actor) -> Person:
    """NotYours for who is not signed in."""
    rows = Person.objects.select_related("community", "door__building", "account")
    found = rows.filter(pk=reader.person_id or 0).first()
    if found is None:
        raise NotYours(gettext("Sign in first."))
    return found


def my_account(reader: Actor) -> Account:
    """NotYours for who is not signed in."""
    found = Account.objects.select_related("person").filter(person=reader.person_id).first()
    if found is None:
        raise NotYours(gettext("Sign in first."))
    return found


def my_roles(reader: Actor, *, on: date) -> list[RoleLine]:
    """The roles that I hold or will hold; those that are over are left out."""
    rows = Role.objects.filter(person=reader.person_id).select_related("division", "organisation").order_by("pk")
    return [line for line in lines(rows, ending=set(), on=on) if not line.is_over]


def looks_at_me(reader: Actor, *, most: int = 200) -> list[LookLine]:
    """谁看过我的资料: who opened my details anywhere in the house, newest first. The one complete list.

    What one person opened at one moment for one purpose is one line, whichever rooms wrote it down.
    """
    found: dict[tuple[str, datetime, str], LookLine] = {}
    for line in [*_looks(reader, most), *(line for part in LOOKS.values() for line in part(reader))]:
        same = found.get((line.who, line.at, line.purpose))
        found[line.who, line.at, line.purpose] = line if same is None else _together(same, line)
    return sorted(found.values(), key=lambda line: line.at, reverse=True)[:most]


def _together(one: LookLine, other: LookLine) -> LookLine:
    fields = list(dict.fromkeys([*one.fields, *other.fields]))
    return replace(one, fields=fields, passed_to=one.passed_to or other.passed_to, basis=one.basis or other.basis)


def _looks(reader: Actor, most: int) -> list[LookLine]:
    rows = Look.objects.filter(subject=reader.person_id).select_related("by").order_by("-at", "-pk")[:most]
    return [
        LookLine(
            look.by.name or str(_("somebody who has left")),
            ROLE_NAMES.get(look.by_role, look.by_role),
            look.at,
            look.purpose,
            look.matter,
            [str(FIELD_NAMES.get(name.strip(), name.strip())) for name in look.fields.split(",")],
        )
        for look in rows
    ]


def my_consents(reader: Actor) -> list[ConsentLine]:
    """Every purpose that can be agreed to here, and whether I did."""
    latest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(person=reader.person_id).order_by("given_at", "pk"):
        latest[consent.purpose] = consent
    return [
        ConsentLine(
            purpose.key,
            purpose.name,
            purpose.text,
            purpose.basis,
            found.given_at if (found := latest.get(purpose.key)) else None,
            found.withdrawn_at if found else None,
            found is not None and found.version != purpose.version,
            purpose.key == "account",
        )
        for purpose in PURPOSES.values()
    ]
