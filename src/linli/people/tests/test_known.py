"""Known is whom somebody else has confirmed, never what an account says of itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, NotYours, Refused
from linli.notices.models import Notice
from linli.people.actions import (
    add_person,
    ask_to_be_known,
    confirm_known,
    decline_known,
    end_known,
    end_role,
    erase_me,
    give_role,
)
from linli.people.exports import part_of
from linli.people.known import is_known, known_people, of_known
from linli.people.models import Known, KnownWish, Look, Person, Role
from linli.people.permissions import confirm_neighbour
from linli.people.queries import actor_of, standing_of
from linli.places.actions.tree import add_building, add_doors
from linli.places.models import Door


@pytest.fixture
def newcomer(cast) -> Person:
    return Person.objects.get(pk=cast.newcomer.person_id)


@pytest.fixture
def lead(cast, now):
    """The lead of building 3, who lives behind door 801."""
    person = add_person(HOUSE, name="楼长壬", community=cast.here, door=cast.door, now=now)
    give_role(HOUSE, person, kind="building_lead", division=cast.here.division, now=now)
    return actor_of(person.pk, now=now)


def test_an_account_that_says_it_lives_here_is_not_known(cast, newcomer):
    assert newcomer.community == cast.here
    assert not is_known(newcomer.pk, cast.here.pk)


def test_whoever_was_seen_at_the_desk_is_known_and_reads_who_looked_at_what(cast, newcomer, now):
    row = confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    assert (row.how, row.said_by_id, row.since_at) == ("desk", cast.worker.person_id, now)
    assert is_known(newcomer.pk, cast.here.pk)
    assert "租房合同" in Look.objects.get(subject=newcomer).purpose
    assert Notice.objects.filter(person=newcomer, kind="people.known.confirmed").count() == 1


def test_known_in_one_community_is_not_known_in_another(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    assert not is_known(newcomer.pk, cast.there.pk)


def test_confirmed_twice_stays_one_row(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    confirm_known(cast.chair, newcomer, seen="身份证", now=now + timedelta(days=1))
    assert Known.objects.get(person=newcomer).said_by_id == cast.worker.person_id


def test_the_desk_says_what_it_looked_at(cast, newcomer, now):
    with pytest.raises(Invalid):
        confirm_known(cast.worker, newcomer, seen="  ", now=now)
    assert not is_known(newcomer.pk, cast.here.pk)


@pytest.mark.parametrize("who", ["resident", "volunteer", "other_worker", "mediator", "newcomer", "anyone", "auditor"])
def test_nobody_else_confirms(cast, newcomer, now, who):
    with pytest.raises(NotYours):
        confirm_known(getattr(cast, who), newcomer, seen="身份证", now=now)


def test_nobody_confirms_themselves(cast, now):
    chair = Person.objects.get(pk=cast.chair.person_id)
    with pytest.raises(NotYours):
        confirm_known(cast.chair, chair, seen="身份证", now=now)


def test_the_database_refuses_who_confirms_themselves(cast, newcomer, now):
    own = {"person": newcomer, "community": cast.here, "how": "desk", "said_by": newcomer, "said_as": "resident"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Known.objects.create(**own, since_at=now)


def test_a_role_that_the_committee_gave_makes_known_and_one_given_to_oneself_does_not(cast, newcomer, now):
    give_role(cast.chair, newcomer, kind="volunteer", division=cast.here.division, now=now)
    assert is_known(newcomer.pk, cast.here.pk)
    chair = Person.objects.get(pk=cast.chair.person_id)
    Known.objects.filter(person=chair).update(until_at=now)
    give_role(cast.chair, chair, kind="volunteer", division=cast.here.division, now=now)
    assert not is_known(chair.pk, cast.here.pk)


def test_who_serves_from_elsewhere_is_known_as_long_as_the_role_lasts(cast, now):
    stranger = Person.objects.get(pk=cast.stranger.person_id)
    role = give_role(cast.chair, stranger, kind="volunteer", division=cast.here.division, now=now)
    assert is_known(stranger.pk, cast.here.pk)
    end_role(cast.chair, role, now=now)
    assert not is_known(stranger.pk, cast.here.pk)
    assert is_known(stranger.pk, cast.there.pk)


def test_whoever_lives_in_another_community_now_is_no_longer_known_in_the_first(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    Person.objects.filter(pk=newcomer.pk).update(community=cast.there)
    assert not is_known(newcomer.pk, cast.here.pk)
    assert not is_known(newcomer.pk, cast.there.pk)


def test_who_moved_away_is_known_no_more_and_may_become_it_again(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    assert end_known(cast.worker, newcomer, now=now) == 1
    assert not is_known(newcomer.pk, cast.here.pk)
    confirm_known(cast.worker, newcomer, seen="身份证", now=now)
    assert Known.objects.filter(person=newcomer).count() == 2


def test_who_erased_themselves_is_known_nowhere(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    erase_me(cast.newcomer, now=now)
    assert not is_known(newcomer.pk, cast.here.pk)


def test_row_list_and_people_say_the_same(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    end_known(cast.chair, Person.objects.get(pk=cast.neighbour.person_id), now=now)
    everybody = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    by_row = {key for key in everybody if is_known(key, cast.here.pk)}
    assert by_row == {row["person"] for row in known_people(cast.here.pk)}
    assert (
        set(Role.objects.filter(of_known(community="division"), division=cast.here.pk).values_list("person", flat=True))
        < by_row
    )


def test_the_lead_of_the_building_hears_who_asks_and_confirms_them(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    assert set(Notice.objects.filter(kind="people.known.asked").values_list("person", flat=True)) == {lead.person_id}
    assert confirm_known(lead, newcomer, how="lead", now=now).how == "lead"
    assert is_known(newcomer.pk, cast.here.pk)
    assert not KnownWish.objects.exists()


def test_a_lead_confirms_nobody_who_did_not_ask(cast, newcomer, lead, now):
    with pytest.raises(NotYours):
        confirm_known(lead, newcomer, how="lead", now=now)


def test_a_lead_confirms_nobody_behind_the_own_door_or_in_another_building(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="801", now=now)
    assert not confirm_neighbour.allows(lead, newcomer)
    other = add_building(HOUSE, cast.here, name="4栋", road="广重一街", floors=8, has_lift=False, now=now)
    add_doors(HOUSE, other, doors=[("801", 8)], now=now)
    ask_to_be_known(cast.newcomer, building=other, door="801", now=now)
    assert not confirm_neighbour.allows(lead, newcomer)


def test_a_lead_cannot_say_that_they_saw_somebody_at_the_desk(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    assert confirm_known(lead, newcomer, how="desk", seen="身份证", now=now).how == "lead"


def test_a_lead_who_is_not_known_confirms_nobody(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    Known.objects.filter(person=lead.person_id).update(until_at=now)
    assert not confirm_neighbour.allows(lead, newcomer)


def test_whom_a_lead_does_not_know_comes_to_the_desk_which_is_told(cast, newcomer, lead, now):
    wish = ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    decline_known(lead, wish, now=now)
    assert not confirm_neighbour.allows(lead, newcomer)
    told = set(Notice.objects.filter(kind="people.known.asked").values_list("person", flat=True))
    assert {cast.worker.person_id, cast.chair.person_id} <= told
    decline_known(cast.worker, KnownWish.objects.get(), now=now)
    assert Notice.objects.filter(person=newcomer, kind="people.known.come").exists()
    assert not standing_of(cast.newcomer, cast.here.pk).has_asked


def test_without_a_lead_the_committee_hears_who_asks(cast, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    told = set(Notice.objects.filter(kind="people.known.asked").values_list("person", flat=True))
    assert {cast.worker.person_id, cast.chair.person_id} <= told


def test_who_is_known_already_is_not_asked_for(cast, now):
    with pytest.raises(Refused):
        ask_to_be_known(cast.resident, building=cast.building, door="802", now=now)


def test_list_and_row_of_who_may_be_confirmed_agree(cast, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    for reader in (lead, cast.worker, cast.chair, cast.other_worker, cast.resident, cast.administrator, cast.anyone):
        rows = {p.pk for p in Person.objects.select_related("community") if confirm_neighbour.allows(reader, p)}
        assert rows == set(Person.objects.filter(confirm_neighbour.within(reader)).values_list("pk", flat=True))


def test_ones_own_copy_says_who_confirmed_one(cast, newcomer, now):
    confirm_known(cast.worker, newcomer, seen="租房合同", now=now)
    [row] = part_of(newcomer.pk)[0]["known_here"]
    assert (row["said_by"], row["since"], row["until"]) == ("社工丁", now, None)


def test_the_pages_of_becoming_known(cast, newcomer, lead, visit, now):
    page = visit("newcomer").get("/me/known/").content.decode()
    assert "ask your building lead" in page or "lead of your building" in page
    visit("newcomer").post("/me/known/", {"building": cast.building.pk, "door": "802"})
    wish = KnownWish.objects.get()
    assert "新来的辛" in visit("worker").get("/settings/people/known/").content.decode()
    assert visit("resident").get("/neighbours/").status_code == 403
    visit("worker").post(f"/settings/people/{newcomer.pk}/known/", {"do": "seen", "seen": "租房合同"})
    assert is_known(newcomer.pk, cast.here.pk)
    assert not KnownWish.objects.filter(pk=wish.pk).exists()
    assert "社工丁" in visit("newcomer").get("/me/known/").content.decode()


def test_a_door_of_the_address_tree_is_the_same_door_however_it_is_spelt(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door=" 801 ", now=now)
    assert not confirm_neighbour.allows(lead, newcomer)
    assert Door.objects.filter(label="801").exists()


def asked(key: int) -> int:
    return Notice.objects.filter(kind="people.known.asked", person=key).count()


def test_a_wish_goes_to_the_desk_when_the_only_lead_of_the_building_is_gone(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    assert asked(cast.worker.person_id) == 0
    erase_me(lead, now=now)
    assert (KnownWish.objects.get().building, asked(cast.worker.person_id)) == (None, 1)


def test_a_wish_goes_to_the_desk_once_when_the_lead_is_none_any_more(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    Role.objects.filter(person=lead.person_id).update(from_date=now.date() - timedelta(days=1))
    role = Role.objects.get(person=lead.person_id)
    end_role(cast.chair, role, now=now)
    end_role(cast.chair, role, now=now)
    assert (KnownWish.objects.get().building, asked(cast.worker.person_id)) == (None, 1)


def test_a_lead_for_one_day_leaves_no_wish_either(cast, newcomer, lead, now):
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    end_role(cast.chair, Role.objects.get(person=lead.person_id), now=now)
    assert (KnownWish.objects.get().building, asked(cast.worker.person_id)) == (None, 1)


def test_a_wish_stays_with_the_other_lead_of_the_building(cast, newcomer, lead, now):
    other = add_person(HOUSE, name="楼长癸", community=cast.here, door=cast.door, now=now)
    give_role(HOUSE, other, kind="building_lead", division=cast.here.division, now=now)
    ask_to_be_known(cast.newcomer, building=cast.building, door="802", now=now)
    erase_me(lead, now=now)
    assert (KnownWish.objects.get().building, asked(cast.worker.person_id)) == (cast.building, 0)
