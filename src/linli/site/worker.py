"""What runs without anybody asking: the rooms' recurring jobs, each when its time has come, one worker at a time.

Lanes run beside each other, each a thread with its own connection: a mail server that hangs stops no deadline. Intervals
are counted by a clock that nobody sets; where the last runs lie after a start is read from the table of runs.
"""

import fcntl
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.errors import Missing, Refused
from linli.base.logs import Line
from linli.base.processes import end_with_parent
from linli.base.ticks import TICKS, Job, stopping

from .actions import note_begun, note_ended
from .queries import last_runs

log = logging.getLogger("linli.worker")
LOOKS_EVERY_SECONDS = 2.0
STOPS_WITHIN_SECONDS = 8.0
LONGEST_SECONDS = 3600.0
"""A job that runs longer hangs: the process ends and is started again."""
FIRST_RETRY_SECONDS = 60.0
Clock = Callable[[], float]
ran_since: dict[str, float] = {}


def run_job(job: Job, now: datetime) -> bool:
    """Run one job; False if it failed. A failure is logged and kept by its kind and place, and stops no other job."""
    begun, error, trace = time.monotonic(), "", ""
    _note(job, lambda: note_begun(HOUSE, job.key, now=now))
    try:
        job.run(now)
    except Exception as wrong:
        log.exception("job %s failed: %s", job.key, type(wrong).__name__)  # the formatter keeps what a fault says out
        error, trace = type(wrong).__name__, Line().formatException(sys.exc_info())
    _note(job, lambda: note_ended(HOUSE, job.key, error=error, trace=trace, now=timezone.localtime()))
    if not connection.in_atomic_block:
        close_old_connections()
    spent = time.monotonic() - begun
    log.log(logging.INFO if job.every_minutes >= 60 or spent > 5 else logging.DEBUG, "job %s: %.1f s", job.key, spent)
    return not error


def _note(job: Job, write: Callable[[], None]) -> None:
    """That a run cannot be written down (a full disk) must not keep the job from running."""
    try:
        write()
    except DatabaseError as wrong:
        log.warning("job %s: its run is not written down: %s", job.key, type(wrong).__name__)


def job_named(key: str) -> Job:
    found = TICKS.get(key)
    if found is None:
        raise Missing(_("There is no such job. There are: %(jobs)s") % {"jobs": ", ".join(sorted(TICKS))})
    return found


class Schedule:
    """When each job comes next. After a start a job whose last run went well waits for the rest of its interval; one that
    failed, was cut off, or ran in the future (the clock was wrong) comes at once.
    """

    def __init__(self, jobs: Iterable[Job], clock: Clock, now: datetime) -> None:
        self.jobs, self.clock, self.failures = list(jobs), clock, dict.fromkeys((j.key for j in jobs), 0)
        ages = ages_of_runs(now)
        self.next = {j.key: clock() + max(0.0, j.every_minutes * 60 - ages.get(j.key, 10**9)) for j in self.jobs}

    def due(self) -> list[Job]:
        return [job for job in self.jobs if self.next[job.key] <= self.clock()]

    def ran(self, job: Job, begun: float, *, well: bool) -> None:
        """A failure is tried again after a minute, then two, four …, at the latest when its time comes anyway."""
        self.failures[job.key] = 0 if well else self.failures[job.key] + 1
        pause = FIRST_RETRY_SECONDS * 2 ** min(self.failures[job.key] - 1, 10)
        self.next[job.key] = begun + (job.every_minutes * 60 if well else min(pause, job.every_minutes * 60))


def ages_of_runs(now: datetime) -> dict[str, float]:
    """For how many seconds the last run of each job lies back, where it went well."""
    try:
        runs = last_runs()
    except DatabaseError:  # before the first migration
        return {}
    ages = {
        r.key: (now - r.succeeded_at).total_seconds() for r in runs if r.succeeded_at and not r.error and r.finished_at
    }
    return {key: age for key, age in ages.items() if age >= 0}


def work(
    jobs: Iterable[Job], is_over: Callable[[], bool], wait: Callable[[float], object], clock: Clock = time.monotonic
) -> None:
    """Run the jobs of one lane when they are due, until it is over; the running job is finished."""
    schedule = Schedule(jobs, clock, timezone.localtime())
    while not is_over():
        for job in schedule.due():
            if is_over():
                return
            begun = ran_since[job.lane] = clock()
            schedule.ran(job, begun, well=run_job(job, timezone.localtime()))
            ran_since.pop(job.lane, None)
        wait(LOOKS_EVERY_SECONDS)


def work_until_told() -> None:
    """Work until SIGTERM or Ctrl-C, once no other worker works on this data folder. A job that then goes on for more than a
    few seconds is left: its transaction is undone, and it comes again at the next start.
    """
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_unused: stopping.set())
    end_with_parent(int(os.environ.get("LINLI_KEPT") or 0))
    with worker_in_turn() as is_ours:
        if not is_ours:
            return
        lanes = [
            threading.Thread(target=work, args=(jobs, stopping.is_set, stopping.wait), name=lane, daemon=True)
            for lane, jobs in lanes_of(TICKS.values()).items()
        ]
        for lane in lanes:
            lane.start()
        while not stopping.wait(1.0):
            if not all(lane.is_alive() for lane in lanes) or _hangs():
                _leave(1)
        until = time.monotonic() + STOPS_WITHIN_SECONDS
        for lane in lanes:
            lane.join(max(0.0, until - time.monotonic()))
        if any(lane.is_alive() for lane in lanes):
            log.warning("left in the middle of a job: %s", ", ".join(lane.name for lane in lanes if lane.is_alive()))
            _leave(0)


def lanes_of(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    lanes: dict[str, list[Job]] = {}
    for job in jobs:
        lanes.setdefault(job.lane, []).append(job)
    return lanes


def _hangs() -> bool:
    hanging = [lane for lane, since in list(ran_since.items()) if time.monotonic() - since > LONGEST_SECONDS]
    if hanging:
        log.error("a job hangs: %s", ", ".join(hanging))
    return bool(hanging)


def _leave(code: int) -> None:
    """End now, whatever threads do."""
    logging.shutdown()
    os._exit(code)


@contextmanager
def worker_in_turn() -> Iterator[bool]:
    """The lock, as soon as another worker lets go of it; False if told to stop while waiting."""
    told = False
    while not stopping.is_set():
        try:
            with only_worker():
                yield True
                return
        except Refused:
            if not told:
                log.warning("a worker runs already; this one waits for its turn")
            told = True
        stopping.wait(1.0)
    yield False


@contextmanager
def only_worker() -> Iterator[None]:
    """A lock on a file in the data folder; the system lets go of it however the process ends."""
    with _lock_file().open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise Refused(_("A worker runs already.")) from taken
        yield


def worker_runs() -> bool:
    if not _lock_file().exists():
        return False
    try:
        with only_worker():
            return False
    except Refused:
        return True


def _lock_file() -> Path:
    return Path(settings.DATA) / "worker.lock"
