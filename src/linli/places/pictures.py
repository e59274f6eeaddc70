"""Where pictures of plans lie: under random names in the uploads folder."""

import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from linli.base.storage import write_durably
from linli.base.uploads import Picture

FOLDER = "plans"


def keep_plan(picture: Picture) -> str:
    """Write the picture and return its name. Written before the row, so that a row never lacks its file."""
    name = f"{secrets.token_hex(16)}.jpg"
    write_durably(path_of(name), picture.data)
    return name


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / name[:2] / name


def forget_plan(name: str) -> None:
    """Remove the file once the row's end is certain."""
    transaction.on_commit(lambda: path_of(name).unlink(missing_ok=True))
