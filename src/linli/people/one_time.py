"""One-time codes work once: the time step of the last one is kept with the device, and only a later one counts."""

from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

from linli.base.rows import all_held

from .models import Account

LAST_STEP = "last_step"


@transaction.atomic
def use_code(account: Account, code: str, *, now: datetime) -> Authenticator | None:
    """The device or the sheet of recovery codes that this code is of, used up with it. None where it fits nowhere, or was used.

    Safe by the lock of the device's row: of two at once the second sees what the first has written (SQLite has one writer at a time).
    """
    rows = all_held(Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN))
    for device in sorted(rows, key=lambda row: row.type, reverse=True):
        fits = (
            _use_step(device, code, now)
            if device.type == Authenticator.Type.TOTP
            else device.wrap().validate_code(code)
        )
        if fits:
            return device
    return None


@transaction.atomic
def use_up_to_now(account: Account, *, now: datetime) -> None:
    """The code that a device was added with opens nothing afterwards."""
    for device in all_held(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP)):
        _keep(device, max(_steps(now)))


def _use_step(device: Authenticator, code: str, now: datetime) -> bool:
    secret = decrypt(device.data["secret"])
    for step in _steps(now):
        if step > device.data.get(LAST_STEP, -1) and compare_user_code(
            actual=code, expected=format_hotp_value(hotp_value(secret, step))
        ):
            _keep(device, step)
            return True
    return False


def _keep(device: Authenticator, step: int) -> None:
    device.data[LAST_STEP] = step
    device.save(update_fields=["data"])


def _steps(now: datetime) -> list[int]:
    present = int(now.timestamp()) // app_settings.TOTP_PERIOD
    return [present + near for near in range(-app_settings.TOTP_TOLERANCE, app_settings.TOTP_TOLERANCE + 1)]
