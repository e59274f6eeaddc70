"""The administrator's verbs: what the commands of every room share."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from .errors import Refused


class Verb(BaseCommand):
    """A command that acts for the house. At the terminal a refusal is a sentence on stderr and exit code 1."""

    requires_system_checks = ()
    _called_from_command_line: bool  # Django's own mark, unknown to its stubs

    def execute(self, *args: Any, **options: Any) -> str | None:
        if not self._called_from_command_line:
            return super().execute(*args, **options)
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            self._stop(_("Stopped."), 130)
        except (OperationalError, ProgrammingError) as wrong:
            self._stop(
                _("The database cannot be used (%(reason)s). Is it set up? “linli migrate” does it.")
                % {"reason": wrong}
            )
        except (Refused, CommandError) as no:
            self._stop(str(no))
        except (OSError, sqlite3.Error) as wrong:  # a full disk, a folder of somebody else
            why = getattr(wrong, "strerror", None) or wrong
            self._stop(
                _("This cannot be read or written: %(why)s")
                % {"why": f"{why} {getattr(wrong, 'filename', None) or ''}".strip()}
            )
        return None

    def _stop(self, why: str, code: int = 1) -> NoReturn:
        self.stderr.write(why)
        sys.exit(code)


@contextmanager
def progress_bar(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr where somebody watches it, nothing elsewhere. Call what is given with how many are done."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
