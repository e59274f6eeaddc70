"""Ways in: who is meant by an identifier, what an account still needs, which programme holds a key."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.remembered import remembered
from linli.base.text import telephone

from ..models import Account, Person, Programme
from ..permissions import keep_account

FAMILY = 4
"""How many accounts one telephone or e-mail opens: each costs a password hash, and so does each that is missing."""

DEVICES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def accounts_named(identifier: str) -> list[Account]:
    """The accounts that this user name, telephone or e-mail may mean: whose user name it is, then a family's, the oldest first."""
    identifier = identifier.strip()
    rows = Account.objects.select_related("person")
    others = Q(pk__in=[])
    if "@" in identifier:
        others |= Q(email=identifier.lower())
    with suppress(ValueError):
        others |= Q(telephone=telephone(identifier))
    named = [*rows.filter(username__iexact=identifier)[:1], *rows.filter(others).order_by("pk")[:FAMILY]]
    return list({account.pk: account for account in named}.values())[:FAMILY]


def may_mean_several(identifier: str) -> bool:
    """Whether what was typed looks like a telephone or an e-mail, of which a family may share one: known without asking who has it."""
    with suppress(ValueError):
        return bool(telephone(identifier))
    return "@" in identifier


def account_called(username: str) -> Account | None:
    """For the administrator at the terminal: by user name alone."""
    return Account.objects.select_related("person__community").filter(username__iexact=username.strip()).first()


@dataclass(frozen=True)
class AccountState:
    """What a keeper sees of somebody's account."""

    username: str
    is_active: bool
    suspended_for: str
    has_second_factor: bool
    must_choose_password: bool
    may_keep: bool


def account_of(reader: Actor, person: Person) -> AccountState | None:
    account = Account.objects.filter(person=person).select_related("person__community").first()
    if account is None:
        return None
    return AccountState(
        account.username,
        account.is_active,
        account.suspended_for,
        Authenticator.objects.filter(user=account, type__in=DEVICES).exists(),
        account.must_choose_password,
        keep_account.allows(reader, account),
    )


def may_open_account(reader: Actor, person: Person) -> bool:
    return keep_account.allows(reader, Account(person=person))


def account_to_keep(reader: Actor, person: Person) -> Account:
    """The account of a person, for those who may hand out ways into it. Missing otherwise."""
    rows = Account.objects.filter(keep_account.within(reader), person=person)
    found = rows.select_related("person__community").first()
    if found is None:
        raise Missing(_("There is no account here that you may change."))
    return found


def has_second_factor_ready(reader: Actor) -> bool:
    """Whether the reader has a passkey or one-time codes, shown in this session or not."""
    return Authenticator.objects.filter(user__person=reader.person_id, type__in=DEVICES).exists()


def has_passkey(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).exists()


def demonstration_code(account: Account, *, now: datetime) -> str | None:
    """The present one-time code of an invented person, while the house shows itself. Of nobody else, ever."""
    if not settings.DEMO or not account.person.is_demonstration:
        return None
    device = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if device is None:
        return None
    counter = int(now.timestamp()) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(decrypt(device.data["secret"]), counter))


def demonstration_accounts() -> list[Account]:
    return list(Account.objects.filter(person__is_demonstration=True).select_related("person").order_by("pk"))


def hash_of_key(key: str) -> str:
    """Keys are long and random: one hash is enough, and finds the row."""
    return sha256(key.encode()).hexdigest()


def programme_behind(key: str) -> Programme | None:
    """The programme that this API key belongs to, if it still may call."""
    return _with_hash(hash_of_key(key))


@remembered("people_programme", "places_division", "places_organisation")
def _with_hash(key_hash: str) -> Programme | None:
    rows = Programme.objects.filter(key_hash=key_hash, ended_at__isnull=True)
    return rows.select_related("division", "organisation").first()
