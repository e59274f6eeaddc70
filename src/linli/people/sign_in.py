"""Signing in by user name, telephone or e-mail; and what allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from .models import Account
from .queries import accounts_named


class AccountBackend(ModelBackend):
    """One field, whatever the person remembers; where a family shares a telephone the password says who is meant.
    A name that nobody has takes as long as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any
    ) -> Account | None:
        identifier = username or more.get("email") or more.get("phone")
        if not identifier or password is None:
            return None
        meant = accounts_named(str(identifier))
        if not meant:
            make_password(password)
        return next((a for a in meant if a.check_password(password) and a.is_active), None)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by our own action; allauth signs people in, and keeps sessions and second factors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return "Linli"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "邻里 Linli"}
