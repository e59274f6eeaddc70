"""`linli import-cases FILE --mapping M`: requests of earlier years or of another system become cases."""

import json
import resource
import sys
import time
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb, progress_bar
from linli.base.sheets import open_table
from linli.casework.imports.files import Outcome, import_file, try_file
from linli.casework.imports.known_mappings import mapping_called, mapping_for
from linli.casework.imports.suggesting import suggest_mapping

MOST_REASONS = 8


class Command(Verb):
    help = (
        "Import requests from a CSV or Excel file. Started again after an interruption it goes on; nothing is doubled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping",
            default="",
            help="which column is what: a JSON file, or the name of a shipped or remembered mapping. "
            "If not given, the mapping last used for a table with the same headings",
        )
        parser.add_argument("--dry-run", action="store_true", help="read all and say what would happen; write nothing")
        parser.add_argument(
            "--suggest", action="store_true", help="print a mapping drafted from the headings, to be checked"
        )
        parser.add_argument("--bad-rows", type=Path, help="where refused rows go; FILE.bad.csv if not given")

    def handle(self, *args: Any, file: Path, mapping: str, dry_run: bool, **options: Any) -> None:
        if options["suggest"]:
            self.stdout.write(json.dumps(suggest_mapping(file), ensure_ascii=False, indent=2))
            return
        raw = mapping_called(mapping) if mapping else mapping_for(open_table(file, most_cells=0).columns)
        bad_rows = options["bad_rows"] or file.with_name(f"{file.name}.bad.csv")
        began, now = time.monotonic(), timezone.now()
        with progress_bar(_("Rows"), _lines_in(file)) as reach:
            read = try_file if dry_run else partial(import_file, HOUSE, bad_rows=bad_rows)
            done = read(file, raw, now=now, reach=reach)
        self._tell(done, dry_run=dry_run, bad_rows=bad_rows, seconds=time.monotonic() - began)

    def _tell(self, done: Outcome, *, dry_run: bool, bad_rows: Path, seconds: float) -> None:
        say = self.stdout.write
        if done.went_on_after:
            say(_("Went on after line %(line)d, where an earlier start had stopped.") % {"line": done.went_on_after})
        counts = {"new": done.imported, "known": done.known_already, "refused": done.refused, "lines": done.lines}
        if dry_run:
            say(
                _(
                    "Nothing was written. Of %(lines)d rows %(new)d would become cases, %(known)d are known already, %(refused)d would be refused."
                )
                % counts
            )
            if done.to_make:
                say(_("These would be made: %(names)s") % {"names": ", ".join(done.to_make)})
        else:
            say(
                _("Of %(lines)d rows %(new)d became cases, %(known)d were known already, %(refused)d were refused.")
                % counts
            )
        if done.left_out:
            say(_("%(count)d lines were totals, notes or empty.") % {"count": done.left_out})
        for reason, count in done.reasons.most_common(MOST_REASONS):
            say(f"  {count} × {reason}")
        if done.refused and not dry_run:
            say(_("The refused rows stand in %(path)s, each with its reason.") % {"path": bad_rows})
        figures = {"seconds": seconds, "speed": done.lines / max(seconds, 0.001), "memory": _peak_megabytes()}
        say(_("%(seconds).1f seconds, %(speed).0f rows a second, at most %(memory).0f MB of memory.") % figures)


def _lines_in(file: Path) -> int | None:
    """How many lines a text file has, for the bar; unknown for a spreadsheet."""
    if not file.is_file() or file.suffix.lower() not in {".csv", ".tsv", ".txt"}:
        return None
    with file.open("rb") as lines:
        return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
