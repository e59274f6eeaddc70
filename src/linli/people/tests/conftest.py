"""Accounts for the cast, and a browserless client signed in as one of them."""

from collections.abc import Callable
from datetime import datetime
from time import time
from types import SimpleNamespace

import pytest
from django.test import Client
from tests.remembered import Remembered

from linli.base.actors import HOUSE
from linli.people.actions import enrol_demonstration, open_account
from linli.people.models import Account, Person

PASSWORD = "eight quiet lanterns"

SignIn = Callable[..., Client]


@pytest.fixture
def accounts(cast: SimpleNamespace, now) -> SimpleNamespace:
    """An account for everybody in the cast: the user name is the part they play."""
    return ACCOUNTS.bring(cast, now)


@pytest.fixture
def real_accounts(real_cast: SimpleNamespace, now) -> SimpleNamespace:
    """The same in committed rows, for a browser."""
    return ACCOUNTS.bring(real_cast, now)


def open_accounts(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    opened = {
        part: open_account(HOUSE, Person.objects.get(pk=key), username=part, password=PASSWORD, now=now)
        for part, key in cast.keys.items()
    }
    return SimpleNamespace(**opened)


ACCOUNTS = Remembered(open_accounts)


@pytest.fixture
def sign_in(accounts: SimpleNamespace) -> SignIn:
    """Sign in as one of the cast; `awake` also shows a second factor."""

    def start(part: str, *, awake: bool = True) -> Client:
        client = Client(headers={"accept-language": "en"})
        account: Account = getattr(accounts, part)
        client.force_login(account)
        session = client.session
        session["clock"] = (int(time()), int(time()))
        if awake:
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
            session["account_authentication_methods_user"] = str(account.pk)
        session.save()
        return client

    return start


@pytest.fixture
def invented(accounts: SimpleNamespace, now) -> Account:
    """The chair as an invented person who has one-time codes."""
    person = accounts.chair.person
    person.is_demonstration = True
    person.save()
    enrol_demonstration(HOUSE, accounts.chair, now=now)
    return accounts.chair
