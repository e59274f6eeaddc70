"""Telling nobody is an error; what somebody must act upon climbs until it is heard."""

from datetime import timedelta

import pytest

from linli.base.actions import action
from linli.base.actors import HOUSE, RoleKind
from linli.notices.actions import NobodyToTell, tell, tell_who_must
from linli.notices.kinds import TEST
from linli.notices.models import Notice
from linli.people.actions import end_role
from linli.people.models import Role
from linli.places.rules import over

CHAIRS, WORKERS = frozenset({RoleKind.COMMITTEE_CHAIR}), frozenset({RoleKind.COMMUNITY_WORKER})


@action
def say(by, to, now, **more):
    return tell(by, TEST, to=to, values={"office": "1"}, path="/", now=now, **more)


@action
def say_to_those(by, kinds, community, now, **more):
    return tell_who_must(by, TEST, over(kinds), community, values={"office": "1"}, path="/", now=now, **more)


@pytest.mark.parametrize("to", [[], [None], [0], set()])
def test_nobody_is_an_error_unless_it_is_said(cast, now, to):
    with pytest.raises(NobodyToTell):
        say(HOUSE, to, now)
    assert say(HOUSE, to, now, may_be_nobody=True) == 0


def test_who_acts_alone_knows_it_already(cast, now):
    assert say(cast.chair, [cast.chair.person_id], now) == 0
    assert say_to_those(cast.chair, CHAIRS, cast.here, now) == 0
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("gone", "heard_by"),
    [
        ([], {"worker"}),
        (["worker"], {"chair"}),
        (["worker", "chair"], {"street_officer"}),
        (["worker", "chair", "street_officer"], {"administrator"}),
    ],
)
def test_it_climbs_level_by_level(cast, now, gone, heard_by):
    for name in gone:
        end_role(HOUSE, Role.objects.get(person=cast.keys[name]), now=now - timedelta(days=1))
    say_to_those(HOUSE, WORKERS, cast.here, now)
    assert set(Notice.objects.values_list("person", flat=True)) == {cast.keys[name] for name in heard_by}


def test_it_does_not_climb_to_the_one_who_acts_and_passes_by_the_walled(cast, now):
    end_role(HOUSE, Role.objects.get(person=cast.keys["worker"]), now=now - timedelta(days=1))
    say_to_those(cast.chair, WORKERS, cast.here, now, but_not=[cast.keys["street_officer"]])
    assert list(Notice.objects.values_list("person", flat=True)) == [cast.keys["administrator"]]


def test_without_any_account_nothing_fails(cast, now):
    Role.objects.all().delete()
    assert say_to_those(HOUSE, WORKERS, cast.here, now) == 0
