"""After erasing, no table of the house knows who it was. Every room's table, with rows in each: tests/test_erasing.py."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from linli.casework.actions.receiving import Contact, report_case
from linli.casework.models import Case
from linli.people.actions import note_look, sign_up
from linli.people.models import Account
from linli.people.queries import actor_of

from .conftest import PASSWORD

TRACES = ("欧阳无名", "ouyangwuming", "13911112222", "wuming@example.org", "203.0.113.77")


def tables_that_know(words: tuple[str, ...]) -> set[str]:
    """Every table is read whole: what a person could be known by must be in none."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608  the name is Django's own
            content = repr(cursor.fetchall())
        if any(word in content for word in words):
            found.add(model._meta.db_table)
    return found


@pytest.fixture
def somebody(cast, now) -> Account:
    """Somebody who signed up, reported something, was looked at and is signed in."""
    name, username, telephone, email, _address = TRACES
    account = sign_up(
        cast.anyone,
        name=name,
        username=username,
        password=PASSWORD,
        community=cast.here,
        telephone=telephone,
        email=email,
        now=now,
    )
    key = account.person_id
    contact = Contact(key, name, telephone, email, "zh-hans")
    report_case(
        actor_of(key, now=now), community=cast.here, category=cast.light, text="路灯不亮", contact=contact, now=now
    )
    note_look(cast.worker, key, purpose="约上门时间", matter="", fields="name, telephone", now=now)
    return account


def test_no_table_knows_who_erased_themselves_and_the_request_is_still_there(somebody: Account) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77")
    client.post("/accounts/login/", {"login": "ouyangwuming", "password": PASSWORD})
    assert {"people_person", "people_account", "casework_reporter", "usersessions_usersession"} <= tables_that_know(
        TRACES
    )
    client.post("/me/data/erase/", {"understood": "on", "password": PASSWORD})
    *names, address = TRACES
    assert tables_that_know(names) == set()
    assert tables_that_know([address]) == {"people_accessrecord"}, "which the law wants kept for six months"
    assert Case.objects.get().text == "路灯不亮"
