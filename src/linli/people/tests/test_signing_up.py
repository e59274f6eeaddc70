"""A resident opens an account: living here is enough."""

import pytest
from django.test import Client

from linli.base.actors import ANYONE
from linli.base.errors import Invalid
from linli.people.actions import sign_up
from linli.people.models import Account, Consent, Person

from .conftest import PASSWORD


@pytest.fixture
def typed(cast) -> dict[str, str]:
    return {
        "name": "新居民",
        "username": "xinjumin",
        "password": PASSWORD,
        "community": str(cast.here.pk),
        "agree": "on",
    }


def test_signing_up_opens_account_and_session_and_records_the_consent(cast, typed) -> None:
    client = Client()
    assert client.post("/sign-up/", typed).url == "/welcome/"
    account = Account.objects.get(username="xinjumin")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert account.person.community == cast.here
    assert [c.purpose for c in Consent.objects.filter(person=account.person)] == ["account"]


def test_neither_telephone_nor_e_mail_is_needed_but_both_open_the_account(typed) -> None:
    Client().post("/sign-up/", typed | {"telephone": "138 0013 8000", "email": "Xin@example.org"})
    account = Account.objects.get(username="xinjumin")
    assert (account.telephone, account.email) == ("13800138000", "xin@example.org")


def test_without_agreeing_nothing_is_stored_and_what_was_typed_stays(cast, typed) -> None:
    del typed["agree"]
    page = Client().post("/sign-up/", typed).content.decode()
    assert "新居民" in page
    assert not Person.objects.filter(name="新居民").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("telephone", "12"), ("email", "nobody"), ("password", "1234567890"), ("username", "   "), ("community", "0")],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_stored(typed, field: str, value: str) -> None:
    page = Client().post("/sign-up/", typed | {field: value})
    assert page.context["form"].errors.keys() == {field}
    assert not Person.objects.filter(name="新居民").exists()


def test_a_taken_user_name_leaves_no_half_person(cast, accounts, now) -> None:
    before = Person.objects.count()
    with pytest.raises(Invalid):
        sign_up(ANYONE, name="另一位", username="resident", password=PASSWORD, community=cast.here, now=now)
    assert Person.objects.count() == before


def test_the_community_in_focus_is_offered_first(cast, typed) -> None:
    page = Client().get("/sign-up/?c=yi")
    assert page.context["form"].initial["community"] == cast.there.pk


def test_the_old_address_of_the_sign_up_leads_to_ours(db) -> None:
    assert Client().get("/accounts/signup/").url == "/sign-up/"


def test_whoever_is_signed_in_needs_no_other_account(sign_in) -> None:
    assert sign_in("resident").get("/sign-up/").url == "/me/"
