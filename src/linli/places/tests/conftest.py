"""A browserless client signed in as one of the cast, in English. Accounts are opened as rows: people lives a floor above."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.translation import override

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A request leaves its language behind; each test begins in the house's own."""
    with override("zh-hans"):
        yield


@pytest.fixture
def sign_in(cast, now) -> SignIn:
    def start(part: str, *, awake: bool = True) -> Client:
        accounts = get_user_model().objects
        account = accounts.get_or_create(person_id=cast.keys[part], defaults={"username": part, "created_at": now})[0]
        client = Client(headers={"accept-language": "en"})
        client.force_login(account)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}] if awake else []
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
        return client

    return start
