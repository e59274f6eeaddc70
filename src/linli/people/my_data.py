"""A person's own copy of everything: JSON for each room, and the files they sent, in one ZIP."""

import json
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import NotYours

from .registries import EXPORTS

IN_MEMORY = 4 * 1024 * 1024


def zip_of(by: Actor, *, now: datetime) -> IO[bytes]:
    """The ZIP, wound back to its beginning. NotYours for who is not signed in."""
    if by.person_id is None:
        raise NotYours(_("Sign in first."))
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it when it is sent
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _about(now))
        for room, part_of in sorted(EXPORTS.items()):
            content, files = part_of(by.person_id)
            text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            archive.writestr(f"{room}.json", text)
            for name, path in sorted(files.items()):
                if path.is_file():  # a picture of a restored copy may be gone; the rest is still theirs
                    archive.write(path, f"{room}/{name}", compress_type=ZIP_STORED)
    file.seek(0)
    return file


def _about(now: datetime) -> str:
    words = _(
        "This is everything that Linli keeps about you, one JSON file for each part, with the files you sent beside it."
    )
    return f"邻里 Linli · {now.isoformat(timespec='seconds')}\n\n{words}\n"
