"""Several at the same moment: arrivals, signatures on a demand, hands, and the two who sign."""

from datetime import timedelta

import pytest
from tests.races import at_once, needs_postgresql

from linli.facts.models import Fact
from linli.meetings import actions
from linli.meetings.models import Demand, DemandBacking, Meeting, Motion
from linli.meetings.queries.quorum import quorum_of
from linli.people.queries import actor_of

from .conftest import Way

DAY = timedelta(days=1)
pytestmark = needs_postgresql


@pytest.fixture
def way(real_cast, now) -> Way:
    return Way(real_cast, now)


def test_two_workers_who_mark_the_same_arrivals_count_each_once(way, real_cast, now):
    meeting = way.called()
    by = (real_cast.worker, real_cast.chair)
    told = at_once(4, lambda place: actions.let_in(by[place % 2], meeting, [1, 2, 3], is_here=True, now=now))
    assert told == ["done"] * 4
    found = Meeting.objects.get()
    assert (quorum_of(found, on=now.date()).count, found.most_here) == (3, 3)


def test_one_does_not_come_and_be_represented_at_once(way, real_cast, now):
    meeting = way.called()
    ways = (
        lambda: actions.let_in(real_cast.worker, meeting, [4], is_here=True, now=now),
        lambda: actions.give_proxy(real_cast.chair, meeting, giver=4, holder=1, now=now),
    )
    assert at_once(2, lambda place: ways[place]()) == ["Refused", "done"]


def test_nobody_acts_for_a_fourth_who_comes_at_the_same_moment(way, real_cast, now):
    meeting = way.called()
    told = at_once(4, lambda place: actions.give_proxy(real_cast.worker, meeting, giver=place + 2, holder=1, now=now))
    assert told == ["Refused", "done", "done", "done"]


def test_who_signs_on_line_and_on_paper_at_once_counts_once_and_a_demand_is_reached_once(way, real_cast, now):
    everybody = way.on_record()
    for resident, who in zip(everybody, ("resident", "neighbour", "volunteer", "mediator"), strict=False):
        resident.person_id = real_cast.keys[who]
        resident.save()
    demand = way.demanded()
    Demand.objects.update(reached_at=None, call_due_date=None, residents=30, households=60)
    Fact.objects.filter(kind="meetings.demand.reached")
    actors = [actor_of(real_cast.keys[who], now=now) for who in ("resident", "neighbour", "volunteer", "mediator")]
    ways = [lambda by=by: actions.back(by, demand, now=now) for by in actors]
    ways += [lambda: actions.count_paper(real_cast.worker, demand, [one.pk for one in everybody], now=now)] * 2
    assert at_once(6, lambda place: ways[place]()) == ["done"] * 6
    assert DemandBacking.objects.count() == 5
    assert (
        Fact.objects.filter(kind="meetings.demand.reached").count() == 2
    )  # way.demanded() reached it for five residents


def test_hands_are_counted_while_somebody_leaves_and_never_more_than_are_there(way, real_cast):
    meeting = way.opened(here=4)
    motion = actions.move(real_cast.worker, meeting, text="装", moved_by="演示甲", now=way.day)
    ways = (
        lambda: actions.count_hands(real_cast.chair, motion, yes=4, no=0, abstain=0, now=way.day),
        lambda: actions.let_in(real_cast.worker, meeting, [4], is_here=False, now=way.day),
    )
    told = at_once(2, lambda place: ways[place]())
    counted = Motion.objects.get()
    assert told in (["done", "done"], ["Invalid", "done"])
    assert counted.here in {4, None}


def test_two_who_sign_in_both_roles_at_once_leave_one_signature_each(way, real_cast):
    meeting = way.closed()
    actions.write_minutes(real_cast.worker, meeting, text="演示", now=way.day)
    by, roles = (real_cast.chair, real_cast.worker), ("head", "keeper")
    told = at_once(4, lambda place: actions.sign_minutes(by[place % 2], meeting, role=roles[place // 2], now=way.day))
    signed = list(Meeting.objects.get().signatures.values_list("role", "person"))
    assert told == ["Refused", "Refused", "done", "done"]
    assert len({role for role, _person in signed}) == len({person for _role, person in signed}) == 2
