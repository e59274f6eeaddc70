"""Browsers of the cast: `visit("worker")` is a client signed in as the worker, with the second factor shown."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client

from linli.people import middleware
from linli.people.models import Account

from .cast import NOW

PASSWORD = "ein langes Passwort"


@pytest.fixture
def visit(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """A client for somebody of the cast; `None` is a visitor without an account. Pages are asked at the cast's time."""
    monkeypatch.setattr("linli.people.middleware.local_now", lambda: NOW)

    def open_browser(who: str | None = None, *, verified: bool = True, language: str = "en") -> Client:
        client = Client(headers={"accept-language": language})
        if who:
            sign_in(client, cast.keys[who], who, verified)
        client.cookies["linli_community"] = "jia"
        return client

    return open_browser


def sign_in(client: Client, person_id: int, username: str, verified: bool) -> None:
    account, _made = Account.objects.get_or_create(
        person_id=person_id, defaults={"username": username, "created_at": NOW}
    )
    client.force_login(account)
    session = client.session
    methods = [{"method": "password", "at": NOW.timestamp()}]
    if verified:
        methods.append({"method": "mfa", "type": "totp", "at": NOW.timestamp()})
    session["clock"] = (int(middleware.local_now().timestamp()),) * 2  # a page that is asked now is asked in time
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()


def close(answer: Any) -> None:
    """As the client closes answers: without letting go of the connection on which the test's transaction runs."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)
