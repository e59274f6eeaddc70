"""`linli tick`: run the recurring jobs once, for a timer of the system in place of the worker."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from linli.base.commands import Verb
from linli.base.ticks import TICKS
from linli.site.worker import ages_of_runs, job_named, only_worker, run_job


class Command(Verb):
    help = "Run the recurring jobs once, or the one named. Of those that come seldom (an hour and more), the due ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", nargs="?", default="", help="a job's key, as notices.send")
        parser.add_argument("--all", action="store_true", help="also what ran less than its interval ago")

    def handle(self, *, job: str, all: bool, **_options: Any) -> None:  # noqa: A002  the option's name
        with only_worker():
            ages = {} if all else ages_of_runs(timezone.localtime())
            due = [j for j in TICKS.values() if j.every_minutes < 60 or ages.get(j.key, 10**9) >= j.every_minutes * 60]
            failed = 0
            for one in [job_named(job)] if job else due:
                is_done = run_job(one, timezone.localtime())
                failed += not is_done
                self.stdout.write(f"{one.key}: {'done' if is_done else 'failed'}")
        if failed:
            sys.exit(1)
