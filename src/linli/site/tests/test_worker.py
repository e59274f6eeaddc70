"""The worker runs what is due, each job by its own clock; one that fails is tried again and tells nobody's name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.core.management import call_command

from linli.base.actors import HOUSE
from linli.base.errors import Missing, NotYours, Refused
from linli.base.registry import Registry
from linli.base.ticks import TICKS, Job, every
from linli.site import worker
from linli.site.actions import note_begun
from linli.site.models import JobRun

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def jobs(db, monkeypatch, settings, tmp_path) -> Registry[Job]:
    """A register of its own in a data folder of its own."""
    settings.DATA = tmp_path
    register: Registry[Job] = Registry("recurring job")
    monkeypatch.setattr(worker, "TICKS", register)
    monkeypatch.setattr("linli.base.ticks.TICKS", register)
    monkeypatch.setattr("linli.site.management.commands.tick.TICKS", register)
    return register


@pytest.fixture
def work_for(jobs, time_machine) -> Callable[..., None]:
    """Let the worker work while both clocks, not the test, wait; the wall clock may jump on the way."""
    passed, jumped = [0.0], [timedelta()]

    def move(seconds: float) -> None:
        passed[0] += seconds
        time_machine.move_to(NOW + jumped[0] + timedelta(seconds=passed[0]), tick=False)

    def work_for(seconds: float, *, jump: timedelta = timedelta()) -> None:
        jumped[0] += jump
        move(0)
        end = passed[0] + seconds
        worker.work(jobs.values(), lambda: passed[0] >= end, move, lambda: passed[0])

    return work_for


def test_a_due_job_is_run_once_and_again_when_its_time_is_over(jobs, work_for):
    ran: list[datetime] = []
    jobs.add("often", Job("often", 1, ran.append))
    work_for(150)
    assert ran == [NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)]


def test_a_failing_job_stops_no_other_is_tried_again_soon_and_names_nobody(jobs, work_for, caplog):
    tried: list[datetime] = []
    names = "居民甲 13800138000"

    def fail(now: datetime) -> None:
        tried.append(now)
        raise ValueError(names)

    ran: list[datetime] = []
    jobs.add("bad", Job("bad", 24 * 60, fail))
    jobs.add("good", Job("good", 24 * 60, ran.append))
    work_for(8 * 60)
    assert [round((t - NOW).total_seconds() / 60) for t in tried] == [0, 1, 3, 7]
    assert ran == [NOW]
    run = JobRun.objects.get(key="bad")
    assert (run.error, run.failures, run.succeeded_at) == ("ValueError", 4, None)
    assert "job bad failed: ValueError" in caplog.text
    assert "test_worker.py" in run.trace
    assert "居民甲" not in run.trace + caplog.records[0].getMessage()


def test_a_daily_job_is_not_run_again_by_a_restart_but_after_a_day(jobs, work_for):
    ran: list[datetime] = []
    jobs.add("daily", Job("daily", 24 * 60, ran.append))
    for _start in range(3):
        work_for(3600)
    assert len(ran) == 1
    work_for(22 * 3600)
    assert len(ran) == 2


def test_a_daily_job_that_was_cut_off_comes_at_once_after_the_restart(jobs, work_for):
    ran: list[datetime] = []
    jobs.add("daily", Job("daily", 24 * 60, ran.append))
    note_begun(HOUSE, "daily", now=NOW)
    work_for(10)
    assert len(ran) == 1


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-400)])
def test_a_clock_that_jumps_stops_no_job(jobs, work_for, jump):
    ran: list[datetime] = []
    jobs.add("often", Job("often", 1, ran.append))
    jobs.add("daily", Job("daily", 24 * 60, ran.append))
    work_for(30)
    assert len(ran) == 2
    work_for(90, jump=jump)
    assert len(ran) >= 4


def test_the_running_job_is_finished_and_no_other_begun(jobs):
    stop, done = Event(), []

    def told_to_stop_in_the_middle(now: datetime) -> None:
        stop.set()
        done.append("finished")

    jobs.add("first", Job("first", 1, told_to_stop_in_the_middle))
    jobs.add("second", Job("second", 1, lambda _now: done.append("begun")))
    worker.work(jobs.values(), stop.is_set, stop.wait)
    assert done == ["finished"]


def test_two_do_not_work_at_once_and_the_lock_is_let_go(jobs):
    assert not worker.worker_runs()
    with worker.only_worker():
        assert worker.worker_runs()
        with pytest.raises(Refused), worker.only_worker():
            pass
    assert not worker.worker_runs()
    with worker.only_worker():
        pass


def test_an_unknown_job_is_refused_with_the_known_ones(jobs):
    jobs.add("often", Job("often", 1, print))
    with pytest.raises(Missing, match="often"):
        worker.job_named("seldom")


def test_tick_runs_the_frequent_and_the_due_and_with_all_everything(jobs, capsys):
    for key, minutes in (("often", 5), ("daily", 24 * 60)):
        jobs.add(key, Job(key, minutes, lambda _now: None))
    told = []
    for more in ((), (), ("--all",), ("daily",)):
        call_command("tick", *more)
        told.append([line.split(":")[0] for line in capsys.readouterr().out.splitlines()])
    assert told == [["often", "daily"], ["often"], ["often", "daily"], ["daily"]]


def test_what_waits_or_computes_or_comes_seldom_is_in_the_way_of_no_clock(jobs):
    every(1, "base.clock", print)
    every(24 * 60, "base.chore", print)
    every(1, "base.letters", print, lane="sending")
    assert {lane: [j.key for j in of] for lane, of in worker.lanes_of(jobs.values()).items()} == {
        "clocks": ["base.clock"],
        "chores": ["base.chore"],
        "sending": ["base.letters"],
    }


def test_the_house_alone_writes_down_its_runs(cast):
    with pytest.raises(NotYours):
        note_begun(cast.administrator, "often", now=NOW)


def test_what_the_rooms_leave_to_the_worker_is_named_by_room_and_comes_in_minutes():
    assert {"casework.climb", "notices.send"} <= set(TICKS)
    assert all(key == job.key and "." in key and job.every_minutes > 0 for key, job in TICKS.items())
    lanes = {key: job.lane for key, job in TICKS.items()}
    assert lanes["notices.send"] not in {lanes["ballots.close"], lanes["casework.climb"], lanes["casework.forget"]}
