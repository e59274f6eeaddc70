"""A list and a row agree: what `within` finds is what `allows` grants, for everybody in the cast."""

import pytest
from django.db.models import Q

from linli.base.actors import ANYONE, HOUSE, Actor
from linli.people.actions import give_role, register_programme
from linli.people.models import Account, Person, Programme, Role
from linli.people.permissions import give_role as may_give_role
from linli.people.permissions import keep_account, keep_person, keep_programme


@pytest.fixture
def actors(cast, accounts, now) -> dict[str, Actor]:
    """Everybody, in a house with roles of all kinds over places and organisations."""
    neighbour = Person.objects.get(pk=cast.keys["neighbour"])
    give_role(HOUSE, neighbour, kind="auditor", division=cast.street, now=now)
    give_role(HOUSE, neighbour, kind="administrator", division=cast.there.division, now=now)
    give_role(HOUSE, neighbour, kind="building_lead", division=cast.there.division, now=now)
    for name, division in (("街道系统", cast.street), ("社区系统", cast.here.division)):
        register_programme(HOUSE, name=name, division=division, now=now)
    return {part: getattr(cast, part) for part in cast.keys} | {"anyone": ANYONE, "house": HOUSE}


RIGHTS = [
    (keep_person, Person.objects.select_related("community")),
    (keep_account, Account.objects.select_related("person__community")),
    (may_give_role, Role.objects.select_related("division", "organisation__division")),
    (keep_programme, Programme.objects.select_related("division")),
]


@pytest.mark.parametrize(("right", "rows"), RIGHTS, ids=[right.name for right, _rows in RIGHTS])
def test_lists_and_rows_agree_for_everybody(actors, right, rows) -> None:
    for part, actor in actors.items():
        listed = set(rows.filter(right.within(actor) & Q()).values_list("pk", flat=True))
        granted = {row.pk for row in rows.all() if right.allows(actor, row)}
        assert listed == granted, part


def test_residents_keep_nobody_and_the_house_everybody(actors) -> None:
    assert not Person.objects.filter(keep_person.within(actors["resident"])).exists()
    assert not Person.objects.filter(keep_person.within(actors["anyone"])).exists()
    assert Person.objects.filter(keep_person.within(HOUSE)).count() == Person.objects.count()


def test_a_worker_keeps_the_own_community_alone(cast, actors) -> None:
    kept = Person.objects.filter(keep_person.within(cast.worker))
    assert {person.community for person in kept} == {cast.here}
