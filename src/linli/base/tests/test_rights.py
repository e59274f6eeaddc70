"""What cannot match falls out of an expression, and what is not there is nobody's."""

from types import SimpleNamespace

import pytest
from django.db.models import Q

from linli.base.actors import ANYONE, HOUSE, Actor, Held, RoleKind
from linli.base.rights import EVERYTHING, HOUSE_ITSELF, NOTHING, RIGHTS, Right, is_me, when
from linli.places.rules import for_office, holding, over

WORKER = Actor("person", 7, 3, roles=(Held(RoleKind.COMMUNITY_WORKER, 3),))
WORKERS = frozenset({RoleKind.COMMUNITY_WORKER})
OPEN = when("state", "open")

pytestmark = pytest.mark.once


def test_nothing_and_everything_leave_no_trace_in_a_filter():
    assert (over(WORKERS, "community") & OPEN).within(ANYONE) == NOTHING
    assert (over(WORKERS, "community") | OPEN).within(ANYONE) == Q(state="open")
    assert (holding(WORKERS) & OPEN).within(WORKER) == Q(state="open")
    assert (holding(WORKERS) | OPEN).within(WORKER) == EVERYTHING
    assert (HOUSE_ITSELF | OPEN).within(HOUSE) == EVERYTHING
    assert (~is_me("asked_by")).within(ANYONE) == EVERYTHING
    assert (~(HOUSE_ITSELF | is_me("asked_by"))).within(HOUSE) == NOTHING


def test_a_visitor_is_not_the_person_that_a_row_does_not_name():
    row = SimpleNamespace(
        _meta=SimpleNamespace(get_field=lambda name: SimpleNamespace(attname=name)), asked_by=None, office=None
    )
    assert not is_me("asked_by").allows(ANYONE, row)
    assert not for_office(WORKERS, "office").allows(WORKER, row)
    assert is_me("asked_by").people(row, None) == NOTHING


def test_a_value_that_may_be_empty_is_asked_in_one_breath():
    assert when("state", None, "open").within(ANYONE) == Q(state__isnull=True) | Q(state="open")
    assert when("state", "a", "b").within(ANYONE) == Q(state__in=["a", "b"])


def test_a_right_is_declared_once():
    name = next(iter(RIGHTS))
    with pytest.raises(ValueError, match="declared twice"):
        Right(name, "places.Community", OPEN)
