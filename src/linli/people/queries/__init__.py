"""Every read of people. Personal details leave this room only through rights, and staff who open them leave a `Look`."""

from .accounts import (
    account_called,
    account_of,
    account_to_keep,
    accounts_named,
    demonstration_accounts,
    demonstration_code,
    has_passkey,
    has_second_factor_ready,
    hash_of_key,
    may_open_account,
    programme_behind,
)
from .actors import OFFICE_ALONE, actor_for, actor_of, colleagues, persons_holding
from .contacts import Contact, contact_of, contacts_of, has_consented, names_of
from .mine import looks_at_me, my_account, my_consents, my_person, my_roles
from .persons import communities_kept, person_to_keep, persons
from .roles import (
    has_administrator,
    kinds_to_give,
    places_to_give,
    role_names,
    role_of,
    roles_of,
    widest_division,
)

__all__ = [
    "OFFICE_ALONE",
    "Contact",
    "account_called",
    "account_of",
    "account_to_keep",
    "accounts_named",
    "actor_for",
    "actor_of",
    "colleagues",
    "communities_kept",
    "contact_of",
    "contacts_of",
    "demonstration_accounts",
    "demonstration_code",
    "has_administrator",
    "has_consented",
    "has_passkey",
    "has_second_factor_ready",
    "hash_of_key",
    "kinds_to_give",
    "looks_at_me",
    "may_open_account",
    "my_account",
    "my_consents",
    "my_person",
    "my_roles",
    "names_of",
    "person_to_keep",
    "persons",
    "persons_holding",
    "places_to_give",
    "programme_behind",
    "role_names",
    "role_of",
    "roles_of",
    "widest_division",
]
