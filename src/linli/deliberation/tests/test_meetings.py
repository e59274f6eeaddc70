"""The stage of a topic that is a meeting: drafted with one press, ended with signed minutes, its steps shown on the topic and written once."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.base.errors import Refused
from linli.deliberation import actions
from linli.deliberation.queries.topics import agreed_steps, took_part
from linli.meetings import actions as meetings
from linli.meetings.registries import belongs_to

DAY = timedelta(days=1)


@pytest.fixture
def held(way, cast, now):
    """A topic whose meeting was called, held with one step agreed on, and written down."""

    def held():
        topic = way.discussed("meeting")
        meeting = actions.prepare_meeting(cast.worker, topic, now=now)
        meetings.add_seat(cast.worker, meeting, name="演示甲", now=now)
        meetings.call_meeting(cast.chair, meeting, now=now)
        then = meeting.starts_at
        meetings.let_in(cast.worker, meeting, [1], is_here=True, now=then)
        meetings.open_meeting(cast.chair, meeting, now=then)
        step = meetings.agree_step(
            cast.worker, meeting, text="量尺寸", owner="物业", due_date=localdate(then) + 5 * DAY, now=then
        )
        meetings.close_meeting(cast.chair, meeting, now=then)
        meetings.write_minutes(cast.worker, meeting, text="演示记录", now=then)
        return topic, meeting, step, then

    return held


def test_one_press_drafts_the_meeting_on_the_first_evening_that_the_rule_allows(way, cast, now):
    topic = way.discussed("meeting")
    meeting = actions.prepare_meeting(cast.worker, topic, now=now)
    assert (meeting.kind, meeting.title, localdate(meeting.starts_at)) == ("council", topic.title, now.date() + 3 * DAY)
    assert belongs_to(meeting) == (topic.title, f"/topics/{topic.pk}/")
    with pytest.raises(Refused, match="已经起草"):
        actions.prepare_meeting(cast.worker, topic, now=now)
    with pytest.raises(Refused, match="属于"):
        meetings.discard_draft(cast.worker, meeting, now=now)


def test_a_stage_for_representatives_is_their_assembly(way, cast, now):
    topic = way.discussed(plans=way.plans("meeting", who="representatives"))
    meeting = actions.prepare_meeting(cast.worker, topic, now=now)
    assert (meeting.kind, meeting.counts) == ("representatives", "representative")


def test_the_stage_ends_once_the_minutes_are_signed(held, cast):
    topic, meeting, _step, then = held()
    with pytest.raises(Refused, match="还没有签字"):
        actions.end_stage(cast.worker, topic, outcome="装", now=then)
    meetings.sign_minutes(cast.chair, meeting, role="head", now=then)
    meetings.sign_minutes(cast.worker, meeting, role="keeper", now=then)
    assert actions.end_stage(cast.worker, topic, outcome="装", now=then).ended_at == then


def test_a_stage_without_a_meeting_does_not_end_and_one_that_was_called_off_has_another(way, cast, now):
    topic = way.discussed("meeting")
    with pytest.raises(Refused, match="还没有签字"):
        actions.end_stage(cast.worker, topic, outcome="装", now=now)
    meeting = actions.prepare_meeting(cast.worker, topic, now=now)
    meetings.add_seat(cast.worker, meeting, name="演示甲", now=now)
    meetings.call_meeting(cast.chair, meeting, now=now)
    meetings.call_off(cast.chair, meeting, why="台风", now=now)
    assert actions.prepare_meeting(cast.worker, topic, now=now) != meeting
    assert topic.stages.get().meeting.state == "draft"


def test_what_the_meeting_agreed_on_is_on_the_topic_and_has_to_be_finished(held, cast, visit):
    topic, meeting, step, then = held()
    meetings.sign_minutes(cast.chair, meeting, role="head", now=then)
    meetings.sign_minutes(cast.worker, meeting, role="keeper", now=then)
    actions.end_stage(cast.worker, topic, outcome="装", now=then)
    actions.decide_topic(cast.chair, topic, outcome="装", steps=[], now=then)
    assert agreed_steps(topic) == [step]
    with pytest.raises(Refused, match="步骤"):
        actions.report_back(cast.chair, topic, report="装好了", now=then)
    meetings.finish_step(cast.worker, step, note="量好了", is_given_up=False, now=then)
    actions.report_back(cast.chair, topic, report="装好了", now=then)
    assert "量尺寸" in visit().get(f"/topics/{topic.pk}/").content.decode()


def test_whoever_was_at_the_meeting_took_part(way, cast, now):
    topic = way.discussed("meeting")
    meeting = actions.prepare_meeting(cast.worker, topic, now=now)
    seat = meetings.add_seat(cast.worker, meeting, name="邻居乙", now=now)
    seat.person_key, seat.was_here = cast.keys["neighbour"], True
    seat.save()
    assert cast.keys["neighbour"] in took_part(topic)
