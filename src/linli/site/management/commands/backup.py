"""`linli backup FILE`: everything in one file, while the house runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.site.actions import note_begun, note_ended
from linli.site.backups import back_up
from linli.site.checkup import BACKUP


class Command(Verb):
    help = "Write database, uploads and keys into one file; the server may go on running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to, as linli-2026-11-23.tar.gz")

        parser.add_argument(
            "--without-keys",
            action="store_true",
            help="leave the keys out: keep them elsewhere, nothing sealed can be read without them",
        )

    def handle(self, *, file: Path, without_keys: bool, **_options: Any) -> None:
        now = timezone.localtime()
        size = back_up(file, now=now, with_keys=not without_keys)
        note_begun(HOUSE, BACKUP, now=now)
        note_ended(HOUSE, BACKUP, now=timezone.localtime())
        self.stdout.write(f"{file}: {size / 1048576:.1f} MB")
