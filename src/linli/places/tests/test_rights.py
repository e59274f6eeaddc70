"""List and row agree, for everybody of the cast and every right of this room."""

import pytest
from django.apps import apps

from linli.base.actors import HOUSE
from linli.base.rights import RIGHTS
from linli.places.actions.rules import set_rule
from linli.places.actions.tree import set_calendar_day
from linli.places.models import CalendarDay, Community, Organisation
from linli.places.permissions import (
    keep_calendar,
    keep_community,
    keep_country,
    keep_organisation,
    keep_rule,
    reshape_community,
)

EVERYBODY = [
    "resident",
    "volunteer",
    "worker",
    "chair",
    "mediator",
    "stranger",
    "other_worker",
    "street_officer",
    "department_officer",
    "unit_contact",
    "coordinator",
    "auditor",
    "administrator",
    "anyone",
]
RIGHTS_HERE = [keep_community, keep_country, keep_calendar, keep_organisation, keep_rule, reshape_community]


@pytest.fixture
def local_days(cast, now):
    for division in (cast.street, cast.there.division):
        set_calendar_day(
            HOUSE, day=now.date(), is_working=False, name="本地", source="通知", division=division, now=now
        )


@pytest.fixture(autouse=True)
def local_rules(cast, now):
    for division in (cast.street, cast.here.division, cast.there.division):
        set_rule(
            HOUSE,
            division,
            key="meetings.notice_days_residents",
            value=12,
            source="演示",
            article="一",
            confirmed_by="演示",
            from_date=now.date(),
            now=now,
        )


@pytest.mark.parametrize("right", RIGHTS_HERE, ids=lambda r: r.name)
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_listed_is_what_is_allowed(cast, local_days, who, right):
    actor, rows = getattr(cast, who), apps.get_model(right.model).objects
    assert set(rows.filter(right.within(actor))) == {row for row in rows.all() if right.allows(actor, row)}


@pytest.mark.parametrize("right", RIGHTS_HERE, ids=lambda r: r.name)
def test_the_house_may_all(cast, local_days, right):
    rows = apps.get_model(right.model).objects
    assert rows.filter(right.within(HOUSE)).count() == rows.count()
    assert all(right.allows(HOUSE, row) for row in rows.all())


def test_every_right_of_this_room_is_tested_here():
    assert {r for name, r in RIGHTS.items() if name.startswith("places.")} == set(RIGHTS_HERE)


def test_a_chair_keeps_the_own_community_and_reshapes_none(cast):
    assert set(Community.objects.filter(keep_community.within(cast.chair))) == {cast.here}
    assert not Community.objects.filter(reshape_community.within(cast.chair)).exists()
    assert not CalendarDay.objects.filter(keep_calendar.within(cast.chair)).exists()
    assert {o.name for o in Organisation.objects.filter(keep_organisation.within(cast.chair))} == {"某物业"}


def test_staff_without_the_office_keep_nothing(cast):
    keepers = {who for who in EVERYBODY if Community.objects.filter(keep_community.within(getattr(cast, who))).exists()}
    assert keepers == {"chair", "administrator"}
