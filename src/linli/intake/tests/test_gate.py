"""A task from above: stopped without money, admitted with change, carried out, ended; emergencies; residents' say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.funds.actions.ledger import receive_money
from linli.funds.queries.sums import by_payer
from linli.intake.actions.applying import (
    draft_application,
    enter_emergency,
    save_application,
    submit_application,
    withdraw_application,
)
from linli.intake.actions.carrying_out import end_what_ran_out, finish_step, say_what_task_is_worth
from linli.intake.actions.deciding import (
    Change,
    admit_application,
    end_task,
    keep_task,
    refuse_application,
    return_application,
)
from linli.intake.actions.speaking import comment_on_application
from linli.intake.completeness import minutes_a_week
from linli.intake.models import Application, Step, Task
from linli.intake.queries.applications import story
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due
from linli.people.actions import add_person
from linli.people.queries import actor_of

from .given import WHOLE, drafted, submitted

ADMIT = {"duty_list": "assistance", "reasons": "有法律依据，经费已落实。"}


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("money_fen", "经费"),
        ("people", "人员"),
        ("means", "物资"),
        ("exit", "退出"),
        ("basis_article", "条款"),
        ("to_date", "到哪一天"),
    ],
)
def test_without_money_people_or_means_it_cannot_be_submitted(cast, now, missing, said):
    draft = drafted(cast, now, **{missing: None})
    with pytest.raises(Invalid, match=said):
        submit_application(cast.department_officer, draft, now=now)
    assert Application.objects.get().state == "draft"
    assert not Notice.objects.exists()


def test_it_is_applied_for_thirty_working_days_ahead_and_decided_within_fifteen(cast, now):
    early = drafted(cast, now, from_date=date(2026, 12, 20))
    with pytest.raises(Invalid) as no:
        submit_application(cast.department_officer, early, now=now)
    assert no.value.field == "from_date"
    save_application(cast.department_officer, early, from_date=WHOLE["from_date"], now=now)
    made = submit_application(cast.department_officer, early, now=now)
    assert made.decide_due_date == date(2026, 12, 14)  # fifteen working days after Monday 23 November


def test_what_the_list_says_is_not_for_communities_cannot_be_asked(cast, now):
    from linli.intake.actions.lists import keep_line

    line = keep_line(
        cast.coordinator,
        None,
        list_="not_ours",
        county=cast.county,
        name="健在证明",
        law="民发〔2020〕20号",
        article="附件",
        now=now,
    )
    with pytest.raises(Refused, match="不应承担"):
        submit_application(cast.department_officer, drafted(cast, now, duty_id=line.pk), now=now)


def test_admitted_with_change_each_community_gets_its_steps_and_the_reasons_are_public(cast, now):
    made = submitted(cast, now)
    change = Change(minutes_each_time=60, money_fen=800000, without=[cast.there.pk])
    made = admit_application(cast.coordinator, made, change=change, now=now, **ADMIT)
    assert (made.state, made.number) == ("admitted", "准〔2026〕1号")
    assert list(Task.objects.values_list("community", "minutes_a_week")) == [(cast.here.pk, 60)]
    assert list(Step.objects.values_list("what", "due_date")) == [("上门一次", date(2027, 2, 20))]
    line = story(made)[-1]
    assert line.text == ADMIT["reasons"]
    assert any("5,000.00 → 8,000.00" in change for change in line.changes)
    assert Notice.objects.filter(person=cast.keys["chair"], kind="intake.application.admitted").exists()
    assert not Notice.objects.filter(person=cast.keys["resident"]).exists()


def test_money_follows_the_task_onto_a_line_of_its_own(cast, now):
    admit_application(cast.coordinator, submitted(cast, now), change=Change(money_fen=800000), now=now, **ADMIT)
    tasks = Task.objects.select_related("line__payer")
    assert {(t.line.task_number, t.line.payer.name, t.line.source) for t in tasks} == {
        ("准〔2026〕1号", "区城管局", "task")
    }
    line = tasks.get(community=cast.here).line
    receive_money(cast.chair, line, amount_fen=300000, on=now.date(), text="到账", now=now)
    assert by_payer([cast.works.pk]) == {cast.works.pk: (1600000, 300000, 0)}


def test_a_task_for_hundreds_of_communities_is_given_in_few_statements(cast, now, django_assert_max_num_queries):
    made = submitted(cast, now)
    with django_assert_max_num_queries(60):
        admit_application(cast.coordinator, made, now=now, **ADMIT)


@pytest.mark.parametrize(
    "who", ["department_officer", "street_officer", "chair", "worker", "auditor", "administrator", "resident"]
)
def test_only_the_district_decides(cast, now, who):
    made = submitted(cast, now)
    for decide, more in (
        (admit_application, ADMIT),
        (refuse_application, {"reasons": "不"}),
        (return_application, {"reasons": "不"}),
    ):
        with pytest.raises(NotYours):
            decide(getattr(cast, who), made, now=now, **more)


def test_a_returned_one_is_completed_and_submitted_again(cast, now):
    made = return_application(cast.coordinator, submitted(cast, now), reasons="请写明退出条件。", now=now)
    with pytest.raises(Refused):
        admit_application(cast.coordinator, made, now=now, **ADMIT)
    save_application(cast.department_officer, made, exit="半年后退出", now=now)
    assert submit_application(cast.department_officer, made, now=now).state == "submitted"


def test_committees_comment_before_the_decision_and_not_after(cast, now):
    made = submitted(cast, now)
    comment_on_application(cast.chair, made, cast.here, text="人手不够", now=now)
    comment_on_application(cast.chair, made, cast.here, text="人手不够，请派两人", now=now)
    assert [c.text for c in made.comments.all()] == ["人手不够，请派两人"]
    with pytest.raises(NotYours):
        comment_on_application(cast.chair, made, cast.there, text="替别人说", now=now)
    admit_application(cast.coordinator, made, now=now, **ADMIT)
    with pytest.raises(NotYours):
        comment_on_application(cast.chair, made, cast.here, text="晚了", now=now)


def test_an_emergency_enters_at_once_and_ends_by_itself_if_nobody_reviews_it(cast, now):
    draft = drafted(cast, now, money_fen=None, people="", means="", from_date=None, to_date=date(2027, 1, 10))
    made = enter_emergency(cast.department_officer, draft, now=now)
    assert (made.state, made.number, Task.objects.count()) == ("admitted", "准〔2026〕1号", 2)
    end_what_ran_out(now + timedelta(days=15))
    assert Application.objects.get().state == "admitted"
    end_what_ran_out(now + timedelta(days=16))
    ended = Application.objects.get()
    assert ended.state == "ended"
    assert ended.events.last().by_role == "house"
    assert not Task.objects.filter(to_date__gt=ended.ended_date).exists()


def test_an_emergency_is_admitted_only_once_money_people_and_means_are_there(cast, now):
    draft = drafted(cast, now, money_fen=None, from_date=None, to_date=date(2027, 1, 10))
    made = enter_emergency(cast.department_officer, draft, now=now)
    with pytest.raises(Invalid, match="经费"):
        admit_application(cast.coordinator, made, now=now, **ADMIT)
    made = admit_application(cast.coordinator, made, change=Change(money_fen=100000), now=now, **ADMIT)
    assert made.review_due_date == date(2027, 11, 23)
    end_what_ran_out(now + timedelta(days=20))
    assert Application.objects.get().state == "admitted"


@pytest.mark.parametrize("to_date", [None, date(2026, 11, 23), date(2027, 12, 1)])
def test_an_emergency_has_an_end_within_the_rule(cast, now, to_date):
    with pytest.raises(Invalid) as no:
        enter_emergency(cast.department_officer, drafted(cast, now, from_date=None, to_date=to_date), now=now)
    assert no.value.field == "to_date"


def test_numbers_follow_each_other_in_a_county_and_year(cast, now):
    numbers = [admit_application(cast.coordinator, submitted(cast, now), now=now, **ADMIT).number for _n in range(3)]
    assert numbers == ["准〔2026〕1号", "准〔2026〕2号", "准〔2026〕3号"]


def test_a_step_is_done_by_its_own_community_once(cast, now):
    admit_application(cast.coordinator, submitted(cast, now), now=now, **ADMIT)
    step = Step.objects.get(task__community=cast.here)
    with pytest.raises(Missing):
        finish_step(cast.other_worker, step.pk, now=now)
    finish_step(cast.worker, step.pk, note="二十八户", now=now)
    finish_step(cast.chair, step.pk, note="又一次", now=now)
    step.refresh_from_db()
    assert (step.done_by_id, step.note) == (cast.keys["worker"], "二十八户")
    assert Fact.objects.filter(kind="intake.step.done").count() == 1


def test_where_most_residents_want_it_to_end_the_district_must_answer_or_it_ends(cast, now):
    made = admit_application(cast.coordinator, submitted(cast, now), now=now, **ADMIT)
    people = [
        actor_of(add_person(cast.worker, name=f"居民{n}", community=cast.here, telephone="", now=now).pk, now=now)
        for n in range(20)
    ]
    for n, person in enumerate(people):
        say_what_task_is_worth(person, made, should_end=n >= 9, now=now)
    made.refresh_from_db()
    assert made.events.last().key == "intake.task.exit_asked"
    assert made.review_due_date == date(2026, 12, 8)
    end_what_ran_out(now + timedelta(days=14))
    assert Application.objects.get().state == "admitted"
    end_what_ran_out(now + timedelta(days=16))
    assert Application.objects.get().state == "ended"


def test_reasons_given_in_time_keep_it(cast, now):
    made = admit_application(cast.coordinator, submitted(cast, now), now=now, **ADMIT)
    people = [
        actor_of(add_person(cast.worker, name=f"居民{n}", community=cast.here, telephone="", now=now).pk, now=now)
        for n in range(20)
    ]
    for person in people:
        say_what_task_is_worth(person, made, should_end=True, now=now)
    keep_task(cast.coordinator, made, reasons="法律要求必须做，已减半。", now=now + timedelta(days=3))
    end_what_ran_out(now + timedelta(days=30))
    assert Application.objects.get().state == "admitted"


def test_who_lives_elsewhere_says_nothing_of_it(cast, now):
    made = admit_application(cast.coordinator, submitted(cast, now, communities=[cast.here.pk]), now=now, **ADMIT)
    for who in (cast.stranger, cast.anyone, cast.department_officer):
        with pytest.raises(NotYours):
            say_what_task_is_worth(who, made, should_end=True, now=now)


def test_the_later_of_two_who_decide_sees_the_other(cast, now):
    made = submitted(cast, now)
    seen = made.version
    admit_application(cast.coordinator, made, now=now, seen=seen, **ADMIT)
    with pytest.raises(ChangedMeanwhile):
        refuse_application(cast.coordinator, made, reasons="不同意", now=now, seen=seen)


def test_whoever_applies_does_not_decide(cast, now):
    made = submitted(cast, now)
    both = replace(cast.coordinator, roles=cast.coordinator.roles + cast.department_officer.roles)
    with pytest.raises(NotYours):
        admit_application(both, made, now=now, **ADMIT)


def test_one_applies_for_ones_own_office_and_for_its_own_communities(cast, now):
    with pytest.raises(NotYours):
        draft_application(cast.street_officer, cast.works, title="x", kind="check", now=now)
    with pytest.raises(Invalid, match="管辖范围"):
        draft_application(cast.department_officer, cast.works, title="x", kind="check", communities=[999999], now=now)


def test_the_district_is_reminded_of_what_it_must_decide(cast, now):
    submitted(cast, now)
    Notice.objects.all().delete()
    say_what_is_due(now)
    assert not Notice.objects.exists()
    say_what_is_due(now + timedelta(days=19))
    assert list(Notice.objects.values_list("person", "kind")) == [(cast.keys["coordinator"], "intake.warned")]


def test_history_is_never_changed(cast, now):
    submitted(cast, now)
    for change in ("UPDATE intake_event SET text = 'x'", "DELETE FROM intake_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_withdrawn_and_ended_ones_go_no_further(cast, now):
    gone = withdraw_application(cast.department_officer, submitted(cast, now), now=now)
    with pytest.raises(Refused):
        admit_application(cast.coordinator, gone, now=now, **ADMIT)
    over = end_task(
        cast.coordinator,
        admit_application(cast.coordinator, submitted(cast, now), now=now, **ADMIT),
        reasons="已完成",
        now=now,
    )
    with pytest.raises(Refused):
        end_task(cast.coordinator, over, reasons="再一次", now=now)


@pytest.mark.once
@pytest.mark.parametrize(
    ("minutes", "frequency", "weeks", "expected"),
    [
        (30, "daily", 10, 150),
        (120, "weekly", 10, 120),
        (120, "monthly", 52, 28),
        (100, "quarterly", 52, 8),
        (520, "yearly", 52, 10),
        (600, "once", 10, 60),
        (600, "once", 0.5, 600),
    ],
)
def test_minutes_a_week_are_those_reckoned_by_hand(minutes, frequency, weeks, expected):
    first = date(2027, 1, 4)
    assert minutes_a_week(minutes, frequency, first, first + timedelta(days=int(weeks * 7))) == expected
