"""The administrator's verbs for people."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from linli.base.actors import RoleKind
from linli.base.errors import Invalid, Missing
from linli.people.models import Account, Role
from linli.people.queries import programme_behind


def said(*words: str, **options: object) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_the_first_account_becomes_the_administrator_of_everything(cast) -> None:
    Role.objects.filter(kind=RoleKind.ADMINISTRATOR).delete()
    words = said("create-account", "first", name="首位管理员")
    account = Account.objects.get(username="first")
    assert account.check_password(words.split()[-1].rpartition("：")[2])
    role = Role.objects.get(person=account.person)
    assert (role.kind, role.division.code) == ("administrator", "440000000000")


def test_later_accounts_get_the_role_that_is_named(cast) -> None:
    said("create-account", "later", name="后来的", community="jia")
    said("create-account", "officer", name="干部", role="auditor", over="440105010000")
    assert not Role.objects.filter(person__account__username="later").exists()
    assert Role.objects.get(person__account__username="officer").division == cast.street


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"name": ""}, Invalid),
        ({"name": "甲", "community": "nowhere"}, Missing),
        ({"name": "甲", "role": "auditor", "over": "1"}, Missing),
        ({"name": "甲", "role": "king"}, CommandError),
    ],
)
def test_what_is_missing_or_unknown_is_refused_and_nothing_is_stored(cast, words, why) -> None:
    with pytest.raises(why):
        call_command("create-account", "somebody", *(f"--{key}={value}" for key, value in words.items()))
    assert not Account.objects.exists()


def test_a_new_password_opens_and_removes_the_lost_device_if_asked(invented) -> None:
    words = said("new-password", "chair", device=True)
    invented.refresh_from_db()
    assert invented.check_password(words.split()[-1].rpartition("：")[2])
    assert invented.must_choose_password
    assert not invented.authenticator_set.exists()
    with pytest.raises(Missing):
        said("new-password", "nobody")


def test_a_programme_gets_a_key_that_is_known_by_its_hash_alone(cast) -> None:
    words = said("add-programme", "街道热线", division="440105010000")
    key = words.split()[-1].rpartition("：")[2]
    programme = programme_behind(key)
    assert programme.division == cast.street
    assert key not in programme.key_hash
    assert programme_behind("guess") is None
