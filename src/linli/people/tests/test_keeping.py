"""Keeping the people of a community: lists, details for a purpose, roles for a period, accounts."""

from datetime import timedelta

import pytest
from django.test import Client

from linli.base.actors import HOUSE, RoleKind
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.people.actions import add_person, end_role, give_role
from linli.people.hanging import cannot_act
from linli.people.models import Account, Look, Person, Role
from linli.people.queries import (
    kinds_to_give,
    person_to_keep,
    persons,
    places_to_give,
    roles_of,
)

from .conftest import SignIn

OPEN_TO = ["chair", "worker", "administrator"]
SHUT_TO = ["resident", "volunteer", "mediator", "street_officer", "department_officer", "auditor", "unit_contact"]


@pytest.mark.parametrize("part", OPEN_TO)
def test_the_people_of_a_community_are_a_page_for_those_who_keep_them(sign_in: SignIn, part: str) -> None:
    assert sign_in(part).get("/settings/people/").status_code == 200
    assert sign_in(part).get("/settings/people/add/").status_code == 200


@pytest.mark.parametrize("part", SHUT_TO)
def test_to_everybody_else_it_is_shut(sign_in: SignIn, part: str, cast) -> None:
    assert sign_in(part).get("/settings/people/").status_code == 403
    assert sign_in(part).get("/settings/people/add/").status_code == 403
    assert sign_in(part).get(f"/settings/people/{cast.keys['neighbour']}/").status_code == 404


def test_one_s_own_people_open_and_another_community_s_are_not_there(sign_in: SignIn, cast) -> None:
    client = sign_in("chair")
    assert client.get(f"/settings/people/{cast.keys['resident']}/").status_code == 200
    assert client.get(f"/settings/people/{cast.keys['stranger']}/").status_code == 404
    assert client.get("/settings/people/999999/").status_code == 404


def names(found) -> list[str]:
    return [row.name for row in found.rows]


@pytest.mark.parametrize("words", ["王小明", "小明", "wangxiaoming", "wang xiao", "wxm", "WXM", "xiaom"])
def test_somebody_is_found_by_name_and_by_sound(cast, now, words: str) -> None:
    add_person(cast.worker, name="王小明", community=cast.here, now=now)
    found = persons(cast.chair, community=cast.here, words=words, after="", on=now.date())
    assert names(found) == ["王小明"]


def test_a_list_is_sorted_by_sound_and_goes_on_page_by_page(cast, now) -> None:
    for number in range(60):
        add_person(HOUSE, name=f"虚构{number:02}", community=cast.here, now=now)
    first = persons(cast.chair, community=cast.here, words="虚构", after="", on=now.date())
    rest = persons(cast.chair, community=cast.here, words="虚构", after=first.after, on=now.date())
    assert names(first) + names(rest) == [f"虚构{number:02}" for number in range(60)]
    assert rest.after == ""


def test_the_list_costs_the_same_with_ten_times_the_people(
    cast, now, sign_in: SignIn, django_assert_max_num_queries
) -> None:
    client = sign_in("chair")
    for number in range(40):
        add_person(HOUSE, name=f"虚构{number:02}", community=cast.here, now=now)
    client.post("/settings/people/", {"task": "给角色"})
    client.get("/settings/people/")
    with django_assert_max_num_queries(14):  # two of them are the savepoint of writing down who was seen
        client.get("/settings/people/")


def test_details_stay_shut_until_a_purpose_is_given_and_the_person_sees_it(cast, sign_in: SignIn) -> None:
    Person.objects.filter(pk=cast.keys["resident"]).update(telephone="13800138000")
    client, path = sign_in("worker"), f"/settings/people/{cast.keys['resident']}/"
    assert "13800138000" not in client.get(path).content.decode()
    client.post(path + "details/", {"purpose": ""})
    assert "13800138000" not in client.get(path).content.decode()
    assert client.get(path + "correct/").status_code == 302
    client.post(path + "details/", {"purpose": "确认上门时间"})
    assert "13800138000" in client.get(path).content.decode()
    look = Look.objects.exclude(fields="name").get()
    assert (look.subject_id, look.by_id, look.purpose) == (cast.keys["resident"], cast.keys["worker"], "确认上门时间")


def test_details_opened_by_one_are_not_open_for_another(cast, sign_in: SignIn) -> None:
    path = f"/settings/people/{cast.keys['resident']}/"
    sign_in("worker").post(path + "details/", {"purpose": "确认上门时间"})
    chair = sign_in("chair")
    chair.post(path, {"task": "给角色"})
    assert chair.get(path).context["details"] is None


def test_the_desk_corrects_what_the_person_says(cast, sign_in: SignIn) -> None:
    client, path = sign_in("worker"), f"/settings/people/{cast.keys['resident']}/"
    client.post(path + "details/", {"purpose": "本人来电更正"})
    typed = {
        "name": "居民甲",
        "telephone": "02083123456",
        "email": "",
        "language": "zh-hans",
        "building": str(cast.building.pk),
        "door": "801",
    }
    assert client.post(path + "correct/", typed).status_code == 302
    person = Person.objects.get(pk=cast.keys["resident"])
    assert (person.telephone, person.door) == ("020-83123456", cast.door)
    unknown = client.post(path + "correct/", typed | {"door": "9999"})
    assert unknown.context["form"].errors.keys() == {"door"}


def test_a_worker_does_not_move_the_sign_in_of_an_account_that_reaches_further(cast, accounts, sign_in: SignIn) -> None:
    client, path = sign_in("worker"), f"/settings/people/{cast.keys['chair']}/"
    client.post(path + "details/", {"purpose": "本人来电更正"})
    client.post(path + "correct/", {"name": "主任戊", "telephone": "", "email": "mine@example.org", "language": "en"})
    assert Person.objects.get(pk=cast.keys["chair"]).email == "mine@example.org"
    assert Account.objects.get(username="chair").email == ""


def test_somebody_is_written_down_in_the_own_community(cast, sign_in: SignIn) -> None:
    made = sign_in("worker").post("/settings/people/add/?c=yi", {"name": "新来的", "language": "zh-hans"})
    person = Person.objects.get(name="新来的")
    assert made.url == f"/settings/people/{person.pk}/"
    assert person.community == cast.here


def test_an_administrator_keeps_those_of_offices_too(cast, sign_in: SignIn) -> None:
    client = sign_in("administrator")
    client.post("/settings/people/", {"task": "给角色"})
    assert "街道干部" in client.get("/settings/people/?of=offices").content.decode()
    assert "街道干部" not in sign_in("chair").get("/settings/people/?of=offices").content.decode()
    client.post("/settings/people/add/?of=offices", {"name": "新干部", "language": "zh-hans"})
    assert Person.objects.get(name="新干部").community is None


def test_an_account_is_opened_with_a_password_that_is_shown_once_and_opens(cast, now, sign_in: SignIn) -> None:
    person = add_person(cast.worker, name="新来的", community=cast.here, now=now)
    client, path = sign_in("worker"), f"/settings/people/{person.pk}/"
    shown = client.post(path + "account/", {"do": "open", "username": "xinlaide"})
    password = shown.context["password"]
    assert "no-store" in shown["Cache-Control"]
    assert password not in client.get(path).content.decode()
    entered = Client().post("/accounts/login/", {"login": "xinlaide", "password": password})
    assert entered.url == "/accounts/password/change/"


def test_a_lost_device_is_removed_by_who_keeps_the_account(cast, invented: Account, sign_in: SignIn) -> None:
    path = f"/settings/people/{cast.keys['chair']}/account/"
    assert sign_in("worker").post(path, {"do": "device"}).status_code == 404
    assert invented.authenticator_set.exists()
    assert sign_in("administrator").post(path, {"do": "device"}).status_code == 302
    assert not invented.authenticator_set.exists()


@pytest.mark.parametrize("do", ["password", "suspend", "resume", "device", "nonsense"])
def test_an_account_of_another_community_is_not_there(cast, sign_in: SignIn, do: str) -> None:
    path = f"/settings/people/{cast.keys['stranger']}/account/"
    assert sign_in("chair").post(path, {"do": do, "reason": "x"}).status_code == 404


def test_a_chair_gives_the_committee_s_roles_in_the_own_community(cast, sign_in: SignIn) -> None:
    path = f"/settings/people/{cast.keys['resident']}/roles/"
    typed = {
        "kind": "mediator",
        "place": f"division:{cast.here.pk}",
        "from_date": "2026-12-01",
        "last_day": "2026-12-31",
    }
    assert sign_in("chair").post(path, typed).status_code == 302
    role = Role.objects.get(person=cast.keys["resident"])
    assert (str(role.from_date), str(role.to_date)) == ("2026-12-01", "2027-01-01")


def test_what_a_chair_may_not_give_is_not_offered_and_not_taken(cast, sign_in: SignIn, now) -> None:
    assert "administrator" not in dict(kinds_to_give(cast.chair))
    assert [place.thing for place in places_to_give(cast.chair, cast.there)] == []
    path = f"/settings/people/{cast.keys['resident']}/roles/"
    sign_in("chair").post(path, {"kind": "administrator", "place": f"division:{cast.here.pk}"})
    assert not Role.objects.filter(person=cast.keys["resident"]).exists()
    with pytest.raises(NotYours):
        give_role(
            cast.chair,
            Person.objects.get(pk=cast.keys["resident"]),
            kind="administrator",
            division=cast.here.division,
            now=now,
        )


def test_an_administrator_gives_roles_for_offices_above(cast) -> None:
    offered = {place.thing for place in places_to_give(cast.administrator, cast.here)}
    assert {cast.here.division, cast.street, cast.county, cast.office, cast.works, cast.manager} <= offered
    assert {place.thing for place in places_to_give(cast.chair, cast.here)} == {cast.here.division, cast.manager}


@pytest.mark.parametrize("part", ["chair", "administrator", "worker", "resident"])
def test_every_place_that_is_offered_is_one_where_a_role_may_be_given(cast, now, part: str) -> None:
    actor = getattr(cast, part)
    for number, place in enumerate(places_to_give(actor, cast.here)):
        person = add_person(HOUSE, name=f"虚构{number}", community=cast.here, now=now)
        where = {"division": None, "organisation": None, place.value.partition(":")[0]: place.thing}
        fits = [kind for kind, _name in kinds_to_give(actor) if not cannot_act(kind, **where)]
        assert give_role(actor, person, kind=fits[0], now=now, **where).pk


def test_a_role_is_held_once_for_a_period_and_overlaps_are_refused(cast, now) -> None:
    person = Person.objects.get(pk=cast.keys["resident"])
    given = {"kind": "volunteer", "division": cast.here.division, "now": now}
    day = now.date()
    first = give_role(cast.chair, person, **given, from_date=day, to_date=day + timedelta(30))
    same = give_role(cast.chair, person, **given, from_date=day + timedelta(3), to_date=day + timedelta(20))
    assert same == first
    with pytest.raises(Refused):
        give_role(cast.chair, person, **given, from_date=day + timedelta(20))
    later = give_role(cast.chair, person, **given, from_date=day + timedelta(30))
    assert later != first


def test_roles_without_sense_are_said_at_their_field(cast, now) -> None:
    person = Person.objects.get(pk=cast.keys["resident"])
    with pytest.raises(Invalid) as no_unit:
        give_role(cast.administrator, person, kind="unit_contact", division=cast.here.division, now=now)
    with pytest.raises(Invalid) as backwards:
        give_role(cast.chair, person, kind="volunteer", division=cast.here.division, now=now, to_date=now.date())
    assert (no_unit.value.field, backwards.value.field) == ("place", "last_day")


def test_a_role_ends_today_and_one_that_has_not_begun_goes(cast, sign_in: SignIn, now) -> None:
    chair, volunteer = sign_in("chair"), Person.objects.get(pk=cast.keys["volunteer"])
    Role.objects.filter(person=volunteer).update(from_date=now.date() - timedelta(100))
    held = Role.objects.get(person=volunteer)
    later = give_role(
        cast.chair,
        volunteer,
        kind="mediator",
        division=cast.here.division,
        from_date=now.date() + timedelta(900),
        now=now,
    )
    for role in (held, later):
        chair.post(f"/settings/people/{volunteer.pk}/roles/{role.pk}/end/")
    held.refresh_from_db()
    assert held.to_date is not None
    assert not Role.objects.filter(pk=later.pk).exists()


def test_the_last_administrator_stays(cast, now) -> None:
    with pytest.raises(Refused):
        end_role(cast.administrator, Role.objects.get(kind=RoleKind.ADMINISTRATOR), now=now)


def test_the_past_is_not_ended_anew(cast, now) -> None:
    role = Role.objects.get(person=cast.keys["volunteer"])
    Role.objects.filter(pk=role.pk).update(from_date=now.date() - timedelta(9), to_date=now.date() - timedelta(3))
    assert end_role(cast.chair, role, now=now).to_date == now.date() - timedelta(3)


def test_who_erased_their_data_is_on_no_list(cast, now) -> None:
    Person.objects.filter(pk=cast.keys["resident"]).update(erased_at=now)
    with pytest.raises(Missing):
        person_to_keep(cast.chair, cast.keys["resident"])


def test_the_roles_shown_say_which_of_them_the_reader_may_end(cast, now) -> None:
    volunteer = Person.objects.get(pk=cast.keys["volunteer"])
    assert [line.may_end for line in roles_of(cast.chair, volunteer, on=now.date())] == [True]
    assert [line.may_end for line in roles_of(cast.worker, volunteer, on=now.date())] == [False]


def test_a_resident_is_erased_at_the_desk_once_it_is_marked_that_they_asked(cast, sign_in: SignIn, now) -> None:
    person = add_person(cast.worker, name="要走的", community=cast.here, now=now)
    client, path = sign_in("worker"), f"/settings/people/{person.pk}/erase/"
    client.post(path)
    person.refresh_from_db()
    assert person.erased_at is None
    client.post(path, {"understood": "on"})
    person.refresh_from_db()
    assert person.erased_at
