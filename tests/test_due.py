"""Whatever is owed is said to whoever must act: once an occasion, on the day or late, and the list of a person says the same."""

from datetime import datetime, time, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from linli.base.actors import HOUSE
from linli.base.ticks import TICKS
from linli.base.working_time import CHINA
from linli.casework.actions import handling
from linli.casework.actions.receiving import report_case
from linli.funds.models import Reminder
from linli.notices.due import DUE, Due, owed_to
from linli.notices.models import Notice, Said
from linli.notices.reminding import choose_rhythm, say_due
from linli.people.actions import end_role
from linli.people.models import Role
from linli.people.queries import actor_of
from linli.site.models import JobRun
from linli.site.worker import run_job

from .owing import ONLY_LATE, OWING
from .races import at_once, needs_postgresql

DAY = timedelta(days=1)
STAFF = (
    "worker",
    "chair",
    "mediator",
    "other_worker",
    "street_officer",
    "department_officer",
    "coordinator",
    "auditor",
    "resident",
)


@pytest.fixture(params=sorted(OWING))
def owing(request, cast, now):
    kind = request.param
    subject, due = OWING[kind](cast, now)
    return Owing(kind, subject, due)


class Owing:
    def __init__(self, kind, subject, due):
        self.kind, self.subject, self.due = kind, subject, due
        self.day = due.astimezone(CHINA).date() if isinstance(due, datetime) else due
        self.is_by_hour = isinstance(due, datetime)
        self.lead = timedelta(days=max(3, DUE[kind].lead))

    def at(self, days):
        return datetime.combine(self.day + timedelta(days=days), time(9), CHINA)

    def first(self):
        """The first moment at which it is said."""
        if self.kind in ONLY_LATE:
            return self.at(1).replace(hour=0)
        return (
            self.due - timedelta(hours=4) if self.is_by_hour else datetime.combine(self.day - self.lead, time(0), CHINA)
        )

    def say(self, at):
        say_due(HOUSE, DUE[self.kind], now=at)
        return self.said()

    def said(self):
        """The occasions, and how many persons heard each."""
        rows = Said.objects.filter(kind=self.kind, subject=self.subject, person__isnull=False)
        names = [occasion.split(" ", 1)[1] for occasion in rows.values_list("occasion", flat=True)]
        return {name: names.count(name) for name in names}


def gone(cast, *names):
    for role in Role.objects.filter(person__in=[cast.keys[name] for name in names]):
        end_role(HOUSE, role, now=datetime(2026, 11, 22, 9, tzinfo=CHINA))


@pytest.mark.once
def test_every_kind_that_is_registered_is_tried_here():
    assert set(OWING) == set(DUE)


def test_before_its_time_it_is_said_to_nobody_and_then_once(owing):
    assert owing.say(owing.first() - timedelta(minutes=1)) == {}
    once = owing.say(owing.first())
    assert len(once) == 1
    told = Notice.objects.count()
    assert owing.say(owing.first() + timedelta(minutes=5)) == once  # a restart, or a second worker
    assert Notice.objects.count() == told


def test_on_the_day_and_late_each_is_said_once_and_again_each_week(owing):
    for days in (0, 0, 1, 1, 2, 7, 8, 8, 14):
        owing.say(owing.at(days))
    late = [name for name in owing.said() if name.startswith("late")]
    assert late == ["late 0", "late 1"]
    assert ("day" in owing.said()) is (owing.kind not in ONLY_LATE and not owing.is_by_hour)


def test_a_worker_that_was_down_says_it_late_and_once(owing):
    assert set(owing.say(owing.at(5))) == {"late 0"}
    assert set(owing.say(owing.at(6))) == {"late 0"}


def test_list_and_notices_agree_for_everybody(owing, cast):
    at = owing.at(3)
    owing.say(at)
    told = set(Said.objects.filter(kind=owing.kind, subject=owing.subject).values_list("person", flat=True)) - {None}
    lists = {
        cast.keys[name]
        for name in STAFF
        if any(
            (line.kind, line.subject) == (owing.kind, owing.subject)
            for line in owed_to(actor_of(cast.keys[name], now=at), now=at)
        )
    }
    assert told == lists != set()


def test_a_role_that_has_ended_hears_nothing_and_lists_nothing(owing, cast):
    """Where the committee is gone it climbs; nobody of it is told."""
    gone(cast, "worker", "chair", "street_officer", "coordinator", "department_officer")
    at = owing.at(3)
    owing.say(at)
    told = set(Said.objects.filter(kind=owing.kind, subject=owing.subject).values_list("person", flat=True))
    assert told - {None} == {cast.keys["administrator"]}
    assert owed_to(actor_of(cast.keys["worker"], now=at), now=at) == []


def test_a_walled_person_neither_hears_nor_lists_it(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    handling.wall_case(cast.chair, case, person_id=cast.keys["worker"], reason="亲属", now=now)
    say_due(HOUSE, DUE["casework.case.warned"], now=case.accept_due_at)
    assert set(Said.objects.values_list("person", flat=True)) == {cast.keys["chair"]}
    assert owed_to(cast.worker, now=case.accept_due_at) == []
    assert [line.path for line in owed_to(cast.chair, now=case.accept_due_at)] == [f"/desk/cases/{case.pk}/"]


def test_what_somebody_has_in_hand_is_theirs_alone(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    handling.accept_case(cast.worker, case, now=now)
    assert [line.kind for line in owed_to(cast.worker, now=now)] == ["casework.case.warned"]
    assert owed_to(cast.chair, now=now) == []


def test_several_of_one_kind_are_one_message_a_person(cast, now):
    cases = [
        report_case(cast.resident, community=cast.here, category=cast.light, text=f"灯坏了{n}", now=now).case
        for n in range(5)
    ]
    say_due(HOUSE, DUE["casework.case.warned"], now=cases[0].accept_due_at)
    notices = Notice.objects.filter(kind="casework.case.warned")
    assert sorted(notices.values_list("person", flat=True)) == sorted(cast.keys[name] for name in ("worker", "chair"))
    assert {(n.values["several"], n.path) for n in notices} == {(5, "/desk/")}
    assert Said.objects.count() == 10


def test_everybody_chooses_how_many_days_ahead(cast, now):
    subject, due = OWING["publication.question.due"](cast, now)
    owing = Owing("publication.question.due", subject, due)
    choose_rhythm(cast.worker, days_ahead=0, now=now)
    choose_rhythm(cast.chair, days_ahead=7, now=now)
    assert owing.say(owing.at(-8)) == {}
    assert owing.say(owing.at(-7)) == {"ahead": 1}
    assert owing.say(owing.at(-1)) == {"ahead": 1}
    assert owing.say(owing.at(0)) == {"ahead": 1, "day": 2}


def test_a_day_that_moves_is_said_anew(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    say_due(HOUSE, DUE["casework.case.warned"], now=case.next_due_at)
    handling.accept_case(cast.worker, case, now=now)
    case.refresh_from_db()
    say_due(HOUSE, DUE["casework.case.warned"], now=case.next_due_at)
    assert Said.objects.filter(person=cast.keys["worker"]).count() == 2


def test_who_was_told_before_the_rows_were_kept_is_not_told_again_on_the_day_of_the_upgrade(cast, now):
    subject, due = OWING["publication.question.due"](cast, now)
    owing = Owing("publication.question.due", subject, due)
    Notice.objects.create(person_id=cast.keys["worker"], kind=owing.kind, at=owing.at(1))
    import_module("linli.notices.migrations.0005_what_was_said_before").carry_over(apps, None)
    assert owing.say(owing.at(2)) == {"late 0": 1}  # the chair alone
    assert owing.say(owing.at(8)) == {"late 0": 1, "late 1": 2}


def test_an_office_that_was_told_of_a_promise_is_not_told_again(cast, now):
    subject, due = OWING["funds.promise.overdue"](cast, now)
    owing = Owing("funds.promise.overdue", subject, due)
    Reminder.objects.create(promise_id=subject.split(":")[1], missing_fen=1000, at=owing.at(1))
    import_module("linli.funds.migrations.0003_offices_were_told").carry_over(apps, None)
    for days in (1, 8, 15):
        owing.say(owing.at(days))
    assert Said.objects.filter(kind=owing.kind, organisation__isnull=False).count() == 1
    assert owing.said() == {"late 0": 3, "late 1": 3, "late 2": 3}
    assert Reminder.objects.count() == 1


def test_a_kind_that_fails_stops_no_other_and_leaves_its_place_without_values(cast, now, monkeypatch):
    def broken(within, span):
        raise ValueError("00083100831"[::-1])  # the number itself stands in no line of the code

    first = Due("broken", DUE["meetings.step.due"].right, broken, page="/")
    monkeypatch.setattr("linli.notices.reminding.DUE", {"broken": first, **DUE})
    subject, due = OWING["publication.question.due"](cast, now)
    owing = Owing("publication.question.due", subject, due)
    assert run_job(TICKS["notices.remind"], owing.at(0)) is False
    assert owing.said() == {"day": 2}
    run = JobRun.objects.get(key="notices.remind")
    assert (run.error, "test_due.py" in run.trace, "13800138000" in run.trace) == ("ValueError", True, False)


@needs_postgresql
def test_two_workers_at_the_same_moment_say_it_once(real_cast, now):
    case = report_case(
        real_cast.resident, community=real_cast.here, category=real_cast.light, text="灯坏了", now=now
    ).case
    due = DUE["casework.case.warned"]
    assert at_once(4, lambda _place: say_due(HOUSE, due, now=case.accept_due_at)) == ["done"] * 4
    assert Notice.objects.filter(kind=due.kind).count() == 2
