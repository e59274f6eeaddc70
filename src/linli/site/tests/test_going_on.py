"""What goes on in a community: on its home, on the page of what is decided together, and in the menu."""

from datetime import timedelta

import pytest

from linli.deliberation.actions import hide_words, raise_topic, set_support_needed
from linli.deliberation.queries.desk import topics_waiting
from linli.facts.going_on import going_on
from linli.meetings.actions import add_seat, call_meeting, draft_meeting


@pytest.fixture
def topic(cast, now):
    return raise_topic(cast.resident, cast.here, title="演示：楼下装充电桩", about="大家商量。", now=now)


@pytest.fixture
def meeting(cast, now):
    draft = draft_meeting(
        cast.worker,
        cast.here,
        kind="council",
        counts="invited",
        title="演示：议事会",
        place="活动室",
        starts_at=now + timedelta(days=9),
        head="主任",
        keeper="社工",
        agenda=["充电桩"],
        now=now,
    )
    add_seat(cast.worker, draft, name="演示甲", now=now)
    return call_meeting(cast.chair, draft, now=now)


def test_what_has_a_day_stands_before_what_has_none(cast, now, topic, meeting):
    assert [going.title for going in going_on(cast.here, now=now)] == [meeting.title, topic.title]


def test_another_community_has_its_own(cast, now, topic):
    assert going_on(cast.there, now=now) == []


def test_a_hidden_topic_does_not_go_on(cast, now, topic):
    hide_words(cast.worker, topic, reason="advert", now=now)
    assert going_on(cast.here, now=now) == []


@pytest.mark.parametrize("path", ["/c/jia/", "/together/"])
def test_everybody_reads_what_goes_on(visit, topic, path):
    assert topic.title in visit().get(path).content.decode()


@pytest.mark.parametrize(
    ("who", "path", "current"),
    [
        (None, "/topics/", "together"),
        (None, "/rates/", "open"),
        ("worker", "/desk/meetings/", "work"),
        ("worker", "/desk/", "desk"),
    ],
)
def test_the_menu_shows_where_one_is(visit, who, path, current):
    page = visit(who).get(path).content.decode()
    assert f'data-key="{current}" aria-current="page"' in page
    assert page.split("</nav>")[0].count('aria-current="page"') == 1


def test_what_waits_stands_on_the_tile_of_who_can_do_it(cast, now, visit, topic):
    set_support_needed(cast.chair, cast.here, persons=1, now=now)
    raise_topic(cast.neighbour, cast.here, title="演示：楼下装长凳", about="大家商量。", now=now)
    assert topics_waiting(cast.chair) == 1
    assert topics_waiting(cast.other_worker) == 0
    assert '<span class="count">1</span>' in visit("chair").get("/work/").content.decode()
