"""Writing persons down, and correcting what is written."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.recorder import note_fact
from linli.base.rows import held
from linli.base.text import clean, sound_of
from linli.base.text import telephone as read_telephone
from linli.places.models import Community, Door

from ..models import Account, Person
from ..permissions import keep_account, keep_person


@action
def add_person(
    by: Actor,
    *,
    name: str,
    now: datetime,
    telephone: str = "",
    email: str = "",
    community: Community | None = None,
    door: Door | None = None,
    language: str = "zh-hans",
    is_demonstration: bool = False,
) -> Person:
    """Write down somebody who lives here, with or without an account. Living here is enough: registration is not asked for."""
    name = a_name(name)
    person = Person(
        name=name,
        sound=sound_of(name),
        telephone=a_telephone(telephone),
        email=an_email(email),
        community=community,
        door=door,
        language=language,
        created_at=now,
        is_demonstration=is_demonstration,
    )
    if by.kind != "anyone" and not keep_person.allows(by, person):
        raise NotYours(_("You keep the people of your own community."))
    person.save()
    note_fact(by, "people.person.added", person, now=now, community_id=person.community_id)
    return person


@action
def correct_details(
    by: Actor,
    person: Person,
    *,
    name: str,
    telephone: str,
    email: str,
    language: str,
    now: datetime,
    door: Door | None = None,
) -> Person:
    """Correct one's own details, or those of somebody who asked at the desk. Locked by the person's row.

    The account signs in with the corrected telephone and e-mail where `by` could have handed out its password anyway.
    """
    person = held(Person.objects.select_related("community"), person.pk)
    if by.person_id != person.pk:
        keep_person.require(by, person)
    if person.erased_at:
        raise Refused(_("These data were erased."))
    person.name, person.telephone, person.email = a_name(name), a_telephone(telephone), an_email(email)
    person.sound, person.language, person.door = sound_of(person.name), language, door
    person.save()
    account = Account.objects.filter(person=person).select_related("person__community").first()
    if account and (by.person_id == person.pk or keep_account.allows(by, account)):
        account.telephone, account.email = person.telephone, person.email.lower()
        account.save(update_fields=["telephone", "email"])
    note_fact(by, "people.person.corrected", person, now=now, community_id=person.community_id)
    return person


def a_name(text: str) -> str:
    name = clean(text).strip()
    if not name:
        raise Invalid(_("Please write a name."), field="name")
    return name[:60]


def a_telephone(text: str) -> str:
    try:
        return read_telephone(text) if text.strip() else ""
    except ValueError as wrong:
        raise Invalid(str(wrong), field="telephone") from wrong


def an_email(text: str) -> str:
    email = clean(text).strip()
    try:
        if email:
            validate_email(email)
    except ValidationError as wrong:
        raise Invalid(_("This e-mail address cannot be read."), field="email") from wrong
    return email
