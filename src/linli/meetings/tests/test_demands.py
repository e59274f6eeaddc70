"""A tenth of the residents or households, or a third of the representatives, demand a meeting: counted once each, and then it must be called."""

from datetime import timedelta

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.meetings import actions
from linli.meetings.models import Demand, DemandBacking
from linli.meetings.queries.demands import demands, shares_of
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.people.actions import give_role
from linli.people.models import Person
from linli.places.actions.rules import set_rule

DAY = timedelta(days=1)


def test_a_tenth_of_the_residents_is_enough_and_the_committee_is_told_by_when(way, cast, now):
    demand = way.demanded()
    assert [
        (share.by, share.count, share.asked.number, share.asked.whole) for share in shares_of(demand, on=now.date())
    ] == [
        ("residents", 1, 1, 5),
        ("households", 1, 1, 3),
        ("representatives", 0, 1, 0),
    ]
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
    say_what_is_due(now + 31 * DAY)
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


def test_representatives_alone_demand_their_assembly_and_count_on_paper_too(way, cast, now):
    for who in ("resident", "neighbour"):
        give_role(
            HOUSE, Person.objects.get(pk=cast.keys[who]), kind="representative", division=cast.here.division, now=now
        )
    way.known(1, "neighbour")
    with pytest.raises(NotYours, match="居民代表提议"):
        way.demanded("mediator", kind="representatives")
    way.known(0, "resident")
    demand = way.demanded("resident", kind="representatives")
    actions.count_paper(cast.worker, demand, [way.on_record()[1].pk], now=now)
    assert [(share.by, share.count, share.asked.whole) for share in shares_of(demand, on=now.date())] == [
        ("representatives", 2, 2)
    ]


def _not_reached(demand):
    Demand.objects.update(reached_at=None, call_due_date=None, residents=500, households=500, representatives=50)
    return Demand.objects.get(pk=demand.pk)


def test_a_signature_is_taken_back_until_it_is_enough(way, cast, now):
    demand = way.demanded()
    with pytest.raises(Refused, match="必须召开"):
        actions.take_back(cast.resident, demand, now=now)
    demand = _not_reached(demand)
    actions.take_back(cast.resident, demand, now=now)
    assert not DemandBacking.objects.exists()
    second = way.on_record()[1].pk
    actions.count_paper(cast.worker, demand, [second], now=now)
    actions.strike_paper(cast.worker, demand, [second], now=now)
    with pytest.raises(Missing):
        actions.strike_paper(cast.worker, demand, [second], now=now)
    assert not DemandBacking.objects.exists()


def test_a_demand_that_was_not_reached_lapses_and_who_signed_is_forgotten(way, cast, now):
    demand = _not_reached(way.demanded())
    later = now + 181 * DAY
    assert demands(cast.resident, cast.here, on=later.date()) == []
    with pytest.raises(Refused, match="失效"):
        actions.back(cast.resident, demand, now=later)
    assert actions.forget_signatures(HOUSE, now=later) == 1


def test_once_the_meeting_was_held_it_is_kept_how_many_and_not_who(way, cast, now):
    demand = way.demanded()
    meeting = way.draft(demand=demand)
    actions.build_seats(cast.worker, meeting, now=now)
    actions.call_meeting(cast.chair, meeting, now=now)
    actions.let_in(cast.worker, meeting, [1, 2, 3], is_here=True, now=way.day)
    actions.open_meeting(cast.chair, meeting, now=way.day)
    actions.close_meeting(cast.chair, meeting, now=way.day)
    assert Demand.objects.get().counted == {"residents": 1, "households": 1, "representatives": 0}
    assert not DemandBacking.objects.exists()
    assert shares_of(Demand.objects.get(), on=now.date())[0].count == 1


def test_a_demand_is_answered_by_the_kind_of_meeting_that_was_demanded(way, cast):
    demand = way.demanded()
    with pytest.raises(Invalid, match="另一种会议"):
        way.draft(demand=demand, kind="council", counts="invited")


def test_a_charter_may_be_content_with_fewer_signatures_and_not_ask_for_more(way, cast, now):
    given = {
        "key": "meetings.demand_residents",
        "source": "演示章程",
        "article": "一",
        "confirmed_by": "演示",
        "from_date": now.date(),
        "now": now,
    }
    with pytest.raises(Invalid):
        set_rule(cast.chair, cast.here.division, value={"share": "1/5", "over": False}, **given)
    set_rule(cast.chair, cast.here.division, value={"share": "1/20", "over": False}, **given)
    demand = _not_reached(way.demanded())
    assert [share.asked.number for share in shares_of(demand, on=now.date())] == [25, 50, 17]


def test_paper_signatures_are_written_down_by_name_and_nobody_sees_who_had_signed(way, cast, visit):
    demand = way.demanded()
    page = visit("worker").get(f"/desk/meetings/demands/{demand.pk}/?q=演示").content.decode()
    assert page.count('value="signed"') == page.count('value="struck"') == 5
