"""The way in: whatever the person remembers, and a second step where roles see others' data."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.utils import timezone

from linli.base.actors import HOUSE, RoleKind
from linli.base.errors import Invalid, NotYours, Refused
from linli.people.actions import (
    choose_password,
    enrol_demonstration,
    give_password,
    open_account,
    resume_account,
    suspend_account,
)
from linli.people.models import Account, Person
from linli.people.queries import actor_for, demonstration_code

from .conftest import PASSWORD, SignIn

TYPED = {"resident": "resident", "in capitals": "Resident", "telephone": "138 0013 8000", "e-mail": "Jia@Example.org"}


def enter(login: str, password: str = PASSWORD) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": login, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def reachable(accounts) -> Account:
    account = accounts.resident
    account.telephone, account.email = "13800138000", "jia@example.org"
    account.save()
    return account


@pytest.mark.parametrize("login", TYPED.values(), ids=TYPED)
def test_user_name_telephone_and_e_mail_all_open_the_account(reachable: Account, login: str) -> None:
    assert enter(login).session["_auth_user_id"] == str(reachable.pk)


@pytest.mark.parametrize("login", TYPED.values(), ids=TYPED)
def test_a_wrong_password_opens_nothing(reachable: Account, login: str) -> None:
    assert not is_in(enter(login, "another password"))


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(reachable: Account) -> None:
    answers = [
        Client(headers={"accept-language": "en"})
        .post("/accounts/login/", {"login": login, "password": "wrong"})
        .content
        for login in ("resident", "somebody")
    ]
    assert all(b"do not belong together" in answer for answer in answers)


def test_where_a_family_shares_a_telephone_the_password_says_who_is_meant(cast, accounts, now) -> None:
    for part, password in (("resident", "green tea at noon"), ("neighbour", "red lanterns at night")):
        account = getattr(accounts, part)
        account.telephone = "13800138000"
        account.set_password(password)
        account.save()
    assert enter("13800138000", "red lanterns at night").session["_auth_user_id"] == str(accounts.neighbour.pk)


def test_the_form_asks_for_whatever_the_person_remembers(db) -> None:
    page = Client(headers={"accept-language": "en"}).get("/accounts/login/").content.decode()
    assert "User name, telephone or e-mail" in page


def test_after_five_wrong_passwords_the_account_waits(reachable: Account) -> None:
    for _time in range(5):
        enter("resident", "wrong")
    assert not is_in(enter("resident"))


def test_a_suspended_account_neither_opens_nor_stays_open(cast, accounts, sign_in: SignIn, now) -> None:
    client = sign_in("resident")
    suspend_account(cast.chair, accounts.resident, reason="被他人冒用", now=now)
    assert client.get("/me/").status_code == 302
    assert not is_in(enter("resident"))
    resume_account(cast.chair, accounts.resident, now=now)
    assert is_in(enter("resident"))


def test_a_suspension_needs_a_reason_and_is_not_for_oneself(cast, accounts, now) -> None:
    with pytest.raises(Invalid):
        suspend_account(cast.chair, accounts.resident, reason=" ", now=now)
    with pytest.raises(Refused):
        suspend_account(cast.administrator, accounts.administrator, reason="x", now=now)


def test_roles_that_see_others_data_sleep_until_the_second_step(accounts, now) -> None:
    asleep = actor_for(accounts.worker, verified=False, now=now)
    assert not asleep.roles
    assert [role.kind for role in asleep.sleeping] == [RoleKind.COMMUNITY_WORKER]
    assert actor_for(accounts.worker, verified=True, now=now).holds(RoleKind.COMMUNITY_WORKER)


def test_a_volunteer_needs_no_second_step(accounts, now) -> None:
    assert actor_for(accounts.volunteer, verified=False, now=now).holds(RoleKind.VOLUNTEER)


def test_staff_without_a_device_are_led_to_the_second_step_and_residents_are_not(accounts) -> None:
    client = Client()
    staff = client.post("/accounts/login/", {"login": "worker", "password": PASSWORD})
    assert staff.url == "/me/second-factor/"
    assert "社区工作者" in client.get("/me/second-factor/", headers={"accept-language": "zh-hans"}).content.decode()
    resident = Client().post("/accounts/login/", {"login": "resident", "password": PASSWORD})
    assert resident.url == "/welcome/"


def test_the_desk_is_shut_while_the_role_sleeps(sign_in: SignIn) -> None:
    assert sign_in("chair", awake=False).get("/settings/people/").status_code == 403
    assert sign_in("chair", awake=True).get("/settings/people/").status_code == 200


def test_enrolling_codes_wakes_the_roles_at_once(accounts, now, settings) -> None:
    client = enter("worker")
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.url == "/accounts/2fa/recovery-codes/"
    assert client.get(done.url).status_code == 200
    assert client.get("/me/second-factor/").context["asleep"] == []


def test_a_recovery_code_opens_once(accounts) -> None:
    client = enter("worker")
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    first = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"][0]
    again = enter("worker")
    assert again.post("/accounts/2fa/authenticate/", {"code": first}).status_code == 302
    assert is_in(again)
    third = enter("worker")
    assert third.post("/accounts/2fa/authenticate/", {"code": first}).status_code == 200
    assert not is_in(third)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_an_invented_person_is_shown_the_code_and_it_opens(invented: Account) -> None:
    client = enter("chair")
    assert not is_in(client)
    code = client.get("/accounts/2fa/authenticate/").context["demonstration_code"]
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).url == "/welcome/"
    assert is_in(client)
    assert client.get("/settings/people/").status_code == 200


def test_no_code_is_ever_shown_for_a_real_person(invented: Account, now) -> None:
    invented.person.is_demonstration = False
    invented.person.save()
    assert demonstration_code(invented, now=now) is None
    page = enter("chair").get("/accounts/2fa/authenticate/")
    assert page.context["demonstration_code"] is None
    assert b"data-demonstration-code" not in page.content


def test_no_code_is_shown_where_no_demonstration_runs(invented: Account, now, settings) -> None:
    settings.DEMO = False
    assert demonstration_code(invented, now=now) is None
    assert b"data-demonstration-code" not in enter("chair").get("/accounts/2fa/authenticate/").content


def test_codes_are_not_made_up_for_real_people(accounts, now) -> None:
    with pytest.raises(NotYours):
        enrol_demonstration(HOUSE, accounts.worker, now=now)


def test_a_temporary_password_leads_to_choosing_ones_own_and_wakes_no_role(cast, accounts) -> None:
    now = timezone.now()
    password = give_password(cast.administrator, accounts.chair, now=now)
    accounts.chair.refresh_from_db()
    assert not actor_for(accounts.chair, verified=True, now=now).roles
    client = Client()
    entered = client.post("/accounts/login/", {"login": "chair", "password": password})
    assert entered.url == "/accounts/password/change/"
    typed = {"oldpassword": password, "password1": "nine loud lanterns", "password2": "nine loud lanterns"}
    assert client.post("/accounts/password/change/", typed).status_code == 302
    accounts.chair.refresh_from_db()
    assert not accounts.chair.must_choose_password
    assert actor_for(accounts.chair, verified=True, now=now).holds(RoleKind.COMMITTEE_CHAIR)


def test_nobody_chooses_a_password_for_another(cast, accounts, now) -> None:
    with pytest.raises(NotYours):
        choose_password(cast.administrator, accounts.chair, password="nine loud lanterns", now=now)


def test_a_worker_hands_out_no_way_into_an_account_that_reaches_further(cast, accounts, now) -> None:
    with pytest.raises(NotYours):
        give_password(cast.worker, accounts.chair, now=now)
    assert give_password(cast.worker, accounts.resident, now=now)


def test_a_forgotten_password_is_chosen_anew_by_e_mail(reachable: Account, settings) -> None:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/password/reset/", {"email": "jia@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link.removeprefix(settings.BASE_URL), follow=True)
    typed = {"password1": "nine loud lanterns", "password2": "nine loud lanterns"}
    assert client.post(page.redirect_chain[-1][0], typed).status_code == 302
    assert is_in(enter("resident", "nine loud lanterns"))


def test_a_stranger_s_address_gets_no_letter_and_the_page_says_the_same(reachable: Account) -> None:
    client = Client()
    known = client.post("/accounts/password/reset/", {"email": "jia@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert known.url == unknown.url
    assert len(mail.outbox) == 1


def test_a_weak_password_and_a_taken_name_are_said_at_their_fields(cast, accounts, now) -> None:
    person = Person.objects.create(name="新来的", community=cast.here, created_at=now)
    with pytest.raises(Invalid) as weak:
        open_account(HOUSE, person, username="somebody", password="12345", now=now)
    with pytest.raises(Invalid) as taken:
        open_account(HOUSE, person, username="RESIDENT", password=PASSWORD, now=now)
    assert (weak.value.field, taken.value.field) == ("password", "username")


def test_the_secret_of_a_one_time_code_is_sealed_in_the_database(invented):
    device = Authenticator.objects.get(user=invented, type=Authenticator.Type.TOTP)
    assert device.data["secret"].startswith("gAAAA")
    assert demonstration_code(invented, now=timezone.now()).isdigit()
