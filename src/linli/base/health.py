"""Is the house well: the database answers, the data folder has room."""

import shutil

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
    return {"database": database, "space": shutil.disk_usage(settings.DATA).free > LEAST_FREE_BYTES}


def report() -> HttpResponse:
    found = checks()
    return JsonResponse({"ok": all(found.values()), **found}, status=200 if all(found.values()) else 503)
