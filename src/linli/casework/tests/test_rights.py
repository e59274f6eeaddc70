"""Each right says the same of one row and of a list; what is confidential is nowhere that it must not be."""

from datetime import timedelta

import pytest

from linli.base.actors import Actor
from linli.casework import permissions
from linli.casework.export import cases_workbook
from linli.casework.models import Case
from linli.casework.queries.cases import (
    Filter,
    cases_by_building,
    cases_on_map,
    desk_rows,
    latest_by_good,
    public_cases,
    similar_cases,
)
from linli.casework.queries.rates import rates_by
from linli.people.queries import actor_of

from .near import SECRET, near

RIGHTS = [r for r in vars(permissions).values() if isinstance(r, permissions.Right)]


@pytest.fixture
def rows(cast, now) -> None:
    near(cast, now)


@pytest.fixture
def everybody(cast, now) -> list[Actor]:
    """The cast as they stand after what was done, and the bearers of two links."""
    links = [Actor().bearing(permissions.REPORTER_LINK, 3), Actor().bearing(permissions.CALL_LINK, 1)]
    return [Actor(), *(actor_of(key, now=now) for key in cast.keys.values()), *links]


@pytest.mark.parametrize("right", RIGHTS, ids=lambda r: r.name)
def test_the_list_holds_exactly_the_rows_that_one_by_one_are_allowed(rows, everybody, right):
    """On the rows of every model that a right of the room speaks of."""
    from django.apps import apps

    model = apps.get_model(right.model)
    every = list(model.objects.all())
    assert every
    wrong = []
    for actor in everybody:
        listed = set(model.objects.filter(right.within(actor)).values_list("pk", flat=True))
        allowed = {row.pk for row in every if right.allows(actor, model.objects.get(pk=row.pk))}
        wrong += [(actor.acts_as, actor.name, pk) for pk in listed ^ allowed]
    assert not wrong


def test_each_right_is_had_by_somebody_and_not_by_everybody(rows, everybody):
    from django.apps import apps

    for right in RIGHTS:
        model = apps.get_model(right.model)
        counts = {model.objects.filter(right.within(actor)).count() for actor in everybody}
        assert len(counts) > 1, right.name


def test_who_holds_a_right_is_whoever_is_allowed(cast, rows):
    for case in Case.objects.all():
        holders = set(permissions.handle_case.holders(case))
        allowed = {key for name, key in cast.keys.items() if permissions.handle_case.allows(getattr(cast, name), case)}
        assert holders == allowed


def test_a_confidential_case_is_in_no_list_map_count_export_or_search(cast, rows, now):
    chosen = Filter(words="打人")
    for reader in (cast.chair, cast.mediator, cast.worker, cast.auditor, cast.resident):
        assert public_cases(reader, chosen).rows == []
        assert cases_on_map(reader, Filter(category="violence")) == []
        assert cases_by_building(reader, Filter(category="violence")) == {}
        assert not desk_rows(reader, "all", chosen, now=now).exists()
        assert not desk_rows(reader, "all", Filter(category="violence"), now=now).exists()
    everything = desk_rows(cast.chair, "all", Filter(), now=now)
    assert SECRET.encode() not in cases_workbook(everything)
    assert all(c.text != SECRET for hall in latest_by_good(cast.chair, cast.here, each=99).values() for c in hall)
    assert similar_cases(cast.chair, community=cast.here, category=cast.secret, text=SECRET, now=now) == []
    later = now + timedelta(days=1)
    assert all(
        r.key != "violence"
        for r in rates_by("category", since=now - timedelta(days=1), until=later, now=later, english=True)
    )
