"""Every right says the same of one row, of a list and of its holders, for everybody, whatever the world looks like."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.base.actors import ANYONE, HOUSE, SEES_OTHERS, Actor, RoleKind
from linli.base.rights import RIGHTS, Right
from linli.casework.models import CallForHands, Case, Offer, Wall, WhistleCall, Willing
from linli.casework.permissions import CALL_LINK, REPORTER_LINK
from linli.casework.tests.near import near
from linli.people.actions import give_role
from linli.people.models import Known, Person, Role
from linli.people.queries import actor_of

from .cast import NOW, set_up_cast
from .remembered import Remembered
from .rooms import things

OURS = [right for _name, right in sorted(RIGHTS.items())]
ENDED = {"from_date": None, "to_date": date(2020, 1, 1)}
TO_COME = {"from_date": date(2040, 1, 1), "to_date": None}
LINKS = [ANYONE.bearing(REPORTER_LINK, 3), ANYONE.bearing(CALL_LINK, 1)]


@dataclass(frozen=True)
class World:
    """What is drawn: which of the rows are different from what the actions of the rooms have made of them."""

    walls: list[tuple[int, int]]  # case, person: by their place in the list
    confidential: set[int]
    hidden: set[int]
    public: set[int]
    merged: set[int]
    ended: set[int]
    to_come: set[int]
    forgotten: set[int]
    assigned: list[tuple[int, int]]
    unknown: set[int]
    willing: set[int]
    offered: set[int]
    revoked: set[int]


def places(most: int, few: int = 4) -> st.SearchStrategy[set[int]]:
    return st.sets(st.integers(0, most), max_size=few)


PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)
WORLDS = st.builds(
    World,
    walls=PAIRS,
    confidential=places(30, 6),
    hidden=places(30),
    public=places(30),
    merged=places(30),
    ended=places(30),
    to_come=places(30),
    forgotten=places(30, 2),
    assigned=PAIRS,
    unknown=places(30),
    willing=places(30, 8),
    offered=places(30, 6),
    revoked=places(5, 2),
)


def _set_up() -> Any:
    """One thing of every room, every way to be near a request, and a member of the supervision committee."""
    cast = set_up_cast()
    things(cast, NOW)
    near(cast, NOW)
    neighbour = Person.objects.get(pk=cast.keys["neighbour"])
    give_role(HOUSE, neighbour, kind=RoleKind.SUPERVISION, division=cast.here.division, now=NOW)
    return cast


EVERYTHING = Remembered(_set_up)


@pytest.fixture
def everything(db) -> Any:
    return EVERYTHING.bring()


def test_a_right_is_had_by_somebody_and_not_by_everybody(everything, now):
    everybody = _everybody(now)
    pointless = [
        r.name
        for r in OURS
        if _rows(r).exists() and len({_rows(r).filter(r.within(actor)).count() for actor in everybody}) < 2
    ]
    assert not pointless


def test_row_list_and_holders_agree_in_the_world_that_the_rooms_have_made(everything, now):
    assert not _wrong(OURS, now)


def test_a_wall_keeps_a_willing_volunteer_from_the_row_the_list_and_the_holders(everything):
    """The row that a list forgot: somebody who said yes, is known, and whom a wall keeps away, while the call is open."""
    lend = RIGHTS["casework.lend_hands"]
    call = CallForHands.objects.filter(lend.within(everything.volunteer), state=CallForHands.State.OPEN).first()
    Wall.objects.create(case=call.case, person_id=everything.keys["volunteer"])
    call = CallForHands.objects.get(pk=call.pk)
    assert not lend.allows(everything.volunteer, call)
    assert not CallForHands.objects.filter(lend.within(everything.volunteer), pk=call.pk).exists()
    assert everything.keys["volunteer"] not in lend.holders(call)


@settings(max_examples=3, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=WORLDS)
def test_row_list_and_holders_agree_in_any_world(everything, now, world):
    with transaction.atomic():
        _change(world, now)
        wrong = _wrong([right for right in OURS if right.name.split(".")[0] in ("casework", "people")], now)
        transaction.set_rollback(True)
    assert not wrong


def _wrong(rights: list[Right], now: Any) -> list[tuple[str, str, Any]]:
    everybody = _everybody(now)
    awake = {actor.person_id: actor for actor in everybody if actor.person_id is not None and not actor.sleeping}
    return [
        difference
        for right in rights
        for difference in (*_lists(right, everybody), *_holders(right, awake, localdate(now)))
    ]


def _lists(right: Right, everybody: list[Actor]) -> list[tuple[str, str, int]]:
    rows = list(_rows(right).all())
    found = []
    for actor in everybody:
        listed = set(_rows(right).filter(right.within(actor)).values_list("pk", flat=True))
        allowed = {row.pk for row in rows if right.allows(actor, row)}
        found += [(right.name, f"{actor.acts_as} {actor.name}", pk) for pk in sorted(listed ^ allowed)]
    return found


def _holders(right: Right, awake: dict[int, Actor], on: date) -> list[tuple[str, str, int]]:
    """Everybody known to the house is in `awake`, those who cannot act excepted."""
    found = []
    for row in _rows(right).all():
        allowed = {key for key, actor in awake.items() if right.allows(actor, row)}
        found += [(right.name, f"holder {key}", row.pk) for key in sorted(allowed ^ set(right.holders(row, on)))]
    return found


def _everybody(now: Any) -> list[Actor]:
    """Every person with the roles awake, and asleep where they sleep; the house, a visitor, and the bearers of two links."""
    there = Person.objects.filter(erased_at__isnull=True, account__suspended_at__isnull=True).order_by("pk")
    persons = [actor_of(key, now=now) for key in there.values_list("pk", flat=True)]
    asleep = [actor_of(actor.person_id, now=now, verified=False) for actor in persons if actor.holds(*SEES_OTHERS)]
    return [ANYONE, HOUSE, *LINKS, *persons, *asleep[:2]]


def _rows(right: Right) -> Any:
    return apps.get_model(right.model).objects


def _change(world: World, now: Any) -> None:
    """Make the rows what was drawn. By their places, so that a smaller world is a simpler one."""
    cases, persons = list(Case.objects.order_by("pk")), list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for case, person in world.walls:
        Wall.objects.get_or_create(case=cases[case % len(cases)], person_id=persons[person % len(persons)])
    _set(Case, world.public, is_public=True, is_confidential=False)
    _set(Case, world.hidden, hidden_reason="有人名", is_public=False)
    _set(Case, world.confidential, is_confidential=True, is_public=False)
    _set(Case, world.merged - {0}, state="merged", merged_into=cases[0].pk, is_public=False)
    _set(Role, world.ended, **ENDED)
    _set(Role, world.to_come - world.ended, **TO_COME)
    for case, person in world.assigned:
        _set(Case, {case}, assigned_to=persons[person % len(persons)], assigned_organisation=None)
    _set(Known, world.unknown, until_at=now)
    _set(Person, world.forgotten, erased_at=now)
    _set(WhistleCall, world.revoked, revoked_at=now)
    for call in CallForHands.objects.order_by("pk"):
        for place in world.willing:
            _willing(call.case, persons[place % len(persons)], now)
    call = CallForHands.objects.order_by("pk").last()
    for place in world.offered:
        Offer.objects.get_or_create(call=call, person_id=persons[place % len(persons)], defaults={"offered_at": now})


def _willing(case: Case, person: int, now: Any) -> None:
    of_it = {"person_id": person, "community_id": case.community_id, "category_id": case.category_id}
    Willing.objects.get_or_create(**of_it, defaults={"since_at": now})


def _set(model: Any, which: set[int], **values: Any) -> None:
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    model.objects.filter(pk__in=[keys[place % len(keys)] for place in which if keys]).update(**values)
