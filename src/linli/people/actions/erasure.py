"""Erasure: a person's data go, the committee's record stays whole without them."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.base.errors import NotYours, Refused
from linli.base.recorder import note_fact
from linli.base.rows import held, open_row
from linli.places.models import lasting

from ..models import Account, Consent, Known, KnownWish, Person, Role
from ..permissions import keep_person
from ..registries import ERASERS, give_all_back
from .accounts import close_account

OFFICES = [RoleKind.ADMINISTRATOR, RoleKind.COMMITTEE_CHAIR]


@action
def erase_me(by: Actor, *, now: datetime) -> None:
    """Erase one's own data everywhere. What is owed to others goes back first; then each room erases its part in this transaction.

    Safe by the lock of the person's row.
    """
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    _erase(by, held(Person, by.person_id), now)


@action
def erase_person(by: Actor, person: Person, *, now: datetime) -> None:
    """Erase the data of somebody who asked for it at the desk and has no account. Safe by the lock of the person's row."""
    person = open_row(by, Person.objects.select_related("community"), person.pk, right=keep_person)
    if Account.objects.filter(person=person).exists():
        raise Refused(_("Whoever has an account erases their data themselves, on their own page."))
    _erase(by, person, now)


def _erase(by: Actor, person: Person, now: datetime) -> None:
    if person.erased_at:
        return
    today = timezone.localdate(now)
    held = Role.objects.filter(lasting(today), person=person)
    if held.filter(kind__in=OFFICES).exists():
        raise Refused(_("An office is still held. Hand it over first."))
    give_all_back(by, person.pk, None, now)  # before the rows forget whose they were
    for eraser in ERASERS.values():
        eraser(by, person.pk, now)
    if account := Account.objects.filter(person=person).first():
        close_account(account)
    Role.objects.filter(person=person, from_date__gte=today).delete()
    held.update(to_date=today)
    Consent.objects.filter(person=person, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Known.objects.filter(person=person, until_at__isnull=True).update(until_at=now)
    KnownWish.objects.filter(person=person).delete()
    person.name = person.sound = person.telephone = person.email = ""
    person.door = person.came_from_elsewhere = None
    person.erased_at = now
    person.save()
    note_fact(by, "people.person.erased", person, now=now, community_id=person.community_id)
