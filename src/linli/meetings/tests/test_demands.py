"""A tenth of the residents or households, or a third of the representatives, demand a meeting: counted once each, and then it must be called."""

from datetime import timedelta

import pytest

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.meetings import actions
from linli.meetings.models import Demand, DemandBacking
from linli.meetings.queries.demands import demands, shares_of
from linli.notices.models import Notice

DAY = timedelta(days=1)


def test_a_tenth_of_the_residents_is_enough_and_the_committee_is_told_by_when(way, cast, now):
    demand = way.demanded()
    assert [(share.by, share.count, share.asked.number, share.asked.whole) for share in shares_of(demand, on=now.date())] == [
        ("residents", 1, 1, 5), ("households", 1, 1, 3), ("representatives", 0, 1, 0),
    ]  # fmt: skip
    assert demand.call_due_date == now.date() + 30 * DAY
    assert Fact.objects.get(kind="meetings.demand.reached").attributes == {"asked_by": "residents"}
    assert Notice.objects.filter(person=cast.keys["chair"], kind="meetings.demand.reached").count() == 1


def test_each_counts_once_on_line_and_on_paper(way, cast, now):
    demand = way.demanded()
    first, second, *_others = way.on_record()
    actions.count_paper(cast.worker, demand, [first.pk, second.pk], now=now)
    actions.back(cast.resident, demand, now=now)
    assert DemandBacking.objects.count() == 2
    with pytest.raises(Missing):
        actions.count_paper(cast.worker, demand, [999_999], now=now)
    with pytest.raises(NotYours):
        actions.count_paper(cast.resident, demand, [second.pk], now=now)


def test_who_is_not_on_record_does_not_count_and_is_told_what_to_do(way, cast, now):
    demand = way.demanded()
    with pytest.raises(NotYours, match="登记"):
        actions.back(cast.neighbour, demand, now=now)
    with pytest.raises(NotYours):
        actions.back(cast.stranger, demand, now=now)


def test_who_demands_is_read_by_nobody(way, cast, now):
    way.demanded()
    mine, theirs = (
        demands(cast.resident, cast.here, on=now.date())[0],
        demands(cast.worker, cast.here, on=now.date())[0],
    )
    assert (mine.is_mine, theirs.is_mine) == (True, False)
    assert vars(mine.shares[0]) == vars(theirs.shares[0])


def test_a_demand_not_followed_is_said_to_the_street(way, cast, now):
    way.demanded()
    actions.remind(now + 31 * DAY)
    assert Notice.objects.filter(person=cast.keys["street_officer"], kind="meetings.call.due").count() == 1


def test_the_meeting_answers_the_demand_and_calling_it_off_brings_it_back(way, cast, now):
    demand = way.demanded()
    meeting = way.draft(demand=demand)
    assert [one.demand for one in demands(cast.resident, cast.here, on=now.date())] == [demand]
    actions.build_seats(cast.worker, meeting, now=now)
    actions.call_meeting(cast.chair, meeting, now=now)
    with pytest.raises(Refused, match="已经召集"):
        actions.back(cast.resident, demand, now=now)
    actions.call_off(cast.chair, meeting, why="台风", now=now)
    assert Demand.objects.get().meeting_id is None


def test_only_meetings_that_the_law_names_are_demanded(way):
    with pytest.raises(Invalid):
        way.demanded(kind="talk")
    assert not Demand.objects.exists()
