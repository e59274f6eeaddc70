"""What has served its time goes."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from linli.base.ticks import TICKS
from linli.people.actions import note_look
from linli.people.models import Look

from .conftest import PASSWORD


def test_looks_are_kept_three_years_and_then_forgotten(cast, now) -> None:
    note_look(cast.worker, cast.keys["resident"], purpose="约上门时间", matter="", fields="name", now=now)
    TICKS["people.forget_old_looks"].run(now + timedelta(days=1094))
    assert Look.objects.count() == 1
    TICKS["people.forget_old_looks"].run(now + timedelta(days=1096))
    assert not Look.objects.exists()


def test_sessions_that_ended_leave_no_address_behind(cast, accounts) -> None:
    Client().post("/accounts/login/", {"login": "resident", "password": PASSWORD})
    assert accounts.resident.usersession_set.exists()
    TICKS["people.forget_old_sessions"].run(timezone.now())
    assert accounts.resident.usersession_set.exists()
    TICKS["people.forget_old_sessions"].run(timezone.now() + timedelta(days=2))
    assert not accounts.resident.usersession_set.exists()
    assert not Session.objects.exists()
