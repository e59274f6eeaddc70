"""`linli restore FILE`: back to what a backup holds."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from linli.base.commands import Verb
from linli.site.backups import restore
from linli.site.worker import only_worker


class Command(Verb):
    help = "Bring back what a backup holds. Stop the server and the worker first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="give up what lies here now")

    def handle(self, *, file: Path, replace: bool, **_options: Any) -> None:
        with only_worker():
            told = restore(file, replace=replace)
        call_command("migrate", verbosity=0)
        self.stdout.write(f"{file}: {told['made_at']}")
