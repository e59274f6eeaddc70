"""Each right says the same of one row and of a list."""

import pytest
from django.apps import apps

from linli.base.actors import ANYONE, HOUSE, Actor, Held, RoleKind
from linli.base.rights import Right
from linli.funds import permissions
from linli.funds.actions.lines import open_line
from linli.people.queries import actor_of

from .world import world

RIGHTS = [r for r in vars(permissions).values() if isinstance(r, Right)]


@pytest.fixture
def rows(cast, now) -> None:
    world(cast, now)
    open_line(cast.other_worker, cast.there, name="别处的", source="donation", year=2026, payer=None, now=now)


@pytest.fixture
def everybody(cast, now) -> list[Actor]:
    supervisor = Actor(
        "person", cast.keys["neighbour"], cast.here.pk, roles=(Held(RoleKind.SUPERVISION, cast.here.pk),)
    )
    return [ANYONE, HOUSE, supervisor, *(actor_of(key, now=now) for key in cast.keys.values())]


@pytest.mark.parametrize("right", RIGHTS, ids=lambda r: r.name)
def test_the_list_holds_exactly_the_rows_that_one_by_one_are_allowed(rows, everybody, right):
    model = apps.get_model(right.model)
    every = list(model.objects.all())
    assert every
    wrong = []
    for actor in everybody:
        listed = set(model.objects.filter(right.within(actor)).values_list("pk", flat=True))
        allowed = {row.pk for row in every if right.allows(actor, model.objects.get(pk=row.pk))}
        wrong += [(actor.acts_as, actor.name, pk) for pk in listed ^ allowed]
    assert not wrong


@pytest.mark.parametrize("right", RIGHTS, ids=lambda r: r.name)
def test_each_right_is_had_by_somebody_and_not_by_everybody(rows, everybody, right):
    model = apps.get_model(right.model)
    counts = {model.objects.filter(right.within(actor)).count() for actor in everybody}
    assert len(counts) > 1
