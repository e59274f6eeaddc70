"""A role that could never act is not accepted, and the refusal says what to choose."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from linli.base.actors import HOUSE
from linli.base.errors import Invalid
from linli.people.actions import add_person, give_role
from linli.people.hanging import HANGS_ON, roles_that_cannot_act
from linli.people.models import Role
from linli.people.queries import actor_of


@pytest.fixture
def person(cast, now):
    return add_person(HOUSE, name="干部", community=None, now=now)


def test_a_street_officer_over_a_street_is_refused_with_what_to_choose(cast, person, now):
    with pytest.raises(Invalid, match="街道办事处"):
        give_role(HOUSE, person, kind="street_officer", division=cast.street, now=now)
    assert not Role.objects.filter(person=person).exists()


def test_the_command_refuses_it_too_and_leaves_nobody_behind(cast):
    with pytest.raises((CommandError, Invalid, SystemExit)):
        call_command("create-account", "officer", name="干部", role="street_officer", over="440105010000")
    assert not Role.objects.filter(person__name="干部").exists()


def test_the_command_gives_it_for_the_street_office(cast, now):
    call_command(
        "create-account", "officer", name="干部", role="street_officer", over="440105010000", office="南石头街道办事处"
    )
    role = Role.objects.get(person__name="干部")
    assert role.organisation == cast.office
    assert actor_of(role.person_id, now=timezone.now()).divisions({"street_officer"}) == {cast.street.pk}


@pytest.mark.parametrize(
    "kind", ["volunteer", "building_lead", "representative", "community_worker", "committee_chair"]
)
def test_what_belongs_to_a_community_is_not_held_over_a_street(cast, person, now, kind):
    with pytest.raises(Invalid, match="社区"):
        give_role(HOUSE, person, kind=kind, division=cast.street, now=now)


WRONG = [
    ("street_officer", "works"),
    ("department_officer", "manager"),
    ("unit_contact", "office"),
    ("volunteer", "works"),
]


@pytest.mark.parametrize(("kind", "organisation"), WRONG)
def test_no_role_is_held_for_the_wrong_kind_of_organisation(cast, person, now, kind, organisation):
    with pytest.raises(Invalid):
        give_role(HOUSE, person, kind=kind, organisation=getattr(cast, organisation), now=now)


def test_a_coordinator_is_not_held_over_a_community(cast, person, now):
    with pytest.raises(Invalid, match="请选区或市"):
        give_role(HOUSE, person, kind="district_coordinator", division=cast.here.division, now=now)


def test_every_role_says_on_what_it_hangs_and_the_cast_holds_none_that_cannot_act(cast, now):
    assert all(one.levels or one.kinds for one in HANGS_ON.values())
    assert list(roles_that_cannot_act(on=now.date())) == []


def test_one_that_was_given_before_is_found(cast, person, now):
    Role.objects.create(person=person, kind="street_officer", division=cast.street, from_date=now.date())
    assert [place for _role, place in roles_that_cannot_act(on=now.date())] == [str(cast.street)]
