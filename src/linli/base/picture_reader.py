"""Pictures, opened: runs only in the process apart. The size that a file declares is asked before anything is unpacked."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from .errors import Invalid
from .uploads import LONGEST_SIDE, MAX_PIXELS, MAX_PIXELS_OF_JPEG, THUMBNAIL_SIDE

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")


def load() -> None:
    """Before children are forked, so that each finds every format loaded."""
    register_heif_opener(thumbnails=False)
    Image.init()


def rewritten(raw: bytes) -> Iterator[Any]:
    """The picture's size, its JPEG, the JPEG of its thumbnail."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's doubts about damaged metadata: none of it is kept
            yield from _written_anew(_opened(raw))
    except (Invalid, MemoryError):
        raise
    except UnidentifiedImageError as wrong:
        raise Invalid(
            _("This file is not a picture. Send a JPEG, PNG, WebP, GIF or HEIC file."), field="pictures"
        ) from wrong
    except Exception as wrong:
        raise Invalid(_("This picture is damaged and cannot be read."), field="pictures") from wrong


def _opened(raw: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # the limits here are lower, and differ by format
    image = Image.open(BytesIO(raw), formats=FORMATS)
    most = MAX_PIXELS_OF_JPEG if image.format == "JPEG" else MAX_PIXELS
    if image.width * image.height > most:
        raise Invalid(
            _("This picture has too many pixels (more than %(limit)d million).") % {"limit": most // 1_000_000},
            field="pictures",
        )
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG decodes straight to a smaller size
    if image.width * image.height > MAX_PIXELS:  # a kind of JPEG that does not
        raise Invalid(
            _("This picture has too many pixels (more than %(limit)d million).") % {"limit": MAX_PIXELS // 1_000_000},
            field="pictures",
        )
    image.load()  # of several frames the first
    return image


def _written_anew(image: Image.Image) -> Iterator[Any]:
    """Made small first, so that turning it and laying it on white cost little."""
    turned = image.getexif().get(0x0112)
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode not in {"RGB", "RGBA", "L", "LA", "CMYK"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif "transparency" in image.info:
        image = image.convert("RGBA")
    info = image.info
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image.info = info
    plain = _on_white(ImageOps.exif_transpose(image) if turned else image)
    small = plain.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    yield [plain.width, plain.height]
    yield _jpeg(plain, 82)
    yield _jpeg(small, 78)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA"}:
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
