"""What the doctor tries rather than believes: the mail server, the database's pages, backups, jobs, deliveries, keys."""

import shutil
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.health import LEAST_FREE_BYTES
from linli.base.ticks import TICKS
from linli.notices import smtp
from linli.notices.queries import given_up_since
from linli.notices.senders import refused_by_mail

from .keys import other_keys
from .queries import key_marks, last_runs

MAIL_SECONDS = 5
BACKUP_DAYS = 2
BACKUP = "site.backup"
"""The key under which a backup is written down among the runs."""


class Check(NamedTuple):
    is_good: bool
    good: str
    bad: str
    wrong: bool = False


def tried() -> Iterator[Check]:
    yield _mail()
    yield from _private()
    try:
        yield _pages()
        yield _keys()
        yield from _runs()
        yield _deliveries()
    except DatabaseError as away:  # that it does not answer is said elsewhere
        connection.rollback() if connection.in_atomic_block else connection.close()
        yield Check(False, "", _("The database does not answer: %(why)s") % {"why": type(away).__name__}, True)


def _mail() -> Check:
    """Connect, greet, sign in: nothing is sent."""
    good = _("E-mail goes out.")
    if not settings.EMAIL_HOST:
        return Check(False, good, _("No e-mail goes out: set LINLI_SMTP_HOST. Until then it lies in the data folder."))
    line = get_connection("linli.notices.smtp.Backend", timeout=MAIL_SECONDS)
    try:
        with smtp.within(MAIL_SECONDS):
            line.open()
            line.close()
    except (OSError, smtplib.SMTPException) as wrong:
        why = refused_by_mail(wrong)
        return Check(
            False,
            good,
            _("The mail server %(host)s:%(port)s does not take us in: %(why)s")
            % {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "why": why},
            True,
        )
    return Check(True, good, "")


def _private() -> Iterator[Check]:
    data = Path(settings.DATA)
    others = [p for p in (data, data / "linli.sqlite3", data / "uploads") if p.exists() and p.stat().st_mode & 0o007]
    is_open = bool(others) and bool(data.stat().st_mode & 0o005)
    yield Check(
        not is_open,
        _("The data folder is closed to other users."),
        _("Other users of this machine can read the data: chmod 700 %(folder)s") % {"folder": data},
        bool(settings.HOSTS),
    )
    free = shutil.disk_usage(data).free
    yield Check(
        free > LEAST_FREE_BYTES,
        _("There is room to write."),
        _("Only %(megabytes)d MB are free: writing will soon fail.") % {"megabytes": free // 1048576},
        True,
    )


def _pages() -> Check:
    good = _("The database is whole.")
    if connection.vendor != "sqlite":
        return Check(True, good, "")
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    return Check(found == "ok", good, _("The database is damaged: restore the last whole backup."), True)


def _keys() -> Check:
    wrong = other_keys(key_marks())
    return Check(
        not wrong,
        _("The keys are those of this database."),
        _("This database was sealed with other keys: %(names)s.") % {"names": ", ".join(wrong)},
        True,
    )


def _runs() -> Iterator[Check]:
    now, runs = timezone.localtime(), {run.key: run for run in last_runs()}
    backup = runs.pop(BACKUP, None)
    is_fresh = (
        backup is not None
        and backup.succeeded_at is not None
        and now - backup.succeeded_at < timedelta(days=BACKUP_DAYS)
    )
    old = (
        _("The last backup is of %(day)s.") % {"day": f"{timezone.localtime(backup.succeeded_at):%Y-%m-%d}"}
        if backup and backup.succeeded_at
        else _("No backup was made yet: “linli backup FILE”.")
    )
    yield Check(is_fresh, _("There is a fresh backup."), old)
    late = [
        key
        for key, run in sorted(runs.items())
        if key in TICKS
        and now - (run.succeeded_at or run.started_at) > timedelta(minutes=2 * TICKS[key].every_minutes + 60)
    ]
    failing = [f"{key} ({run.error})" for key, run in sorted(runs.items()) if run.error and run.failures > 2]
    named = ", ".join(failing + [key for key in late if not any(f.startswith(f"{key} ") for f in failing)])
    yield Check(
        not named, _("The jobs did their work."), _("These jobs fail or did not run: %(jobs)s") % {"jobs": named}, True
    )


def _deliveries() -> Check:
    count = given_up_since(HOUSE, timezone.localtime() - timedelta(days=7))
    return Check(
        not count,
        _("No message was given up this week."),
        _("%(count)d messages of this week could not be delivered; the page of messages tells why.") % {"count": count},
    )
