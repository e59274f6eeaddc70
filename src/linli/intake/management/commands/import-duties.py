"""`linli import-duties FILE`: lines of the lists from a table or JSON, unconfirmed until somebody who knows the law has read them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb, progress_bar
from linli.base.named_rows import named_rows
from linli.intake.actions.lists import HEADINGS, import_lines
from linli.places.queries import division_by_code

STARTER = Path(__file__).parents[2] / "starter.json"


class Command(Verb):
    help = "Import lines of the lists of duties from a CSV, Excel or JSON file, unconfirmed. A bad row changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=STARTER, help="without it: the twenty certificates")
        parser.add_argument(
            "--county", default="", help="code of the district for which they hold; everywhere if not given"
        )
        parser.add_argument("--source", default="", help="where the table comes from; the file's name if not given")

    def handle(self, *args: Any, file: Path, county: str, source: str, **options: Any) -> None:
        rows = list(named_rows(file, HEADINGS))
        where = division_by_code(county) if county else None
        with progress_bar(_("Lines"), len(rows)) as reach:
            new, known = import_lines(
                HOUSE, rows, county=where, source=source or file.name, now=timezone.now(), progress=reach
            )
        self.stdout.write(
            _("%(new)d lines new, %(known)d were there already. None is confirmed yet.") % {"new": new, "known": known}
        )
