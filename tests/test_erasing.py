"""Somebody who stands in every room erases their data: each room's eraser meets rows, and no table leads to them any more."""

from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models

from linli.ballots.models import Ballot, RollEntry
from linli.base.actors import HOUSE
from linli.casework.models import Reporter, Willing
from linli.deliberation.models import Amendment, AmendmentSupport, Comment, CommentSupport
from linli.intake.models import Application, Say
from linli.meetings.models import Seat
from linli.notices.models import Delivery, Rhythm, Said, Silence
from linli.people.actions import erase_me, give_consent, note_look, open_account
from linli.people.models import KnownWish, Person
from linli.people.queries import actor_of
from linli.people.registries import ERASERS
from linli.records.models import Resident
from linli.team.models import Absence

from .cast import NOW
from .rooms import PEOPLED
from .test_obligations import NOTHING_HANGS, OWN

TRACES = ("欧阳无名", "ouyangwuming", "13911112222", "wuming@example.org")
OWN_KEYS = sorted(field for field, why in NOTHING_HANGS.items() if why == OWN)
STAYS = {
    "people.Account.person": "without a name, so that nobody takes the key again",
    "people.Consent.person": "that it was given and when it ended has to be shown, of a person without a name",
    "people.Known.person": "ended; what they supported while they were known still counts",
    "people.Look.subject": "who looked has to answer for it until the look's time is up",
}


@pytest.fixture
def cast(db) -> Any:
    return PEOPLED.bring()


@pytest.fixture
def somebody(cast) -> int:
    """The resident, with a row of their own in every table that can have one."""
    key, name, here = cast.keys["resident"], TRACES[0], cast.here
    Person.objects.filter(pk=key).update(name=name, telephone=TRACES[2], email=TRACES[3])
    open_account(
        HOUSE,
        Person.objects.get(pk=key),
        username=TRACES[1],
        password="eight quiet lanterns",
        email=TRACES[3],
        telephone=TRACES[2],
        now=NOW,
    )
    give_consent(actor_of(key, now=NOW), purpose="hands", now=NOW)
    note_look(cast.worker, key, purpose="约上门时间", matter="", fields="name", now=NOW)
    KnownWish.objects.create(person_id=key, community=here, asked_at=NOW)
    Silence.objects.create(person_id=key)
    Rhythm.objects.create(person_id=key, days_ahead=7)
    Said.objects.create(
        person_id=key, kind="test", subject="test.test:1", occasion="2026-11-23 day", at=NOW, run=uuid4()
    )
    Delivery.objects.create(person_id=key, kind="test", address=TRACES[3], subject="您好", body=name, created_at=NOW)
    Absence.objects.create(person_id=key, community=here, from_date=NOW.date(), to_date="2026-12-24")
    Say.objects.create(person_id=key, community=here, application=Application.objects.first(), should_end=True, at=NOW)
    CommentSupport.objects.create(person_id=key, comment=Comment.objects.first())
    AmendmentSupport.objects.create(person_id=key, amendment=Amendment.objects.first())
    Willing.objects.create(person_id=key, community=here, category=cast.carry, since_at=NOW)
    Reporter.objects.filter(person=key).update(name=name, telephone=TRACES[2], email=TRACES[3])
    for field in OWN_KEYS:
        if not pointing(field, key):
            stand_in(field, key)
    counted = RollEntry.objects.filter(ballot__state=Ballot.State.COUNTED).earliest("pk").pk
    RollEntry.objects.filter(pk=counted).update(name=name, resident_key=Resident.objects.get(person=key).pk)
    Seat.objects.filter(pk=Seat.objects.first().pk).update(person_key=key)
    return key


def the_field(named: str) -> tuple[type[models.Model], str]:
    model, _dot, field = named.rpartition(".")
    return apps.get_model(model), field


def pointing(named: str, key: int) -> int:
    model, field = the_field(named)
    return model._base_manager.filter(**{field: key}).count()


def stand_in(named: str, key: int) -> None:
    """A row of somebody else, or of nobody, becomes theirs."""
    model, field = the_field(named)
    rows = model._base_manager.order_by("pk")[:1]
    model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**{field: key})


def tables() -> dict[str, str]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found[model._meta.db_table] = repr(sorted(map(repr, cursor.fetchall())))
    return found


def test_they_stand_in_every_table_that_can_hold_something_of_their_own(somebody):
    assert [field for field in OWN_KEYS if not pointing(field, somebody)] == []


def test_each_eraser_meets_rows(somebody):
    idle = []
    for name, eraser in ERASERS.items():
        before = tables()
        eraser(actor_of(somebody, now=NOW), somebody, NOW)
        if tables() == before:
            idle.append(name)
    assert idle == []


def test_no_table_leads_to_who_is_erased_but_those_that_have_to(somebody):
    erase_me(actor_of(somebody, now=NOW), now=NOW)
    assert {field for field in OWN_KEYS if pointing(field, somebody)} == set(STAYS)
    assert {name for name, content in tables().items() if any(trace in content for trace in TRACES)} == set()
    assert not Willing.objects.filter(person=somebody).exists()
    assert not Seat.objects.filter(person_key=somebody).exists()


def test_erased_twice_nothing_more_happens_and_nobody_else_has_lost_anything(somebody, cast):
    others = {field: pointing(field, cast.keys["neighbour"]) for field in OWN_KEYS}
    erase_me(actor_of(somebody, now=NOW), now=NOW)
    after = tables()
    erase_me(cast.resident, now=NOW)
    assert tables() == after
    assert {field: pointing(field, cast.keys["neighbour"]) for field in OWN_KEYS} == others
