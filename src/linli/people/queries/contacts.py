"""How to reach people; for sending, never for showing."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Consent, Person


@dataclass(frozen=True)
class Contact:
    name: str
    telephone: str
    email: str
    language: str


def contacts_of(keys: Iterable[int]) -> dict[int, Contact]:
    """How to reach each of these persons, for sending; those who erased their data are left out."""
    rows = Person.objects.filter(pk__in=list(keys), erased_at__isnull=True)
    return {key: Contact(*rest) for key, *rest in rows.values_list("pk", "name", "telephone", "email", "language")}


def contact_of(person_id: int) -> Contact | None:
    return contacts_of([person_id]).get(person_id)


def names_of(keys: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=[k for k in keys if k]).values_list("pk", "name"))


def has_consented(person_id: int, purpose: str) -> bool:
    return Consent.objects.filter(person=person_id, purpose=purpose, withdrawn_at__isnull=True).exists()
