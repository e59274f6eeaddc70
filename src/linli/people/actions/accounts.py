"""Ways to sign in: accounts, passwords, second factors, sessions."""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.recorder import note_fact
from linli.base.rows import held, open_row
from linli.base.rules import rule
from linli.base.text import clean
from linli.places.models import Community, Division, Organisation

from ..models import Account, Person
from ..permissions import keep_account
from ..registries import give_all_back
from .access import close_sessions, record_access
from .consents import record_consent
from .persons import a_telephone, add_person, an_email
from .roles import give_role

READABLE = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is misread on paper: no l, o, 0, 1


@action
def open_account(
    by: Actor,
    person: Person,
    *,
    username: str,
    password: str,
    now: datetime,
    telephone: str = "",
    email: str = "",
    is_temporary: bool = False,
) -> Account:
    """Give a person a way to sign in. The user name is unique in the database; families may share a telephone.

    A temporary password wakes no role that sees others' data until it was replaced. Safe by the lock of the person's row;
    Invalid names the field.
    """
    held(Person, person.pk)
    account = Account(
        person=person,
        telephone=a_telephone(telephone),
        email=an_email(email).lower(),
        must_choose_password=is_temporary,
        temporary_until=_end_of_temporary(now) if is_temporary else None,
        created_at=now,
    )
    keep_account.require(by, account)
    return _save_new(by, account, username, password, now)


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
    account = Account(person=person, telephone=person.telephone, email=person.email.lower(), created_at=now)
    record_consent(by, person, "account", now, "web")
    return _save_new(by, account, username, password, now)


@action
def create_account(
    by: Actor,
    *,
    name: str,
    username: str,
    password: str,
    now: datetime,
    telephone: str = "",
    email: str = "",
    community: Community | None = None,
    kind: str = "",
    division: Division | None = None,
    organisation: Organisation | None = None,
    is_temporary: bool = False,
) -> Account:
    """A person, their account and, where `kind` is given, a role over a division or for an organisation: all or nothing."""
    person = add_person(by, name=name, telephone=telephone, email=email, community=community, now=now)
    account = open_account(
        by,
        person,
        username=username,
        password=password,
        telephone=telephone,
        email=email,
        is_temporary=is_temporary,
        now=now,
    )
    if kind:
        give_role(by, person, kind=kind, division=division, organisation=organisation, now=now)
    return account


@action
def choose_password(by: Actor, account: Account, *, password: str, now: datetime) -> None:
    """A person chooses a password of their own, having shown the present one or the link they were sent."""
    if by.person_id != account.person_id:
        raise NotYours(_("Everybody chooses their own password."))
    _check(password, account)
    account.set_password(password)
    account.must_choose_password, account.temporary_until = False, None
    account.save(update_fields=["password", "must_choose_password", "temporary_until"])
    record_access(by, "password_chosen", [account], now)
    note_fact(by, "people.password.chosen", account, now=now, community_id=None)


@action
def give_password(by: Actor, account: Account, *, now: datetime) -> str:
    """A temporary password for somebody who lost theirs, to be shown once, good for some days. Ends their open sessions."""
    account = open_row(by, Account.objects.select_related("person__community"), account.pk, right=keep_account)
    password = temporary_password()
    account.set_password(password)
    account.must_choose_password, account.temporary_until = True, _end_of_temporary(now)
    account.save(update_fields=["password", "must_choose_password", "temporary_until"])
    record_access(by, "password_given", [account], now)
    note_fact(by, "people.password.given", account, now=now, community_id=account.person.community_id)
    return password


@action
def forget_second_factor(by: Actor, account: Account, *, now: datetime) -> None:
    """Remove passkeys and one-time codes of somebody who lost the device; they enrol anew at their next sign-in."""
    keep_account.require(by, account)
    Authenticator.objects.filter(user=account).delete()
    record_access(by, "factor_removed", [account], now)
    note_fact(by, "people.second_factor.forgotten", account, now=now, community_id=account.person.community_id)


@action
def suspend_account(by: Actor, account: Account, *, reason: str, now: datetime) -> Account:
    """Close an account for a time; open sessions end at once, and what others wait for goes back.

    Locked by the account's row. Invalid without a reason."""
    account = open_row(by, Account.objects.select_related("person__community"), account.pk, right=keep_account)
    if by.person_id == account.person_id:
        raise Refused(_("You cannot close your own account here."))
    if not reason.strip():
        raise Invalid(_("Please write the reason."), field="reason")
    was_suspended = account.suspended_at is not None
    account.is_active, account.suspended_at, account.suspended_for = False, now, clean(reason).strip()[:200]
    account.save(update_fields=["is_active", "suspended_at", "suspended_for"])
    close_sessions(account)
    record_access(by, "suspended", [account], now)
    if not was_suspended:
        give_all_back(by, account.person_id, None, now)
    note_fact(by, "people.account.suspended", account, now=now, community_id=account.person.community_id)
    return account


@action
def resume_account(by: Actor, account: Account, *, now: datetime) -> Account:
    """Open a suspended account again. Locked by the account's row. Refused for an erased one."""
    account = open_row(by, Account.objects.select_related("person__community"), account.pk, right=keep_account)
    if account.person.erased_at:
        raise Refused(_("These data were erased."))
    account.is_active, account.suspended_at, account.suspended_for = True, None, ""
    account.save(update_fields=["is_active", "suspended_at", "suspended_for"])
    record_access(by, "resumed", [account], now)
    note_fact(by, "people.account.resumed", account, now=now, community_id=account.person.community_id)
    return account


@action
def enrol_demonstration(by: Actor, account: Account, *, now: datetime) -> None:
    """Give an invented person a one-time code, which the sign-in page then shows. Refused for anybody real."""
    if not by.is_house or not account.person.is_demonstration:
        raise NotYours(_("Only invented people get a code that everybody sees."))
    if not Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(account, generate_totp_secret())


@action
def forget_old_sessions(by: Actor, *, now: datetime) -> int:
    """Sessions that have ended go, and with them the address and browser they came from."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    Session.objects.filter(expire_date__lt=now).delete()
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]


def temporary_password() -> str:
    """Twelve letters and digits in groups of four, to be read aloud: 59 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _place in range(4)) for _group in range(3))


def _end_of_temporary(now: datetime) -> datetime:
    return now + timedelta(days=rule("accounts.temporary_password_days", on=timezone.localdate(now)).value)


def close_account(account: Account) -> None:
    """Nobody signs in with it any more, and nothing in it says who did."""
    for rows in (Authenticator, UserSession, EmailAddress):
        rows.objects.filter(user=account).delete()
    account.username, account.telephone, account.email = f"erased-{account.person_id}", "", ""
    account.is_active, account.suspended_at, account.suspended_for = False, None, ""
    account.set_unusable_password()
    account.save()


def _save_new(by: Actor, account: Account, username: str, password: str, now: datetime) -> Account:
    account.username = clean(username).strip()
    if not account.username:
        raise Invalid(_("Please choose a user name."), field="username")
    if Account.objects.filter(username__iexact=account.username).exists():
        raise Invalid(_("This user name is taken. Please choose another."), field="username")
    if Account.objects.filter(person=account.person).exists():
        raise Refused(_("This person has an account already."))
    _check(password, account)
    account.set_password(password)
    try:
        account.save()
    except IntegrityError as taken:  # somebody chose the same name at the same moment
        raise Invalid(_("This user name is taken. Please choose another."), field="username") from taken
    note_fact(by, "people.account.opened", account, now=now, community_id=account.person.community_id)
    return account


def _check(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as wrong:
        raise Invalid(" ".join(wrong.messages), field="password") from wrong
