"""Two at the same moment."""

from tests.races import at_once, needs_postgresql

from linli.base.actors import ANYONE
from linli.people.actions import give_role, sign_up
from linli.people.models import Account, Person, Role

from .conftest import PASSWORD

pytestmark = needs_postgresql


def test_one_of_two_who_choose_the_same_user_name_gets_it_and_the_other_is_told(real_cast, now) -> None:
    before = Person.objects.count()
    told = at_once(
        4,
        lambda place: sign_up(
            ANYONE, name=f"居民{place}", username="same", password=PASSWORD, community=real_cast.here, now=now
        ),
    )
    assert told == ["Invalid"] * 3 + ["done"]
    assert Account.objects.filter(username="same").count() == 1
    assert Person.objects.count() == before + 1


def test_a_role_given_by_several_at_once_is_held_once(real_cast, now) -> None:
    person = Person.objects.get(pk=real_cast.keys["resident"])
    division = real_cast.here.division
    told = at_once(4, lambda _place: give_role(real_cast.chair, person, kind="volunteer", division=division, now=now))
    assert told == ["done"] * 4
    assert Role.objects.filter(person=person).count() == 1
