"""Where pictures of cases lie: under random names in the uploads folder, served by a view that asks for the right."""

import secrets
from pathlib import Path

from django.conf import settings

from linli.base.storage import write_durably
from linli.base.uploads import Picture

FOLDER = "cases"


def keep_picture(picture: Picture) -> str:
    """Write the picture and its thumbnail; return its name. Written before the row, so that a row never lacks its file."""
    name = f"{secrets.token_hex(16)}.jpg"
    write_durably(path_of(name), picture.data)
    write_durably(path_of(name, small=True), picture.thumbnail)
    return name


def path_of(name: str, *, small: bool = False) -> Path:
    stem = name.removesuffix(".jpg")
    return Path(settings.MEDIA_ROOT) / FOLDER / stem[:2] / (f"{stem}-small.jpg" if small else f"{stem}.jpg")


def forget_picture(name: str) -> None:
    path_of(name).unlink(missing_ok=True)
    path_of(name, small=True).unlink(missing_ok=True)
