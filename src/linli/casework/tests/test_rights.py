"""Each right says the same of one row and of a list; what is confidential is nowhere that it must not be."""

from datetime import timedelta

import pytest

from linli.base.actors import Actor
from linli.casework import permissions
from linli.casework.actions.handling import accept_case, assign_case, hide_case, wall_case
from linli.casework.actions.hands import become_willing, call_for_hands, offer_hands, take_offer
from linli.casework.actions.receiving import report_case
from linli.casework.actions.whistles import blow_whistle
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

SECRET = "家里有人打人，请帮帮我"
RIGHTS = [r for r in vars(permissions).values() if isinstance(r, permissions.Right)]


@pytest.fixture
def rows(cast, now) -> None:
    """Every way in which somebody can be near a case."""

    def report(text, **more):
        by = more.pop("by", cast.resident)
        return report_case(by, community=more.pop("community", cast.here), text=text, now=now, **more).case

    report("公开", category=cast.light)
    report("邻居的", category=cast.light, by=cast.neighbour, wants_public=False)
    report("没有账号的人", category=cast.light, by=cast.anyone, wants_public=False)
    report("别处的", category=cast.light, by=cast.stranger, community=cast.there, wants_public=False)
    report(SECRET, category=cast.secret, by=cast.neighbour)
    hidden = report("被隐藏的", category=cast.light)
    hide_case(cast.worker, hidden, reason="有人名", now=now)
    given = report("交给物业的", category=cast.light, by=cast.neighbour, wants_public=False)
    assign_case(cast.worker, given, organisation=cast.manager, now=now)
    lent = report("交给志愿者的", category=cast.light, by=cast.neighbour, wants_public=False)
    assign_case(cast.worker, lent, person_id=cast.keys["volunteer"], now=now)
    walled = report("社工要回避的", category=cast.light, by=cast.neighbour, wants_public=False)
    accept_case(cast.chair, walled, now=now)
    wall_case(cast.chair, walled, person_id=cast.keys["worker"], reason="亲属", now=now)
    called = report("吹哨的", category=cast.light, by=cast.neighbour, wants_public=False)
    accept_case(cast.worker, called, now=now)
    blow_whistle(cast.worker, called, organisations=[cast.works, cast.office], text="请来", now=now)
    become_willing(cast.volunteer, community=cast.here, category=cast.carry, now=now)
    for text in ("等人来抬", "有人来抬"):
        carry = report(text, category=cast.carry, by=cast.neighbour, wants_public=False)
        call = call_for_hands(cast.worker, carry, now=now)
    take_offer(cast.worker, offer_hands(cast.volunteer, call, now=now), now=now)
    for text, verdict in (("志愿者要回避的", "wall"), ("有人看不得的", "hide")):
        carry = report(text, category=cast.carry, by=cast.neighbour, wants_public=False)
        call_for_hands(cast.worker, carry, now=now)
        if verdict == "wall":
            wall_case(cast.chair, carry, person_id=cast.keys["volunteer"], reason="亲属", now=now)
        else:
            hide_case(cast.worker, carry, reason="有人名", now=now)


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
    assert all(r.key != "violence" for r in rates_by("category", since=now - timedelta(days=1), until=later, now=later, english=True))  # fmt: skip
