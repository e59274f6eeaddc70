"""What an operator should know before others find out: each finding is a line, and what to do about it."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base import machine
from linli.people.hanging import roles_that_cannot_act
from linli.site.checkup import tried
from linli.site.worker import worker_runs

ROOM_BYTES = 2 * 1024**3


@dataclass(frozen=True)
class Finding:
    """`is_wrong` must be put right; the others are advice."""

    text: str
    is_good: bool
    is_wrong: bool = False


def look_around() -> Iterator[Finding]:
    data = Path(settings.DATA)
    is_ours = data.stat().st_uid == os.geteuid() and os.access(data, os.W_OK | os.X_OK)
    yield _finding(
        is_ours,
        _("The data folder is ours and can be written."),
        _("%(folder)s belongs to another user or cannot be written: run linli as the user of the server.")
        % {"folder": data},
        wrong=True,
    )
    yield from _keys_and_room(data)
    yield from _database()
    if is_ours:
        yield _finding(
            worker_runs(),
            _("The worker runs."),
            _(
                "No worker runs: deadlines, whistles and notices wait. Start “linli worker”, or “linli tick” by a timer."
            ),
        )
    yield from _roles()
    yield from _open_to_the_world()
    yield from _who_calls()
    for one in tried():
        yield _finding(one.is_good, one.good, one.bad, wrong=one.wrong)
    yield from _system_libraries()


def _keys_and_room(data: Path) -> Iterator[Finding]:
    keys = [p for p in (data / "keys").glob("*") if p.stat().st_mode & 0o077]
    yield _finding(
        not keys,
        _("The keys are read by nobody else."),
        _("Others can read the keys: chmod 600 %(folder)s/*") % {"folder": data / "keys"},
        wrong=True,
    )
    free = shutil.disk_usage(data).free
    yield _finding(
        free > ROOM_BYTES,
        _("There is room for uploads."),
        _("Only %(megabytes)d MB are free.") % {"megabytes": free // 1048576},
    )


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as wrong:
        yield Finding(_("The database does not answer: %(why)s") % {"why": type(wrong).__name__}, False, True)
        return
    yield _finding(
        not waiting, _("The database is up to date."), _("The database waits for “linli migrate”."), wrong=True
    )


def _roles() -> Iterator[Finding]:
    """Roles that were accepted before it was asked on what they hang."""
    try:
        useless = list(roles_that_cannot_act(on=timezone.localdate()))
    except DatabaseError:
        return
    told = "、".join(f"{role} ({place})" for role, place in useless[:5])
    yield _finding(
        not useless,
        _("Every role can act where it is held."),
        _("These roles cannot act where they are held; end them and give them for what they hang on: %(roles)s")
        % {"roles": told},
    )


def _open_to_the_world() -> Iterator[Finding]:
    if not settings.HOSTS:
        yield Finding(_("Linli answers on this machine alone (LINLI_HOSTS is not set)."), True)
        return
    yield _finding(
        settings.HTTPS,
        _("Pages go out encrypted."),
        _("LINLI_HTTPS is not set: sign-ins cross the net in the clear."),
        wrong=True,
    )
    yield _finding(
        not settings.DEBUG, _("Errors are not shown to strangers."), _("LINLI_DEBUG is on: turn it off."), wrong=True
    )
    yield _finding(
        not settings.DEMO,
        _("The demonstration is off."),
        _("LINLI_DEMO is on: invented accounts show their codes to everybody."),
        wrong=True,
    )


def _system_libraries() -> Iterator[Finding]:
    needs = machine.missing()
    for need in needs:
        told = {"what": _(need.without), "command": machine.how_to_get([need])}
        yield Finding(_("%(what)s To get it: %(command)s") % told, False)
    if not needs:
        yield Finding(_("PDF files can be made, with Chinese in them."), True)


def _who_calls() -> Iterator[Finding]:
    """Behind HTTPS a proxy stands before us: unless we know of it, every visitor has its address, and one locks out all."""
    words = {"number": settings.PROXIES}
    yield _finding(
        bool(settings.PROXIES) or not settings.HTTPS,
        _("Visitors are known by what %(number)d proxies of ours say (LINLI_PROXIES).") % words
        if settings.PROXIES
        else _("Visitors are known by their own address."),
        _(
            "LINLI_HTTPS is set and LINLI_PROXIES is 0: all visitors seem to come from the proxy, and one who types wrong passwords locks out all."
        ),
        wrong=True,
    )


def _finding(is_good: bool, good: str, bad: str, *, wrong: bool = False) -> Finding:
    return Finding(good if is_good else bad, is_good, wrong and not is_good)
