"""Anybody can type anybody's address: it is written to once, and then its reader says what they want."""

import re
from datetime import timedelta

import pytest

from linli.base.actions import action
from linli.base.actors import HOUSE
from linli.base.errors import Missing
from linli.casework.actions.handling import accept_case, start_case
from linli.casework.actions.receiving import Contact, join_case, report_case
from linli.notices.actions import tell
from linli.notices.asking import LINK, answer_for_address
from linli.notices.kinds import TEST
from linli.notices.models import Asked, Delivery
from linli.people.actions import add_person

VICTIM = "victim@example.org"
LATER = timedelta(minutes=5)


@pytest.fixture
def case(cast, now):
    contact = Contact(email=VICTIM)
    return report_case(
        cast.anyone, community=cast.here, category=cast.light, text="灯不亮", contact=contact, now=now
    ).case


@action
def told(by, *, person, now):
    tell(by, TEST, to=[person], values={"office": "某办"}, path="/", now=now)


def mails(address=VICTIM):
    return list(Delivery.objects.filter(address__iexact=address).order_by("pk"))


def link_in(mail) -> str:
    return re.search(r"/mail/[\w-]+/", mail.body)[0]


def says(visit, mail, answer):
    browser = visit()
    page = browser.get(link_in(mail))["Location"]
    return browser.post(page, {"do": answer}).status_code


def test_an_address_that_has_not_answered_gets_nothing_further(case, cast, now):
    accept_case(cast.worker, case, now=now + LATER)
    (mail,) = mails()
    assert "/mail/" in mail.body


def test_a_hundred_joiners_with_one_address_are_one_e_mail(case, cast, now):
    for place in range(20):
        join_case(cast.anyone, case, contact=Contact(email=VICTIM.upper() if place % 2 else f" {VICTIM}"), now=now)
    accept_case(cast.worker, case, now=now + LATER)
    assert len(mails()) == 1


def test_after_a_yes_every_event_is_told_once(case, cast, now, visit):
    join_case(cast.anyone, case, contact=Contact(email=VICTIM), now=now)
    assert says(visit, mails()[0], "yes") == 302
    accept_case(cast.worker, case, now=now + LATER)
    start_case(cast.worker, case, now=now + 2 * LATER)
    assert len(mails()) == 3
    assert "/mail/" not in mails()[-1].body


def test_a_no_holds_in_every_matter_and_nothing_of_the_address_is_kept(case, cast, now, visit):
    assert says(visit, mails()[0], "no") == 302
    accept_case(cast.worker, case, now=now + LATER)
    contact = Contact(email="Victim@Example.org")
    report_case(
        cast.anyone,
        community=cast.here,
        category=cast.light,
        text="又不亮",
        contact=contact,
        now=now + timedelta(days=400),
    )
    assert len(mails()) == 1
    assert "victim" not in str(Asked.objects.values())


def test_a_no_outlives_a_new_key_of_the_house(case, cast, now, visit, settings):
    says(visit, mails()[0], "no")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "made anew this morning"
    report_case(
        cast.anyone,
        community=cast.here,
        category=cast.light,
        text="又不亮",
        contact=Contact(email=VICTIM),
        now=now + LATER,
    )
    assert len(mails()) == 1


def test_many_matters_are_no_way_round(case, cast, now, visit):
    for place in range(8):
        report_case(
            cast.anyone,
            community=cast.here,
            category=cast.light,
            text=f"第{place}件",
            contact=Contact(email=VICTIM),
            now=now + LATER,
        )
    assert len(mails()) == 1
    says(visit, mails()[0], "yes")
    for place in range(8):
        report_case(
            cast.anyone,
            community=cast.here,
            category=cast.light,
            text=f"再{place}件",
            contact=Contact(email=VICTIM),
            now=now + 2 * LATER,
        )
    assert len(mails()) == 6


def test_opening_the_link_answers_nothing_and_another_link_opens_nothing(case, visit, cast, now):
    browser, link = visit(), link_in(mails()[0])
    page = browser.get(f"{link}?no", follow=True)
    assert page.status_code == 200
    assert Asked.objects.get().answer == ""
    assert browser.get(re.sub(r"-\w+", "-AAAAAAAAAA", link)).status_code == 404
    with pytest.raises(Missing):
        answer_for_address(cast.anyone.bearing(LINK, 999), Asked.objects.get().pk, wants=False, now=now)


def test_who_said_no_may_say_yes_again(case, cast, now, visit):
    says(visit, mails()[0], "no")
    says(visit, mails()[0], "yes")
    accept_case(cast.worker, case, now=now + LATER)
    assert len(mails()) == 2


def test_the_address_of_an_account_is_asked_the_same_way(cast, now, visit):
    person = add_person(HOUSE, name="有邮箱", community=cast.here, telephone="", email="own@example.org", now=now).pk
    for place in range(3):
        told(HOUSE, person=person, now=now + place * LATER)
    assert len(mails("own@example.org")) == 1
    says(visit, mails("own@example.org")[0], "yes")
    told(HOUSE, person=person, now=now + 9 * LATER)
    assert len(mails("own@example.org")) == 2


def test_an_overlooked_question_is_asked_once_more_after_a_month(cast, now):
    person = add_person(HOUSE, name="有邮箱", community=cast.here, telephone="", email="own@example.org", now=now).pk
    for days in (0, 29, 30, 31):
        told(HOUSE, person=person, now=now + timedelta(days=days))
    assert [mail.created_at for mail in mails("own@example.org")] == [now, now + timedelta(days=30)]
