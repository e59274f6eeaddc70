"""How often somebody may try to come in: counted for the account that is meant, whatever was typed for it.

Three counts stand beside each other (see docs/decisions/0022-limits-in-the-database.md): one for the network that tries, one for the
account tried from there, one for the account from everywhere. A device that has signed in before has a count of its own instead, so that
strangers who try somebody's name cannot keep the person out.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from linli.base.callers import caller
from linli.base.limits import Limit, give_back, take
from linli.base.text import telephone

from .models import Account
from .queries import accounts_named

A_DAY = 24 * 60
DEVICE_AGE = 180 * 24 * 3600
DEVICE_ACCOUNTS = 8
"""How many accounts a device is remembered for: the one at the desk is used by several."""


@dataclass(frozen=True)
class Attempt:
    """One try: which accounts may be tried now, and whether it is one too many. Counted before the password is looked at."""

    meant: list[Account]
    open: list[Account]
    must_wait: bool
    is_news: bool  # the first one too many: it is recorded, what follows only waits
    limits: list[Limit] = field(repr=False)

    def succeeded(self) -> None:
        give_back(self.limits)


class Device:
    """What a browser that has signed in before carries: a number, and the accounts it signed in to. It opens nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def content(self) -> tuple[str, list[int]]:
        try:
            number, accounts = signing.loads(
                self.request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt="linli.device", max_age=DEVICE_AGE
            )
        except (signing.BadSignature, ValueError, TypeError):
            return "", []
        return number, accounts

    def knows(self, account: Account) -> bool:
        return account.pk in self.content[1]

    def remember(self, account: Account, response: HttpResponse) -> None:
        number, accounts = self.content
        kept = [account.pk, *(key for key in accounts if key != account.pk)][:DEVICE_ACCOUNTS]
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            signing.dumps((number or token_urlsafe(12), kept), salt="linli.device"),
            max_age=DEVICE_AGE,
            httponly=True,
            secure=settings.HTTPS,
            samesite="Lax",
        )


def attempt(request: HttpRequest, identifier: str) -> Attempt:
    """Count a try to come in under this name."""
    meant, device = accounts_named(identifier), Device(request)
    by_account = {account.pk: _limits_of(account, device, request) for account in meant}
    shared = [] if any(map(device.knows, meant)) else [Limit("sign_in.network", caller(request), 20, 5)]
    if not meant:
        shared += _of(f"?{spelt_plainly(identifier)}", request)
    if not settings.LIMITS:
        return Attempt(meant, meant, False, False, [])
    limits = [*shared, *(limit for of_one in by_account.values() for limit in of_one)]
    done = dict(zip(limits, take(limits), strict=True))
    is_over = {limit for limit in limits if done[limit] > limit.most}
    free = [account for account in meant if is_over.isdisjoint(by_account[account.pk])]
    must_wait = not is_over.isdisjoint(shared) or (bool(meant) and not free)
    return Attempt(meant, free, must_wait, any(done[limit] == limit.most + 1 for limit in is_over), limits)


def attempt_code(account: Account) -> Attempt:
    """Count a try of a one-time or recovery code: whoever gets here knows the password."""
    limits = (
        [Limit("code", str(account.pk), 5, 5), Limit("code", str(account.pk), 30, A_DAY)] if settings.LIMITS else []
    )
    done = take(limits) if limits else []
    over = [number for limit, number in zip(limits, done, strict=True) if number > limit.most]
    is_news = any(number == limit.most + 1 for limit, number in zip(limits, done, strict=True))
    return Attempt([account], [] if over else [account], bool(over), is_news, limits)


def spelt_plainly(identifier: str) -> str:
    """One spelling for what means the same: width, capitals, blanks, and the ways to write a telephone."""
    text = unicodedata.normalize("NFKC", identifier).casefold().strip()
    try:
        return telephone(text)
    except ValueError:
        return text


def _limits_of(account: Account, device: Device, request: HttpRequest) -> list[Limit]:
    if device.knows(account):
        whom = f"{device.content[0]}:{account.pk}"
        return [Limit("sign_in.device", whom, 10, 5), Limit("sign_in.device", whom, 50, A_DAY)]
    return _of(str(account.pk), request)


def _of(whom: str, request: HttpRequest) -> list[Limit]:
    return [
        Limit("sign_in.here", f"{whom}:{caller(request)}", 5, 5),
        Limit("sign_in.account", whom, 10, 5),
        Limit("sign_in.account", whom, 50, A_DAY),
    ]
