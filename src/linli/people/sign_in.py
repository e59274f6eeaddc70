"""Signing in by user name, telephone or e-mail; and what allauth asks of us. How often somebody may try: `attempts`."""

import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.base.actors import ANYONE
from linli.base.callers import address_of

from .actions import choose_password, note_access
from .attempts import Attempt, Device, attempt
from .middleware import has_second_factor, start_clock
from .models import Account
from .one_time import use_up_to_now
from .queries import accounts_named, actor_for, actor_of, may_mean_several
from .queries.accounts import DEVICES, FAMILY

WRONG_CODE = _("This code does not fit. It changes every half minute: please type the one that is shown now.")
WAYS_TO_SHOW_ONESELF = {
    "reauthenticate": _("With the password"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class AccountBackend(ModelBackend):
    """One field, whatever the person remembers; where a family shares a telephone the password says who is meant.

    A failure costs one password hash for a user name and FAMILY of them for what looks like a telephone or an e-mail, however many accounts
    there are: how long it takes tells nothing.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        among: list[Account] | None = None,
        **more: Any,
    ) -> Account | None:
        """`among`: the accounts that may be tried now, where the attempt was counted before."""
        identifier = str(username or more.get("email") or more.get("phone") or "")
        if not identifier or password is None:
            return None
        meant = accounts_named(identifier) if among is None else among
        for account in meant:
            if account.check_password(password) and account.is_active:
                return account
        for _missing in range((FAMILY if may_mean_several(identifier) else 1) - len(meant)):
            make_password(password)
        return None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, with its person: every page asks for both."""
        found = Account.objects.select_related("person").filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by our own action; allauth signs people in, and keeps sessions and second factors."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password do not belong together. Please try again."),
        "too_many_login_attempts": _("This was tried too often. Please wait five minutes."),
        "temporary_password_is_over": _(
            "This temporary password is no longer valid. Ask for a new one where you got it."
        ),
        "enter_current_password": _("This is not your password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same answer as everywhere in the house."""
        return address_of(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Counted before the password is looked at, given back when it was right; a failure is recorded for each account that was tried."""
        tried = attempt(request, str(credentials.get("username", "")))
        if tried.must_wait:
            if tried.is_news:
                self._note("waits", tried)
            raise self.validation_error("too_many_login_attempts")
        found = authenticate(request, among=tried.open, **credentials)
        if not isinstance(found, Account):
            self._note("failed", tried)
            return None
        tried.succeeded()
        if found.must_choose_password and found.temporary_until and found.temporary_until <= timezone.now():
            raise self.validation_error("temporary_password_is_over")
        return found

    def login(self, request: HttpRequest, user: Account) -> None:
        """Recorded first: a sign-in that cannot be recorded opens no session."""
        now = timezone.now()
        ways = [str(r.get("type") or r.get("method", "")) for r in get_authentication_records(request, user)]
        note_access(actor_of(user.person_id, now=now), "signed_in", accounts=[user], now=now, note=" ".join(ways))
        super().login(request, user)
        start_clock(request, now)

    def _note(self, kind: str, tried: Attempt) -> None:
        note_access(ANYONE, kind, accounts=tried.meant or [None], now=timezone.now())

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Whoever holds a temporary password chooses their own first; whoever's roles sleep is shown how to wake them."""
        response = super().post_login(request, user, **more)
        if user.must_choose_password:
            response = redirect("account_change_password")
        elif actor_for(user, verified=has_second_factor(request), now=timezone.now()).sleeping:
            response = redirect("people:second_factor")
        Device(request).remember(user, response)
        return response

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Built from the configured address: what a stranger writes into the Host header never reaches an e-mail."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", quote(key))

    def set_password(self, user: Account, password: str) -> None:
        now = timezone.now()
        choose_password(actor_of(user.person_id, now=now), user, password=password, now=now)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/welcome/"

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has just signed in need not type the password again to add a device."""
        records = get_authentication_records(context.request, context.request.user)
        is_fresh = records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_fresh and super().is_reauthentication_required(app=app, **more)

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [m | {"description": WAYS_TO_SHOW_ONESELF.get(m["id"], m["description"])} for m in methods]

    def format_email_subject(self, subject: str) -> str:
        return f"邻里 · {subject}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of one-time codes are kept sealed with a key that lies beside the database, not in it."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        return "Linli"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "邻里 Linli"}

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        held = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": held + 1}


def sign_in_newcomer(request: HttpRequest, account: Account) -> HttpResponse:
    """Open the first session of an account that its person has just made."""
    return perform_password_login(request, {"username": account.username}, Login(user=account))


def count_device_as_shown(request: HttpRequest) -> None:
    """Whoever enrols a device has it in hand: this session need not ask for it again."""
    device = Authenticator.objects.filter(user=request.user, type__in=DEVICES).latest("pk")
    post_authentication(request, device)
    use_up_to_now(device.user, now=timezone.now())


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(settings.MFA_KEY.encode()).digest()))
