"""`linli backup FILE`: everything in one file, while the house runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from linli.base.commands import Verb
from linli.site.backups import back_up


class Command(Verb):
    help = "Write database, uploads and keys into one file; the server may go on running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to, as linli-2026-11-23.tar.gz")

    def handle(self, *, file: Path, **_options: Any) -> None:
        size = back_up(file, now=timezone.localtime())
        self.stdout.write(f"{file}: {size / 1048576:.1f} MB")
