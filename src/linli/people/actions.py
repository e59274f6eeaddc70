"""Every write of people: persons, accounts, roles, consent, looks, erasure."""

from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.recorder import note_fact
from linli.base.rules import rule
from linli.base.text import clean
from linli.base.text import telephone as read_telephone
from linli.places.models import Community, Division, Door, Organisation, lasting

from .consents import PURPOSES
from .models import Account, Consent, Look, Person, Role
from .permissions import give_role as may_give_role
from .permissions import keep_person
from .registries import ERASERS


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
    person = Person(
        name=clean(name).strip(),
        telephone=_telephone(telephone),
        email=email.strip(),
        community=community,
        door=door,
        language=language,
        created_at=now,
        is_demonstration=is_demonstration,
    )
    if not person.name:
        raise Invalid(_("Please write a name."), field="name")
    if by.kind != "anyone" and not keep_person.allows(by, person):
        raise NotYours(_("You keep the people of your own community."))
    person.save()
    return person


@action
def open_account(
    by: Actor, person: Person, *, username: str, password: str, now: datetime, telephone: str = "", email: str = ""
) -> Account:
    """Give a person a way to sign in. The user name is unique in the database; families may share a telephone. Invalid names the field."""
    username = clean(username).strip()
    if not username:
        raise Invalid(_("Please choose a user name."), field="username")
    account = Account(
        person=person,
        username=username,
        telephone=_telephone(telephone),
        email=email.strip().lower(),
        created_at=now,
    )
    if Account.objects.filter(username__iexact=username).exists():
        raise Invalid(_("This user name is taken. Please choose another."), field="username")
    try:
        validate_password(password, account)
    except ValidationError as wrong:
        raise Invalid(" ".join(wrong.messages), field="password") from wrong
    account.set_password(password)
    account.save()
    if by.kind == "anyone":
        _give_consent(by, person, "account", now, "web")
    return account


@action
def sign_up(
    by: Actor,
    *,
    name: str,
    username: str,
    password: str,
    community: Community,
    now: datetime,
    telephone: str = "",
    email: str = "",
    language: str = "zh-hans",
) -> Account:
    """A resident opens an account of their own. Person, account and consent stand or fall together."""
    person = add_person(
        by, name=name, telephone=telephone, email=email, community=community, language=language, now=now
    )
    return open_account(by, person, username=username, password=password, telephone=telephone, email=email, now=now)


@action
def give_role(
    by: Actor,
    person: Person,
    *,
    kind: str,
    now: datetime,
    division: Division | None = None,
    organisation: Organisation | None = None,
    from_date: date | None = None,
    to_date: date | None = None,
) -> Role:
    """Give a role over a place or for an organisation, for a period. Giving what is held already changes nothing. Locked by the person's row."""
    Person.objects.select_for_update().get(pk=person.pk)
    role = Role(
        person=person,
        kind=RoleKind(kind),
        division=division,
        organisation=organisation,
        from_date=from_date or now.date(),
        to_date=to_date,
        given_by_id=by.person_id,
    )
    may_give_role.require(by, role)
    if held := Role.objects.filter(
        lasting(now.date()), person=person, kind=kind, division=division, organisation=organisation
    ).first():
        return held
    role.save()
    place = division.pk if division else organisation.community_id if organisation else None
    served = Community.objects.filter(pk=place).values_list("pk", flat=True).first()
    note_fact(by, "people.role.given", role, now=now, community_id=served, role=role.kind)
    return role


@action
def end_role(by: Actor, role: Role, *, now: datetime) -> Role:
    """End a role today. The last administrator cannot end their own. Safe by the row's lock."""
    role = Role.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=role.pk)
    may_give_role.require(by, role)
    if role.kind == RoleKind.ADMINISTRATOR:
        others = Role.objects.filter(lasting(now.date()), kind=RoleKind.ADMINISTRATOR).exclude(pk=role.pk)
        if not others.exists():
            raise Refused(_("There must be an administrator. Give the role to somebody else first."))
    if role.from_date == now.date():
        role.delete()
        return role
    role.to_date = now.date()
    role.save(update_fields=["to_date"])
    note_fact(by, "people.role.ended", role, now=now, community_id=None, role=role.kind)
    return role


@action
def note_look(by: Actor, person_id: int, *, purpose: str, matter: str, fields: str, now: datetime) -> Look:
    """Record that staff opened somebody's details, and why. Invalid without a purpose: no purpose, no look."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    if not purpose.strip():
        raise Invalid(_("Say for what purpose you open these details."), field="purpose")
    look = Look.objects.create(
        subject_id=person_id,
        by_id=by.person_id,
        by_role=by.acts_as,
        purpose=clean(purpose).strip()[:200],
        matter=matter,
        fields=fields,
        at=now,
    )
    note_fact(by, "people.details.seen", look, now=now, community_id=None, fields=fields)
    return look


@action
def give_consent(by: Actor, *, purpose: str, now: datetime, channel: str = "web") -> Consent:
    """Agree to a purpose in the present version of its text. One consent a purpose while it holds, by a unique row."""
    if by.person_id is None or purpose not in PURPOSES:
        raise Invalid(_("This cannot be agreed to here."), field="purpose")
    return _give_consent(by, _myself(by), purpose, now, channel)


@action
def withdraw_consent(by: Actor, *, purpose: str, now: datetime) -> None:
    """Take consent back: one step, no reason asked, no service refused for it."""
    held = (
        Consent.objects.select_for_update()
        .filter(person=by.person_id, purpose=purpose, withdrawn_at__isnull=True)
        .first()
    )
    if held:
        held.withdrawn_at = now
        held.save(update_fields=["withdrawn_at"])
        note_fact(by, "people.consent.withdrawn", held, now=now, community_id=None, purpose=purpose)


@action
def correct_details(by: Actor, *, name: str, telephone: str, email: str, language: str, now: datetime) -> Person:
    """A person corrects their own details. Locked by their row."""
    person = _myself(by)
    if not clean(name).strip():
        raise Invalid(_("Please write a name."), field="name")
    person.name, person.telephone, person.email, person.language = (
        clean(name).strip(),
        _telephone(telephone),
        email.strip(),
        language,
    )
    person.save()
    return person


@action
def erase_me(by: Actor, *, now: datetime) -> None:
    """Erase a person's data everywhere; the committee's record stays whole without them. Each room erases its own part in this transaction."""
    person = _myself(by)
    if Role.objects.filter(
        lasting(now.date()), person=person, kind__in=[RoleKind.ADMINISTRATOR, RoleKind.COMMITTEE_CHAIR]
    ).exists():
        raise Refused(_("You still hold an office. Hand it over first."))
    for eraser in ERASERS.values():
        eraser(by, person.pk, now)
    account = Account.objects.filter(person=person).first()
    if account:
        account.username, account.telephone, account.email, account.is_active = f"erased-{person.pk}", "", "", False
        account.set_unusable_password()
        account.save()
    Role.objects.filter(lasting(now.date()), person=person, from_date__lt=now.date()).update(to_date=now.date())
    Role.objects.filter(lasting(now.date()), person=person).delete()
    Consent.objects.filter(person=person, withdrawn_at__isnull=True).update(withdrawn_at=now)
    person.name = person.telephone = person.email = ""
    person.door = person.came_from_elsewhere = None
    person.erased_at = now
    person.save()
    note_fact(by, "people.person.erased", person, now=now, community_id=person.community_id)


@action
def forget_old_looks(by: Actor, *, now: datetime) -> int:
    """Looks are kept as long as the law asks, then go."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    before = now - timedelta(days=rule("retention.looks", on=now.date()).value)
    return Look.objects.filter(at__lt=before).delete()[0]


def _give_consent(by: Actor, person: Person, purpose: str, now: datetime, channel: str) -> Consent:
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


def _telephone(text: str) -> str:
    try:
        return read_telephone(text) if text.strip() else ""
    except ValueError as wrong:
        raise Invalid(str(wrong), field="telephone") from wrong


def _myself(by: Actor) -> Person:
    """One's own row, locked. NotYours for who is not signed in."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    return Person.objects.select_for_update().get(pk=by.person_id)
