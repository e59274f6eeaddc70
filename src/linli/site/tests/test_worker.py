"""The worker runs what is due, each job by its own clock; one that fails is tried again and tells nobody's name."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from linli.base.errors import Missing, Refused
from linli.base.registry import Registry
from linli.base.ticks import TICKS, Job
from linli.site import worker

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def jobs(db, monkeypatch, settings, tmp_path) -> Registry[Job]:
    """A register of its own in a data folder of its own."""
    settings.DATA = tmp_path
    register: Registry[Job] = Registry("recurring job")
    monkeypatch.setattr(worker, "TICKS", register)
    return register


def work_for(seconds: float, time_machine) -> None:
    """Let the worker work while the clock, not the test, waits."""
    end = NOW + timedelta(seconds=seconds)
    clock = [NOW]
    time_machine.move_to(NOW, tick=False)

    def wait(pause: float) -> None:
        clock[0] += timedelta(seconds=pause)
        time_machine.move_to(clock[0], tick=False)

    worker.work(lambda: clock[0] >= end, wait)


def test_a_due_job_is_run_once_and_again_when_its_time_is_over(jobs, time_machine):
    ran: list[datetime] = []
    jobs.add("often", Job("often", 1, ran.append))
    work_for(30, time_machine)
    assert ran == [NOW]
    ran.clear()
    work_for(150, time_machine)
    assert ran == [NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)]


def test_a_failing_job_stops_no_other_is_tried_again_and_names_nobody(jobs, time_machine, caplog):
    tried: list[datetime] = []

    def fail(now: datetime) -> None:
        tried.append(now)
        raise ValueError("居民甲 13800138000")

    ran: list[datetime] = []
    jobs.add("bad", Job("bad", 1, fail))
    jobs.add("good", Job("good", 1, ran.append))
    work_for(90, time_machine)
    assert tried == ran == [NOW, NOW + timedelta(minutes=1)]
    assert "job bad failed: ValueError" in caplog.text
    assert "居民甲" not in caplog.text


def test_the_running_job_is_finished_and_no_other_begun(jobs):
    stop, done = Event(), []

    def told_to_stop_in_the_middle(now: datetime) -> None:
        stop.set()
        done.append("finished")

    jobs.add("first", Job("first", 1, told_to_stop_in_the_middle))
    jobs.add("second", Job("second", 1, lambda _now: done.append("begun")))
    worker.work(stop.is_set, stop.wait)
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


def test_a_worker_that_waits_ends_at_once_when_told(jobs):
    stop = Event()
    thread = Thread(target=worker.work, args=(stop.is_set, stop.wait))
    thread.start()
    stop.set()
    thread.join(2)
    assert not thread.is_alive()


def test_an_unknown_job_is_refused_with_the_known_ones(jobs):
    jobs.add("often", Job("often", 1, print))
    with pytest.raises(Missing, match="often"):
        worker.job_named("seldom")


def test_what_the_rooms_leave_to_the_worker_is_named_by_room_and_comes_in_minutes():
    assert {"casework.climb", "notices.send"} <= set(TICKS)
    assert all(key == job.key and "." in key and job.every_minutes > 0 for key, job in TICKS.items())
