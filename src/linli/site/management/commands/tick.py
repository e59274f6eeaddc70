"""`linli tick`: run the recurring jobs once, for a timer of the system in place of the worker."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from linli.base.commands import Verb
from linli.base.ticks import TICKS
from linli.site.worker import job_named, only_worker, run_job


class Command(Verb):
    help = "Run every recurring job once, or the one named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", nargs="?", default="", help="a job's key, as notices.send")

    def handle(self, *, job: str, **_options: Any) -> None:
        jobs = [job_named(job)] if job else list(TICKS.values())
        failed = 0
        with only_worker():
            for one in jobs:
                is_done = run_job(one, timezone.localtime())
                failed += not is_done
                self.stdout.write(f"{one.key}: {'done' if is_done else 'failed'}")
        if failed:
            sys.exit(1)
