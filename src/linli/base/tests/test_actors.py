"""Who acts: roles held, links in hand, and the role that is written into the record."""

import pytest

from linli.base.actors import ANYONE, HOUSE, SEES_OTHERS, Actor, Held, RoleKind

pytestmark = pytest.mark.once

CHAIR = Actor("person", 7, roles=(Held(RoleKind.RESIDENT, 1), Held(RoleKind.COMMITTEE_CHAIR, 1)))
OFFICER = Actor("person", 8, roles=(Held(RoleKind.STREET_OFFICER, 3, 5), Held(RoleKind.DEPARTMENT_OFFICER, None, 6)))


def test_a_role_is_held_over_a_place_or_for_an_organisation():
    assert CHAIR.holds("volunteer", "committee_chair")
    assert not CHAIR.holds("volunteer")
    assert CHAIR.divisions({"committee_chair"}) == {1}
    assert OFFICER.divisions({"street_officer", "department_officer"}) == {3}
    assert OFFICER.organisations({"street_officer", "department_officer"}) == {5, 6}
    assert OFFICER.organisations({"mediator"}) == frozenset()


def test_a_sleeping_role_is_not_held():
    asleep = Actor("person", 7, sleeping=CHAIR.roles)
    assert not asleep.holds("committee_chair")
    assert not asleep.divisions({"committee_chair"})


def test_a_link_opens_its_own_purpose_alone():
    bearer = ANYONE.bearing("casework.reporter", 17)
    assert (bearer.kind, bearer.opens("casework.reporter")) == ("link", 17)
    assert bearer.opens("casework.whistle") is None
    assert ANYONE.opens("casework.reporter") is None


def test_a_person_with_a_link_stays_that_person():
    bearer = CHAIR.bearing("casework.reporter", 17)
    assert (bearer.kind, bearer.person_id, bearer.roles) == ("person", 7, CHAIR.roles)
    assert bearer.opens("casework.reporter") == 17


@pytest.mark.parametrize(
    ("actor", "role"),
    [
        (CHAIR, "committee_chair"),
        (OFFICER, "department_officer"),
        (ANYONE, "resident"),
        (Actor("person", 9), "resident"),
        (ANYONE.bearing("casework.reporter", 17), "link"),
        (HOUSE, "house"),
        (Actor("client"), "client"),
    ],
)
def test_the_record_names_the_most_responsible_role(actor, role):
    assert actor.acts_as == role


def test_neighbours_do_not_see_other_peoples_data_and_staff_need_a_second_factor():
    assert set(RoleKind) - SEES_OTHERS == {"resident", "volunteer", "building_lead", "representative"}


def test_only_the_house_is_the_house():
    assert HOUSE.is_house
    assert not Actor("person", 1, name="house").is_house
