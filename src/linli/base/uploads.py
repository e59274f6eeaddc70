"""Pictures that people send: read with care, turned upright, made small, stripped of all metadata, written anew as JPEG.

Whatever else a file may hold (another format behind the picture, a place, a name) does not survive being written anew.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from .errors import Invalid

MAX_PICTURES = 5
MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2000
THUMBNAIL_SIDE = 480
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")

register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Picture:
    """JPEG bytes of the picture and of its thumbnail; sizes in pixels."""

    data: bytes
    width: int
    height: int
    thumbnail: bytes


def read_picture(file: IO[bytes]) -> Picture:
    """A picture made safe. Invalid if it is too large, has too many pixels, is damaged, or is no picture."""
    raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Invalid(_("A picture may have at most %(limit)d MB.") % {"limit": MAX_BYTES // 1048576}, field="pictures")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's doubts about damaged metadata: none of it is kept
            return _rewritten(_opened(raw))
    except Invalid:
        raise
    except UnidentifiedImageError as wrong:
        raise Invalid(
            _("This file is not a picture. Send a JPEG, PNG, WebP, GIF or HEIC file."), field="pictures"
        ) from wrong
    except Exception as wrong:
        raise Invalid(_("This picture is damaged and cannot be read."), field="pictures") from wrong


def _opened(raw: bytes) -> Image.Image:
    too_many = Invalid(
        _("This picture has too many pixels (more than %(limit)d million).") % {"limit": MAX_PIXELS // 1_000_000},
        field="pictures",
    )
    try:
        image = Image.open(BytesIO(raw), formats=FORMATS)
    except Image.DecompressionBombError as bomb:
        raise too_many from bomb
    if image.width * image.height > MAX_PIXELS:
        raise too_many
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG decodes straight to a smaller size
    image.load()
    return image


def _rewritten(image: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(image)
    plain = _on_white(upright)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    small = plain.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return Picture(_jpeg(plain, 82), plain.width, plain.height, _jpeg(small, 78))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image.convert("RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    image.info = {}
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
