"""Faults that pass: the disk is full, the database is busy or away. Whoever meets one may try again in a while."""

import errno
import sqlite3

from django.db import InterfaceError, OperationalError

RETRY_SECONDS = 20
PASSING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE}
SQLITE_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}


def chain(fault: BaseException | None) -> list[BaseException]:
    """A fault and those that it came from, the last first."""
    faults: list[BaseException] = []
    while fault is not None and fault not in faults:
        faults.append(fault)
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return faults


def is_passing(fault: BaseException | None) -> bool:
    """Not a mistake of the programme but of the moment."""
    return any(_passes(one) for one in chain(fault))


def _passes(fault: BaseException) -> bool:
    if isinstance(fault, sqlite3.Error):
        return (getattr(fault, "sqlite_errorcode", 0) & 0xFF) in SQLITE_PASSING
    if isinstance(fault, (OperationalError, InterfaceError)):
        return not isinstance(fault.__cause__, sqlite3.Error)
    return isinstance(fault, OSError) and fault.errno in PASSING


def words_of(fault: BaseException) -> str:
    """What an operational fault of the database or the disk says: a state of the machine, never a person's data."""
    if isinstance(fault, (OperationalError, sqlite3.OperationalError)):
        return str(fault).partition("\n")[0][:200]
    return (fault.strerror or "") if isinstance(fault, OSError) and fault.errno in PASSING else ""
