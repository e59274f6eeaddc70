"""Deadlines follow category and calendar; what was promised first stays what figures count by; the number stays what it is."""

from datetime import date, datetime, timedelta

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Refused
from linli.base.working_time import CHINA
from linli.casework.actions import handling, merging, resolving
from linli.casework.actions.receiving import report_case
from linli.casework.actions.setup import set_clock
from linli.casework.actions.whistles import blow_whistle
from linli.casework.models import Case, WhistleCall
from linli.casework.queries.rates import rates_by
from linli.facts.models import Fact
from linli.notices.models import Notice
from linli.places.actions.calendar import Day, set_calendar_days
from linli.places.actions.tree import set_calendar_day, unset_calendar_day
from linli.places.models import CalendarDay
from linli.places.queries import forget_calendars

DUES = ("accept_due_at", "answer_due_at", "resolve_due_at")
FIRST = ("first_accept_due_at", "first_answer_due_at", "first_resolve_due_at")


@pytest.fixture(autouse=True)
def read_anew():
    """The calendar is kept in memory for seconds, and a test's rows are gone sooner."""
    forget_calendars()
    yield
    forget_calendars()


@pytest.fixture
def urgent(cast, now):
    """Carrying is due sooner than a street light."""
    for kind, minutes in (("accept", 30), ("answer", 120), ("resolve", 420)):
        set_clock(HOUSE, kind=kind, working_minutes=minutes, source="本社区承诺", category=cast.carry, now=now)


def reported(cast, at, category=None):
    return report_case(cast.resident, community=cast.here, category=category or cast.light, text="灯坏了", now=at).case


def dues(case, names=DUES):
    return [getattr(Case.objects.get(pk=case.pk), name) for name in names]


def free(cast, day, now, **more):
    return set_calendar_day(cast.administrator, day=day, is_working=False, name="放假", source="通知", now=now, **more)


# The category


def test_another_category_gives_its_own_deadlines_from_the_report_on(cast, now, urgent):
    case, same = reported(cast, now), reported(cast, now, cast.carry)
    first = dues(case, FIRST)
    handling.recategorise_case(cast.worker, case, category=cast.carry, now=now + timedelta(hours=2))
    assert dues(case) == dues(same)
    assert dues(case, FIRST) == first  # what was promised first stays
    assert Notice.objects.filter(person=cast.keys["resident"], kind="casework.case.due_moved").count() == 1
    handling.recategorise_case(
        cast.worker, Case.objects.get(pk=case.pk), category=cast.light, now=now + timedelta(hours=3)
    )
    assert dues(case) == first


def test_a_pause_and_an_extension_go_along_with_the_change(cast, now, urgent):
    case, same = reported(cast, now), reported(cast, now, cast.carry)
    for one in (case, same):
        handling.accept_case(cast.worker, one, now=now)
        handling.extend_case(cast.worker, Case.objects.get(pk=one.pk), working_minutes=420, reason="等件", now=now)
        handling.ask_reporter(cast.worker, Case.objects.get(pk=one.pk), text="几点在家？", now=now)
        handling.reply_to_question(
            cast.resident, Case.objects.get(pk=one.pk), text="六点", now=now + timedelta(hours=1)
        )
    handling.recategorise_case(
        cast.worker, Case.objects.get(pk=case.pk), category=cast.carry, now=now + timedelta(hours=2)
    )
    assert dues(case) == dues(same)


def test_what_is_over_keeps_the_deadlines_it_had(cast, now, urgent):
    case = reported(cast, now)
    resolving.resolve_case(cast.worker, case, outcome="solved", text="好了", now=now)
    before = dues(case)
    handling.recategorise_case(cast.worker, Case.objects.get(pk=case.pk), category=cast.carry, now=now)
    assert dues(case) == before


def test_a_case_from_before_the_inputs_were_kept_follows_too(cast, now, urgent):
    case, same = reported(cast, now), reported(cast, now, cast.carry)
    Case.objects.filter(pk=case.pk).update(clocks_from=None, clock_minutes={})
    handling.recategorise_case(cast.worker, Case.objects.get(pk=case.pk), category=cast.carry, now=now)
    assert dues(case) == dues(same)


# The calendar


def test_an_official_notice_moves_what_was_reckoned_without_it(cast):
    at = datetime(2026, 12, 29, 16, 0, tzinfo=CHINA)
    case = reported(cast, at)
    assert case.is_due_provisional
    free(cast, date(2027, 1, 4), at)
    free(cast, date(2027, 1, 5), at)
    again = reported(cast, at)
    assert dues(case) == dues(again)
    assert Notice.objects.filter(person=cast.keys["resident"], kind="casework.case.due_moved").count() == 2


@pytest.mark.parametrize("where", [None, "here", "there"])
def test_a_typhoon_day_moves_the_deadlines_of_where_it_is_set(cast, now, where):
    case = reported(cast, now)
    before = dues(case)
    division = getattr(cast, where).division if where else None
    free(cast, date(2026, 11, 24), now, division=division)
    moved = [due - earlier for due, earlier in zip(dues(case), before, strict=True)]
    expected = [timedelta(0), timedelta(days=1), timedelta(days=1)] if where != "there" else [timedelta(0)] * 3
    assert moved == expected
    assert dues(case, FIRST) == before  # a promise that was not provisional stays what figures count by


def test_a_day_that_follows_the_week_again_takes_it_back_and_days_outside_move_nothing(cast, now):
    case = reported(cast, now)
    before, version = dues(case), Case.objects.get().version
    free(cast, date(2026, 11, 24), now)
    unset_calendar_day(cast.administrator, day=date(2026, 11, 24), now=now)
    assert dues(case) == before
    told = Notice.objects.count()
    free(cast, date(2026, 11, 20), now)
    free(cast, date(2027, 3, 1), now)
    assert (dues(case), Notice.objects.count(), Case.objects.get().version) == (before, told, version)


def test_many_days_at_once_are_told_once_and_an_office_gets_the_day_too(cast, now):
    case = reported(cast, now)
    handling.accept_case(cast.worker, case, now=now)
    blow_whistle(cast.worker, Case.objects.get(), organisations=[cast.works], text="请来", now=now)
    before = WhistleCall.objects.get().due_at
    days = [Day(n, date(2026, 11, 23 + n), False, "台风", "停工令") for n in (1, 2)]
    set_calendar_days(cast.administrator, days, now=now)
    assert Notice.objects.filter(person=cast.keys["resident"], kind="casework.case.due_moved").count() == 1
    assert WhistleCall.objects.get().due_at == before + timedelta(days=2)
    assert CalendarDay.objects.filter(name="台风").count() == 2


# What was promised first


@pytest.mark.parametrize(("seconds", "is_refused"), [(-1, False), (0, False), (1, True)])
def test_a_deadline_is_extended_before_it_runs_out_or_not_at_all(cast, now, seconds, is_refused):
    case = reported(cast, now)
    handling.accept_case(cast.worker, case, now=now)
    at = case.resolve_due_at + timedelta(seconds=seconds)
    before = dues(case)
    outcome = []
    try:
        handling.extend_case(cast.worker, Case.objects.get(), working_minutes=420, reason="等件", now=at)
    except Refused as refusal:
        outcome = [str(refusal)]
    assert bool(outcome) is is_refused
    assert (dues(case) == before) is is_refused


def test_figures_count_by_the_first_promise_and_the_page_shows_both(cast, now, visit):
    case = reported(cast, now)
    handling.accept_case(cast.worker, case, now=now)
    handling.extend_case(cast.worker, Case.objects.get(), working_minutes=4200, reason="等件", now=now)
    late = case.resolve_due_at + timedelta(minutes=1)
    assert "Promised first" in visit("resident").get(f"/cases/{case.pk}/").content.decode()
    assert "figures count by this" in visit("worker").get(f"/desk/cases/{case.pk}/").content.decode()
    resolving.resolve_case(cast.worker, Case.objects.get(), outcome="solved", text="好了", now=late)
    assert Fact.objects.get(kind="casework.case.resolved").attributes["in_time"] is False


def test_the_first_promise_is_kept_to_the_last_moment(cast, now):
    case = reported(cast, now)
    handling.accept_case(cast.worker, case, now=now)
    resolving.resolve_case(
        cast.worker, Case.objects.get(), outcome="solved", text="好了", now=case.first_resolve_due_at
    )
    assert Fact.objects.get(kind="casework.case.resolved").attributes["in_time"] is True


def test_the_heir_of_an_overdue_request_owes_what_was_promised_earlier(cast, now):
    old, later = reported(cast, now), now + timedelta(days=30)
    fresh = reported(cast, later)
    merging.merge_cases(cast.worker, old, into=fresh, now=later)
    assert dues(fresh, ("first_resolve_due_at", "resolve_due_at")) == [old.resolve_due_at] * 2
    handling.accept_case(cast.worker, Case.objects.get(pk=fresh.pk), now=later)
    with pytest.raises(Refused):
        handling.extend_case(cast.worker, Case.objects.get(pk=fresh.pk), working_minutes=420, reason="等", now=later)
    handling.answer_case(cast.worker, Case.objects.get(pk=fresh.pk), text="明天", now=later)
    assert Fact.objects.get(kind="casework.case.answered").attributes["in_time"] is False


def test_reopening_makes_no_late_answer_an_early_one(cast, now):
    for _n in range(10):
        case = reported(cast, now)
        late = case.answer_due_at + timedelta(minutes=1)
        resolving.resolve_case(cast.worker, case, outcome="solved", text="好了", now=late)
        resolving.reopen_case(cast.resident, Case.objects.get(pk=case.pk), reason="又坏了", now=late)
    (row,) = rates_by("category", since=now, until=now + timedelta(days=1), now=now + timedelta(days=9), english=True)
    assert row.responded == (0, 10)


# The number


@pytest.mark.parametrize(
    ("at", "year"),
    [
        (datetime(2027, 1, 1, 0, 0, tzinfo=CHINA), "27"),
        (datetime(2027, 1, 1, 3, 0, tzinfo=CHINA), "27"),
        (datetime(2027, 1, 1, 8, 0, tzinfo=CHINA), "27"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=CHINA), "26"),
    ],
)
def test_the_number_is_the_same_when_it_is_made_and_when_it_is_read(cast, at, year):
    case = reported(cast, at)
    assert case.number == Case.objects.get().number == f"{year}-{case.pk:06d}"
