"""Consent: given and withdrawn in one step each."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.recorder import note_fact
from linli.base.rows import find_held, held

from ..consents import PURPOSES
from ..models import Consent, Person
from ..registries import WITHDRAWALS


@action
def give_consent(by: Actor, *, purpose: str, now: datetime, channel: str = "web") -> Consent:
    """Agree to a purpose in the present version of its text. One consent a purpose while it holds, by a unique row."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    if purpose not in PURPOSES:
        raise Invalid(_("This cannot be agreed to here."), field="purpose")
    person = held(Person, by.person_id)
    return record_consent(by, person, purpose, now, channel)


@action
def withdraw_consent(by: Actor, *, purpose: str, now: datetime) -> None:
    """Take consent back: one step, no reason asked, no service refused for it. Safe by the consent's row lock.

    Refused for the account itself, which ends by erasing one's data.
    """
    if purpose == "account":
        raise Refused(_("An account cannot be without this. To take it back, erase your data and your account."))
    held = find_held(Consent.objects.filter(person=by.person_id, purpose=purpose, withdrawn_at__isnull=True))
    if held:
        held.withdrawn_at = now
        held.save(update_fields=["withdrawn_at"])
        if end := WITHDRAWALS.get(purpose):
            end(by, held.person_id, now)
        note_fact(by, "people.consent.withdrawn", held, now=now, community_id=None, purpose=purpose)


def record_consent(by: Actor, person: Person, purpose: str, now: datetime, channel: str) -> Consent:
    version = PURPOSES[purpose].version
    held = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).first()
    if held and held.version == version:
        return held
    if held:
        held.withdrawn_at = now
        held.save(update_fields=["withdrawn_at"])
    given = Consent.objects.create(
        person=person,
        purpose=purpose,
        version=version,
        given_at=now,
        channel=channel,
        recorded_by_id=by.person_id if by.person_id != person.pk else None,
    )
    note_fact(by, "people.consent.given", given, now=now, community_id=None, purpose=purpose, version=version)
    return given
