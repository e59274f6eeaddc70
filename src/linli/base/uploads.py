"""Pictures that people send: read with care, turned upright, made small, stripped of all metadata, written anew as JPEG.

Whatever else a file may hold (another format behind the picture, a place, a name) does not survive being written anew. It is
done by `picture_reader`, in a process apart.
"""

import re
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from .apart import Reader
from .errors import Invalid

MAX_PICTURES = 5
MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 24_000_000
"""Of formats that are unpacked whole."""
MAX_PIXELS_OF_JPEG = 120_000_000
"""A telephone's 108 million: JPEG is read straight into a smaller size."""
LONGEST_SIDE = 2000
THUMBNAIL_SIDE = 480
BEGINNINGS = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|....ftyp(hei|hev|mif1|msf1|avif|avis)", re.DOTALL
)
LONGEST_BEGINNING = 16
READER = Reader("linli.base.picture_reader:rewritten", megabytes=512, seconds=10, field="pictures")


@dataclass(frozen=True)
class Picture:
    """JPEG bytes of the picture and of its thumbnail; sizes in pixels."""

    data: bytes
    width: int
    height: int
    thumbnail: bytes


def look_at_picture(file: IO[bytes]) -> None:
    """The cheap look, which unpacks nothing. Invalid for what is too large or begins like no picture. The file is at its start again."""
    start = file.read(LONGEST_BEGINNING)
    size = file.seek(0, 2)
    file.seek(0)
    if size > MAX_BYTES:
        raise Invalid(_("A picture may have at most %(limit)d MB.") % {"limit": MAX_BYTES // 1048576}, field="pictures")
    if not BEGINNINGS.match(start):
        raise Invalid(_("This file is not a picture. Send a JPEG, PNG, WebP, GIF or HEIC file."), field="pictures")


def read_picture(file: IO[bytes]) -> Picture:
    """A picture made safe. Invalid if it is too large, has too many pixels, is damaged, or is no picture."""
    look_at_picture(file)
    size, data, thumbnail = READER.ask(
        file.read(), too_much=_("This picture is too large to be opened. Send a smaller one.")
    )
    return Picture(data, size[0], size[1], thumbnail)
