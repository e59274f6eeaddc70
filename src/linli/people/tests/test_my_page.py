"""What is kept about me, who looked at it, what I agreed to, and how I take it away."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from linli.base.errors import Invalid, NotYours, Refused
from linli.facts.models import Fact
from linli.people.actions import correct_details, erase_me, erase_person, give_consent, note_look, withdraw_consent
from linli.people.models import Account, Consent, Look, Person, Role
from linli.people.my_data import zip_of
from linli.people.queries import accounts_named, has_consented, looks_at_me, my_consents
from linli.people.registries import ERASERS, EXPORTS

from .conftest import PASSWORD, SignIn


def test_a_look_is_shown_with_who_when_why_and_what(cast, sign_in: SignIn, now) -> None:
    note_look(
        cast.worker, cast.keys["resident"], purpose="约上门时间", matter="26-17", fields="name, telephone", now=now
    )
    page = sign_in("resident").get("/me/looks/").content.decode()
    assert all(part in page for part in ("社工丁", "community worker", "约上门时间", "26-17", "telephone"))
    assert looks_at_me(cast.neighbour) == []


def test_without_a_purpose_there_is_no_look(cast, now) -> None:
    with pytest.raises(Invalid):
        note_look(cast.worker, cast.keys["resident"], purpose="  ", matter="", fields="name", now=now)
    assert not Look.objects.exists()


def test_consent_is_given_and_taken_back_with_one_press_each(cast, sign_in: SignIn) -> None:
    client, key = sign_in("resident"), cast.keys["resident"]
    client.post("/me/consents/", {"give": "hands"})
    assert has_consented(key, "hands")
    client.post("/me/consents/", {"withdraw": "hands"})
    assert not has_consented(key, "hands")


def test_agreeing_twice_is_one_consent_and_a_new_text_asks_anew(cast, now) -> None:
    give_consent(cast.resident, purpose="hands", now=now)
    give_consent(cast.resident, purpose="hands", now=now)
    assert Consent.objects.count() == 1
    Consent.objects.update(version="2020-01")
    assert next(c for c in my_consents(cast.resident) if c.key == "hands").is_outdated
    give_consent(cast.resident, purpose="hands", now=now)
    assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_what_nobody_asked_cannot_be_agreed_to_and_the_account_s_consent_ends_with_it(cast, now) -> None:
    with pytest.raises(Invalid):
        give_consent(cast.resident, purpose="selling", now=now)
    with pytest.raises(Refused):
        withdraw_consent(cast.resident, purpose="account", now=now)


def test_details_are_corrected_and_the_corrected_telephone_signs_in(cast, sign_in: SignIn) -> None:
    typed = {"name": "居民甲甲", "telephone": "138 0013 8000", "email": "", "language": "en"}
    assert sign_in("resident").post("/me/details/", typed).status_code == 302
    person = Person.objects.get(pk=cast.keys["resident"])
    assert (person.name, person.telephone, person.sound) == ("居民甲甲", "13800138000", "juminjiajia jmjj")
    assert [a.username for a in accounts_named("13800138000")] == ["resident"]


def test_another_s_details_are_not_mine_to_correct(cast, now) -> None:
    neighbour = Person.objects.get(pk=cast.keys["neighbour"])
    with pytest.raises(NotYours):
        correct_details(cast.resident, neighbour, name="x", telephone="", email="", language="en", now=now)


def opened(content: bytes) -> ZipFile:
    return ZipFile(BytesIO(content))


def test_the_zip_holds_each_room_s_part_and_opens_nothing_of_the_account(cast, sign_in: SignIn, now) -> None:
    note_look(cast.worker, cast.keys["resident"], purpose="约上门时间", matter="", fields="name", now=now)
    answer = sign_in("resident").get("/me/data/linli.zip")
    archive = opened(b"".join(answer.streaming_content))
    assert {"README.txt", *(f"{room}.json" for room in EXPORTS)} <= set(archive.namelist())
    mine = json.loads(archive.read("people.json"))
    assert mine["person"]["name"] == "居民甲"
    assert mine["account"]["user_name"] == "resident"
    assert mine["looks_at_me"][0]["purpose"] == "约上门时间"
    assert b"md5$" not in archive.read("people.json")


def test_pictures_are_in_the_zip_beside_the_json_of_their_room(cast, now, tmp_path: Path, monkeypatch) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"picture")
    monkeypatch.setitem(EXPORTS, "pictures", lambda _key: ({"sent": 1}, {"a.jpg": picture}))
    with zip_of(cast.resident, now=now) as file:
        archive = opened(file.read())
    assert archive.read("pictures/a.jpg") == b"picture"


def test_erasing_asks_for_the_password(sign_in: SignIn, cast) -> None:
    client = sign_in("resident")
    client.post("/me/data/erase/", {"understood": "on", "password": "wrong"})
    client.post("/me/data/erase/", {"password": PASSWORD})
    assert Person.objects.get(pk=cast.keys["resident"]).erased_at is None


def test_erasing_takes_the_person_out_and_leaves_the_record(cast, accounts, now) -> None:
    give_consent(cast.volunteer, purpose="hands", now=now)
    facts = Fact.objects.count()
    client = Client()
    client.post("/accounts/login/", {"login": "volunteer", "password": PASSWORD})
    assert accounts.volunteer.usersession_set.exists()
    assert client.post("/me/data/erase/", {"understood": "on", "password": PASSWORD}).url == "/"
    person = Person.objects.get(pk=cast.keys["volunteer"])
    account = Account.objects.get(person=person)
    assert (person.name, person.sound, person.telephone, person.email) == ("", "", "", "")
    assert not account.is_active
    assert "volunteer" not in account.username
    assert not account.usersession_set.exists()
    assert not Role.objects.filter(person=person, to_date__isnull=True).exists()
    assert not has_consented(person.pk, "hands")
    assert Fact.objects.count() > facts
    assert client.get("/me/").status_code == 302


def test_every_room_that_keeps_something_is_asked_to_erase_it(cast, now, monkeypatch) -> None:
    asked: list[int] = []
    monkeypatch.setitem(ERASERS, "test", lambda _by, key, _now: asked.append(key))
    erase_me(cast.resident, now=now)
    assert asked == [cast.keys["resident"]]


def test_whoever_holds_an_office_hands_it_over_first(cast, now) -> None:
    with pytest.raises(Refused):
        erase_me(cast.chair, now=now)


def test_the_desk_erases_for_who_has_no_account_and_only_its_own_people(cast, now) -> None:
    resident = Person.objects.get(pk=cast.keys["resident"])
    with pytest.raises(NotYours):
        erase_person(cast.other_worker, resident, now=now)
    erase_person(cast.worker, resident, now=now)
    resident.refresh_from_db()
    assert resident.erased_at == now


def test_whoever_has_an_account_erases_it_alone(cast, accounts, now) -> None:
    with pytest.raises(Refused):
        erase_person(cast.chair, Person.objects.get(pk=cast.keys["resident"]), now=now)


def test_a_list_of_people_is_shown_for_a_purpose_alone_and_each_of_them_reads_it_once(cast, visit):
    worker, resident = visit("worker"), visit("resident")
    assert "居民甲" not in worker.get("/settings/people/?q=居民").content.decode()
    worker.post("/settings/people/?q=居民", {"task": "  "})
    assert "居民甲" not in worker.get("/settings/people/?q=居民").content.decode()
    worker.post("/settings/people/?q=居民", {"task": "找上门登记的人"})
    assert "居民甲" in worker.get("/settings/people/?q=居民").content.decode()
    worker.get("/settings/people/?q=居民甲")
    page = resident.get("/me/looks/")
    assert [(look.purpose, look.who, look.fields) for look in page.context["looks"]] == [
        ("找上门登记的人", "社工丁", ["name"])
    ]


def test_a_page_about_somebody_is_no_way_round_the_purpose(cast, visit):
    worker = visit("worker")
    assert "居民甲" not in worker.get(f"/settings/people/{cast.keys['resident']}/").content.decode()
    assert not Look.objects.exists()


def test_a_purpose_holds_for_half_an_hour(cast, visit, now, monkeypatch):
    worker = visit("worker")
    worker.post("/settings/people/", {"task": "找上门登记的人"})
    monkeypatch.setattr("linli.people.middleware.local_now", lambda: now + timedelta(minutes=30, seconds=-1))
    assert worker.get("/settings/people/").context["task"] is not None
    monkeypatch.setattr("linli.people.middleware.local_now", lambda: now + timedelta(minutes=30))
    assert worker.get("/settings/people/").context["task"] is None


def test_a_purpose_for_people_opens_no_records(cast, visit):
    worker = visit("worker")
    worker.post("/settings/people/", {"task": "找上门登记的人"})
    assert worker.get("/desk/records/").context["task"] is None
