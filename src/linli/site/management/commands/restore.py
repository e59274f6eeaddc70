"""`linli restore FILE`: back to what a backup holds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from linli.base.commands import Verb
from linli.site.backups import has_keys, restore
from linli.site.keys import marks
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
        if not has_keys(told) and told.get("key_marks") != marks():
            self.stdout.write(
                _(
                    "The keys are not in this backup, and those here are others: put the files secret, records and mfa of the old machine into %(folder)s, "
                    "or set LINLI_SECRET_KEY, LINLI_RECORDS_KEY and LINLI_MFA_KEY. Linli does not start before."
                )
                % {"folder": Path(settings.DATA) / "keys"}
            )
