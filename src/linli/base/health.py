"""Is the house well: the database answers, the data folder has room and can be written."""

import shutil
import tempfile

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse

LEAST_FREE_BYTES = 200 * 1024 * 1024


def checks() -> dict[str, bool]:
    """Each check by name, and whether it holds."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = True
    except DatabaseError:
        database = False
    return {"database": database, "space": has_room(), "writable": is_writable()}


def has_room() -> bool:
    return shutil.disk_usage(settings.DATA).free > LEAST_FREE_BYTES


def is_writable() -> bool:
    """A byte is really written: a disk that turned read-only looks well to everything else."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA) as file:
            file.write(b".")
            file.flush()
    except OSError:
        return False
    return True


def report() -> HttpResponse:
    """200 as long as pages can be read: a full disk is said, but must not take the whole site away."""
    found = checks()
    is_ready = found["database"]
    return JsonResponse({"ok": all(found.values()), "ready": is_ready, **found}, status=200 if is_ready else 503)
