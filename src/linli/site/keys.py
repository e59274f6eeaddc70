"""The keys lie in the data folder, what they sealed in the database: that both belong together is looked at before anything is served."""

import hmac
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.errors import Refused

from .actions import mark_keys
from .queries import key_marks


def marks() -> dict[str, str]:
    """A mark of each key in use. The key cannot be found from it."""
    return {name: mark_of(name, keys[0]) for name, keys in _keys().items()}


def _keys() -> dict[str, list[str]]:
    return {
        "secret": [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS],
        "records": list(settings.RECORDS_KEYS),
        "mfa": [settings.MFA_KEY],
    }


def mark_of(name: str, key: str) -> str:
    return hmac.digest(key.encode(), f"linli key mark {name}".encode(), "sha256").hex()[:32]


def other_keys(stored: dict[str, str]) -> list[str]:
    """Which keys in use, and earlier ones still honoured, are not those that the database knows."""
    return [name for name, keys in _keys().items() if name in stored and stored[name] not in _marks(name, keys)]


def _marks(name: str, keys: Iterable[str]) -> set[str]:
    return {mark_of(name, key) for key in keys}


def refuse_other_keys() -> None:
    """Refused if this database was used with other keys. The first to come writes its marks down; so does one whose new key
    knows the old one. A database that is away or not set up is left for others to complain about.
    """
    try:
        stored = key_marks()
        wrong = other_keys(stored)
        if not wrong and stored != marks():
            accept_keys()
    except DatabaseError:
        return
    if wrong:
        raise Refused(
            _(
                "This database was sealed with other keys than those here (%(names)s). Copy the folder “keys” from where it was used, or set the same keys; "
                "“linli accept-keys” gives up what the old ones sealed."
            )
            % {"names": ", ".join(wrong)}
        )


def accept_keys() -> None:
    mark_keys(HOUSE, marks(), now=timezone.localtime())
