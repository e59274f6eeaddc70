"""Where the room's pictures lie: under random names in the uploads folder, written anew before."""

from django.db import transaction

from linli.base.papers import keep_file, path_of
from linli.base.uploads import Picture

FOLDER = "budgets"


def keep_picture(picture: Picture) -> str:
    """Write it; its name. Written before the row, so that a row never lacks its file."""
    return keep_file(picture.data, folder=FOLDER, suffix="jpg")


def forget_picture(name: str) -> None:
    """Remove the file once the row's end is certain."""
    transaction.on_commit(lambda: path_of(FOLDER, name).unlink(missing_ok=True))
