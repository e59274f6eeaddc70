"""`linli load-categories`: something to begin with."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.casework.actions.starter import STARTER, load_categories, read_starter


class Command(Verb):
    help = "Set up the categories that Linli brings, or those of a JSON file of the same kind. Loading twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=STARTER)

    def handle(self, *, file: Path, **_options: Any) -> None:
        count = load_categories(HOUSE, read_starter(file), now=timezone.localtime())
        self.stdout.write(_("%(count)d categories are set up.") % {"count": count})
