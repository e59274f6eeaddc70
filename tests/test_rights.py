"""Every right of the rooms that have a world says the same of one row and of a list, for everybody."""

import pytest
from django.apps import apps

from linli.base.actors import ANYONE, HOUSE, Actor, Held, RoleKind
from linli.base.rights import RIGHTS, Right
from linli.people.queries import actor_of

from .rooms import things, worlds

ROOMS = {room.__name__.split(".")[1] for room in worlds()}
OURS = [right for name, right in sorted(RIGHTS.items()) if name.split(".")[0] in ROOMS]


@pytest.fixture
def everybody(cast, now) -> list[Actor]:
    """The cast, the house, a visitor, and one of the supervision committee, who is nobody in the cast."""
    supervisor = Actor(
        "person", cast.keys["neighbour"], cast.here.pk, roles=(Held(RoleKind.SUPERVISION, cast.here.pk),)
    )
    return [ANYONE, HOUSE, supervisor, *(actor_of(key, now=now) for key in cast.keys.values())]


def test_a_list_holds_exactly_the_rows_that_one_by_one_are_allowed(cast, now, everybody):
    things(cast, now)
    wrong = [line for right in OURS for actor in everybody for line in _differing(right, actor)]
    assert not wrong


def test_each_right_is_had_by_somebody_and_not_by_everybody(cast, now, everybody):
    things(cast, now)
    pointless = [r.name for r in OURS if len({_rows(r).filter(r.within(actor)).count() for actor in everybody}) < 2]
    assert not pointless


def _differing(right: Right, actor: Actor) -> list[tuple[str, str, int]]:
    listed = set(_rows(right).filter(right.within(actor)).values_list("pk", flat=True))
    allowed = {row.pk for row in _rows(right).all() if right.allows(actor, row)}
    return [(right.name, f"{actor.acts_as} {actor.name}", pk) for pk in sorted(listed ^ allowed)]


def _rows(right: Right):
    return apps.get_model(right.model).objects
