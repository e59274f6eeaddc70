"""The inbox, what comes by e-mail, and a person's own part."""

from datetime import timedelta

import pytest
from django.core import mail

from linli.base.actions import action
from linli.base.actors import ANYONE, HOUSE
from linli.base.errors import Missing, NotYours
from linli.notices.actions import choose_emails, mark_read, send_due, tell
from linli.notices.jobs import forget_what_is_old
from linli.notices.kinds import NOTICES, TEST, NoticeKind, declare_notice
from linli.notices.models import Delivery, Notice, Silence
from linli.notices.queries import PAGE, inbox, my_notice, unread_count
from linli.people.models import Person
from linli.people.registries import ERASERS, EXPORTS


@action
def tell_many(cast, now, *, by=HOUSE, count=1, to=("resident",)):
    for number in range(count):
        tell(
            by,
            TEST,
            to=[cast.keys[who] for who in to],
            values={"office": str(number), "name": "王小明"},
            path="/x/",
            now=now,
        )


def give_email(cast, who):
    Person.objects.filter(pk=cast.keys[who]).update(email=f"{who}@example.org", language="en")


def test_nobody_is_told_outside_an_action(cast, now):
    with pytest.raises(RuntimeError):
        tell(HOUSE, TEST, to=[cast.keys["resident"]], values={"office": "x"}, path="/", now=now)


def test_newest_first_page_by_page_and_unread_counted(cast, now):
    tell_many(cast, now, count=PAGE + 3)
    first, mark = inbox(cast.resident)
    rest, end = inbox(cast.resident, before=mark)
    assert ["42" in first[0].title, "41" in first[1].title] == [True, True]
    assert (len(first), len(rest), end) == (PAGE, 3, None)
    assert unread_count(cast.resident) == PAGE + 3
    mark_read(cast.resident, key=first[0].key, now=now)
    assert unread_count(cast.resident) == PAGE + 2
    mark_read(cast.resident, now=now)
    assert unread_count(cast.resident) == 0
    assert unread_count(ANYONE) == 0


def test_another_persons_notice_is_not_there(cast, now):
    tell_many(cast, now)
    key = Notice.objects.get().pk
    with pytest.raises(Missing):
        my_notice(cast.neighbour, key)
    assert mark_read(cast.neighbour, key=key, now=now) == 0
    assert inbox(cast.neighbour) == ([], None)


def test_whoever_acts_is_not_told_of_it(cast, now):
    tell_many(cast, now, by=cast.worker, to=("worker", "resident"))
    assert set(Notice.objects.values_list("person_id", flat=True)) == {cast.keys["resident"]}


def test_only_what_the_words_need_is_kept(cast, now):
    tell_many(cast, now)
    assert Notice.objects.get().values == {"office": "0"}
    with pytest.raises(ValueError, match="would carry"):
        declare_notice("test.personal", "Dear %(name)s")
    assert "test.personal" not in NOTICES


def test_kinds_are_listed_without_what_would_be_filled_in():
    assert NoticeKind("x", "Request %(number)s goes on: %(state)s").label == "Request … goes on"


def test_emails_come_unless_somebody_said_no(cast, now):
    for who in ("resident", "neighbour", "volunteer"):
        give_email(cast, who)
    choose_emails(cast.neighbour, wants_any=False, unwanted=[], now=now)
    choose_emails(cast.volunteer, wants_any=True, unwanted=[TEST, "no.such.kind"], now=now)
    tell_many(cast, now, to=("resident", "neighbour", "volunteer"))
    assert Notice.objects.count() == 3
    assert send_due(HOUSE, now) == 1
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (["resident@example.org"], "A test message for 0")
    choose_emails(cast.volunteer, wants_any=True, unwanted=[], now=now)
    assert not Silence.objects.filter(person=cast.keys["volunteer"]).exists()
    with pytest.raises(NotYours):
        choose_emails(ANYONE, wants_any=True, unwanted=[], now=now)


def test_my_part_of_the_export_and_of_the_erasure(cast, now):
    give_email(cast, "resident")
    choose_emails(cast.resident, wants_any=True, unwanted=["casework.case.rated"], now=now)
    tell_many(cast, now, to=("resident", "neighbour"))
    part, files = EXPORTS["notices"](cast.keys["resident"])
    assert (len(part["notices"]), len(part["emails"]), part["unwanted_by_email"], files) == (
        1,
        1,
        ["casework.case.rated"],
        {},
    )
    ERASERS["notices"](HOUSE, cast.keys["resident"], now)
    assert list(Notice.objects.values_list("person_id", flat=True)) == [cast.keys["neighbour"]]
    assert not Silence.objects.exists()
    assert not Delivery.objects.filter(person__isnull=False).exists()


def test_old_notices_go(cast, now):
    tell_many(cast, now)
    forget_what_is_old(now + timedelta(days=729))
    assert Notice.objects.count() == 1
    forget_what_is_old(now + timedelta(days=731))
    assert Notice.objects.count() == 0
