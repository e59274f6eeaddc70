"""`linli doctor`: is everything as it should be."""

import sys
from typing import Any

from linli.base.commands import Verb
from linli.site.wellness import look_around


class Command(Verb):
    help = (
        "Look at data folder, database, keys, fonts and e-mail, and say what to do. Exit code 1 if something is wrong."
    )

    def handle(self, **_options: Any) -> None:
        findings = list(look_around())
        for finding in findings:
            self.stdout.write(f"{'✓' if finding.is_good else '✗' if finding.is_wrong else '!'} {finding.text}")
        if any(f.is_wrong for f in findings):
            sys.exit(1)
