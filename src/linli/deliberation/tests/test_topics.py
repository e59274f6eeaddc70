"""A topic from the idea to the report: support, stages, decision, steps, and that it is not closed before."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from linli.ballots.models import Ballot
from linli.base.errors import Invalid, NotYours, Refused
from linli.deliberation import actions
from linli.deliberation.actions import Intended, Plan
from linli.deliberation.models import Topic
from linli.facts.models import Fact
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.people.models import Person

DAY = timedelta(days=1)


def told(person: str, cast) -> list[str]:
    return list(Notice.objects.filter(person=cast.keys[person]).order_by("pk").values_list("kind", flat=True))


def test_enough_support_gives_the_committee_a_day_to_answer_by(way, cast, now):
    actions.set_support_needed(cast.chair, cast.here, persons=3, now=now)
    topic = way.raised()
    assert actions.support_topic(cast.neighbour, topic, is_wanted=True, now=now) == 2
    assert actions.support_topic(cast.neighbour, topic, is_wanted=True, now=now) == 2
    assert Topic.objects.get().supported_at is None
    assert actions.support_topic(cast.volunteer, topic, is_wanted=True, now=now) == 3
    topic.refresh_from_db()
    assert (topic.supported_at, topic.answer_due_date) == (now, now.date() + 15 * DAY)
    assert told("chair", cast) == ["deliberation.topic.supported"]


def test_support_can_be_taken_back_until_there_is_enough(way, cast, now):
    actions.set_support_needed(cast.chair, cast.here, persons=2, now=now)
    topic = way.raised()
    assert actions.support_topic(cast.resident, topic, is_wanted=False, now=now) == 0
    for actor in (cast.resident, cast.neighbour):
        actions.support_topic(actor, topic, is_wanted=True, now=now)
    with pytest.raises(Refused, match="附议人数已够"):
        actions.support_topic(cast.neighbour, topic, is_wanted=False, now=now)


def test_who_lives_elsewhere_neither_raises_nor_supports(way, cast, now):
    with pytest.raises(NotYours):
        actions.raise_topic(cast.stranger, cast.here, title="演示", about="演示", now=now)
    assert not Topic.objects.exists()
    with pytest.raises(NotYours):
        actions.support_topic(cast.stranger, way.raised(), is_wanted=True, now=now)


def test_a_declined_topic_says_why_and_tells_who_supported_it(way, cast, now):
    topic = way.raised()
    actions.support_topic(cast.neighbour, topic, is_wanted=True, now=now)
    with pytest.raises(Invalid):
        actions.decline_topic(cast.worker, topic, why=" ", now=now)
    actions.decline_topic(cast.worker, topic, why="这是区里管的，已经转交。", now=now)
    assert told("neighbour", cast) == told("resident", cast) == ["deliberation.topic.declined"]


@pytest.mark.parametrize(
    "plans",
    [
        [],
        [Plan("party", None, None)],
        [("discuss", 5, 1)],
        [("discuss", -9, -1)],
        [("discuss", 5, 9), ("meeting", 1, 12)],
        [("discuss", 0, 900)],
    ],
)
def test_stages_that_make_no_sense_are_not_planned(way, cast, now, plans):
    topic = way.raised()
    made = [
        one if isinstance(one, Plan) else Plan(one[0], now.date() + one[1] * DAY, now.date() + one[2] * DAY)
        for one in plans
    ]
    with pytest.raises(Invalid):
        actions.take_up(cast.chair, topic, made, now=now)
    assert Topic.objects.get().state == "raised"


def test_stages_end_in_their_order_with_words_and_whoever_took_part_hears_what_comes_next(way, cast, now):
    topic = way.discussed("discuss", "discuss")
    actions.end_stage(cast.worker, topic, outcome="大家同意先试一栋楼。", now=now)
    assert told("resident", cast) == ["deliberation.topic.taken_up", "deliberation.stage.begins"]
    actions.end_stage(cast.worker, topic, outcome="会上定下位置。", now=now)
    with pytest.raises(Refused, match="所有环节都结束了"):
        actions.end_stage(cast.worker, topic, outcome="再来", now=now)
    assert [stage.outcome for stage in topic.stages.all()] == ["大家同意先试一栋楼。", "会上定下位置。"]


def test_a_stage_that_has_not_begun_cannot_end_and_can_be_moved_with_a_reason(way, cast, now):
    later = Plan("discuss", now.date() + 3 * DAY, now.date() + 9 * DAY)
    topic = way.discussed(plans=[later])
    with pytest.raises(Refused, match="还没开始"):
        actions.end_stage(cast.worker, topic, outcome="早了", now=now)
    moved = actions.move_stage(
        cast.worker, topic.stages.get(), from_date=now.date(), to_date=now.date() + DAY, why="台风过后提前", now=now
    )
    assert (moved.from_date, moved.moved_why) == (now.date(), "台风过后提前")


def test_a_ballot_stage_ends_once_its_ballot_is_counted(way, cast, now):
    topic = way.discussed("ballot", wording="装六个充电桩。")
    with pytest.raises(Refused, match="还没有计票"):
        actions.end_stage(cast.worker, topic, outcome="票还没计", now=now)
    ballot = actions.prepare_ballot(
        cast.worker, topic, question="装几个？", choices=["四个", "六个"], votes_by="household", now=now
    )
    assert (ballot.kind, ballot.votes_by, [option.label for option in ballot.options.all()]) == (
        "most",
        "household",
        ["四个", "六个"],
    )
    with pytest.raises(Refused, match="已经起草"):
        actions.prepare_ballot(cast.worker, topic, question="再来", choices=[], votes_by="household", now=now)
    with pytest.raises(Refused, match="还没有计票"):
        actions.end_stage(cast.worker, topic, outcome="票还没计", now=now)
    Ballot.objects.filter(pk=ballot.pk).update(state="called_off", called_off_why="演示")
    actions.end_stage(cast.worker, topic, outcome="投票取消了。", now=now)


def test_a_topic_is_not_closed_before_every_step_is_done_and_everybody_was_told(way, cast, now):
    topic = way.decided("订购", "安装")
    order, build = topic.steps.all()
    with pytest.raises(Refused, match="还有步骤没有完成"):
        actions.report_back(cast.chair, topic, report="办好了", now=now)
    with pytest.raises(Refused):
        actions.close_topic(cast.chair, topic, now=now)
    actions.finish_step(cast.worker, order, note="买了六个", is_given_up=False, now=now)
    actions.finish_step(
        cast.worker, build, note="电容量不够，先装四个，余下的不装了", is_given_up=True, now=now + 20 * DAY
    )
    with pytest.raises(Refused, match="已经完成"):
        actions.finish_step(cast.worker, order, note="再来", is_given_up=False, now=now)
    actions.report_back(cast.chair, topic, report="四个充电桩已经能用。", now=now + 20 * DAY)
    assert told("resident", cast)[-1] == "deliberation.topic.reported"
    closed = actions.close_topic(cast.chair, topic, now=now + 21 * DAY)
    assert (closed.state, closed.told) == ("closed", 1)
    facts = Fact.objects.filter(kind="deliberation.step.finished").order_by("recorded_at")
    assert [fact.attributes for fact in facts] == [
        {"in_time": True, "is_given_up": False},
        {"in_time": False, "is_given_up": True},
    ]
    assert Fact.objects.get(kind="deliberation.topic.closed").value == 21


def test_the_database_holds_no_topic_that_is_closed_but_not_reported_back(way):
    topic = way.decided()
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(state="closed", closed_at=topic.raised_at)


def test_whoever_took_part_in_any_way_is_told_once(way, cast, now):
    topic = way.discussed("discuss", "opinions", wording="装六个。")
    comment = actions.comment_on_topic(cast.resident, topic, text="好", now=now)
    actions.support_comment(cast.volunteer, comment, is_wanted=True, now=now)
    actions.amend(cast.neighbour, topic, text="装四个。", why="够用", now=now)
    actions.end_stage(cast.worker, topic, outcome="好", now=now)
    statement = actions.state(cast.mediator, topic, text="装在围墙边", now=now)
    actions.take_stand(cast.unit_contact, statement, says=1, now=now)
    actions.end_stage(cast.worker, topic, outcome="好", now=now)
    actions.decide_topic(cast.chair, topic, outcome="不装。", steps=[], now=now)
    assert actions.report_back(cast.chair, topic, report="没有装。", now=now).told == 5
    assert Notice.objects.filter(kind="deliberation.topic.reported").count() == 5


def test_a_step_added_late_holds_the_report_back(way, cast, now):
    topic = way.decided()
    actions.add_step(cast.worker, topic, Intended("补种树", "物业", now.date()), now=now)
    with pytest.raises(Refused, match="还有步骤没有完成"):
        actions.report_back(cast.chair, topic, report="办好了", now=now)
    with pytest.raises(Invalid, match="今天或以后"):
        actions.add_step(cast.worker, topic, Intended("早了", "物业", now.date() - DAY), now=now)


def test_the_committee_is_reminded_of_answers_and_steps(way, cast, now):
    actions.set_support_needed(cast.chair, cast.here, persons=1, now=now)
    way.raised()
    way.decided("安装")
    say_what_is_due(now + 5 * DAY)
    assert "deliberation.step.due" not in told("worker", cast)
    say_what_is_due(now + 15 * DAY)
    assert told("worker", cast)[-2:] == ["deliberation.answer.due", "deliberation.step.due"]


def test_a_stage_for_certain_buildings_or_representatives_is_for_them_alone(way, cast, now):
    homes = way.discussed(plans=way.plans("discuss", who="buildings", buildings=[cast.building.pk]))
    with pytest.raises(NotYours, match="某些楼栋"):
        actions.comment_on_topic(cast.neighbour, homes, text="我不住那栋", now=now)

    Person.objects.filter(pk=cast.keys["neighbour"]).update(door=cast.door)
    actions.comment_on_topic(cast.neighbour, homes, text="我住那栋", now=now)
    chosen = way.discussed(plans=way.plans("discuss", who="representatives"))
    with pytest.raises(NotYours, match="居民代表"):
        actions.comment_on_topic(cast.neighbour, chosen, text="我不是代表", now=now)


def test_buildings_of_elsewhere_are_not_asked(way, cast, now):
    with pytest.raises(Invalid, match="楼栋"):
        way.discussed(plans=way.plans("discuss", who="buildings", buildings=[999]))
