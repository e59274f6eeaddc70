"""A slip between the opening and its holder: sealed with the house's key, so that a copy of the database reads none."""

from django.conf import settings
from django.utils.translation import gettext as _

from linli.base import seals


def seal_slip(slip: str) -> str:
    return seals.seal(slip, settings.RECORDS_KEYS)


def unseal_slip(sealed: str) -> str:
    """Refused where the key is lost."""
    lost = _("The key of the sealed fields does not fit. Ask the administrator to restore it.")
    return seals.unseal(sealed, settings.RECORDS_KEYS, lost=lost)
