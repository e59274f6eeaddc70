"""What runs without anybody asking: the rooms' recurring jobs, each when its time has come, one worker at a time."""

import fcntl
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.errors import Missing, Refused
from linli.base.ticks import TICKS, Job

log = logging.getLogger("linli.worker")
LOOKS_EVERY_SECONDS = 5.0


def run_job(job: Job, now: datetime) -> bool:
    """Run one job; False if it failed. A failure is logged by its kind alone and tried again when its time comes again."""
    try:
        job.run(now)
    except Exception as wrong:  # noqa: BLE001  one job's failure must not stop the others
        log.error("job %s failed: %s", job.key, type(wrong).__name__)  # noqa: TRY400  a traceback may hold personal data
        return False
    finally:
        close_old_connections()
    return True


def job_named(key: str) -> Job:
    found = TICKS.get(key)
    if found is None:
        raise Missing(_("There is no such job. There are: %(jobs)s") % {"jobs": ", ".join(sorted(TICKS))})
    return found


def due(last: dict[str, datetime], now: datetime) -> list[Job]:
    """Jobs never run here, or whose interval is over since. All of them may run twice without harm."""
    return [j for j in TICKS.values() if j.key not in last or now - last[j.key] >= timedelta(minutes=j.every_minutes)]


def work(is_over: Callable[[], bool], wait: Callable[[float], object]) -> None:
    """Run what is due until it is over; the running job is always finished."""
    last: dict[str, datetime] = {}
    while not is_over():
        for job in due(last, timezone.localtime()):
            if is_over():
                return
            last[job.key] = timezone.localtime()
            run_job(job, last[job.key])
        wait(LOOKS_EVERY_SECONDS)


def work_until_told() -> None:
    """Work until SIGTERM or Ctrl-C. Refused if another worker runs on this data folder."""
    stop = Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_unused: stop.set())
    with only_worker():
        work(stop.is_set, stop.wait)


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
