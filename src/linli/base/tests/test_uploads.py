"""Pictures that people send: turned upright, made small, and nothing of what else the file held."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin
from pillow_heif import register_heif_opener

from linli.base.errors import Invalid
from linli.base.uploads import LONGEST_SIDE, MAX_BYTES, THUMBNAIL_SIDE, Picture, read_picture

pytestmark = pytest.mark.once

register_heif_opener()
SECRET = b"SECRET-PLACE-23.1291"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def written(image: Image.Image, kind: str, **more) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def read(raw: bytes) -> Picture:
    return read_picture(io.BytesIO(raw))


def opened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def halves(size=(64, 32)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image


def is_near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(image.getpixel(at), colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_every_kind_that_telephones_make_becomes_a_jpeg(kind):
    picture = read(written(halves(), kind))
    image = opened(picture.data)
    assert image.format == opened(picture.thumbnail).format == "JPEG"
    assert (picture.width, picture.height) == image.size == (64, 32)
    assert is_near(image, (8, 16), (255, 0, 0))
    assert is_near(image, (56, 16), (0, 0, 255))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "HEIF", "PNG"])
def test_place_maker_and_every_other_note_are_gone(kind):
    exif = Image.Exif()
    exif[MAKER] = SECRET.decode()
    exif[GPS] = {1: "N", 2: (23.0, 7.0, 44.0)}
    raw = written(halves(), kind, exif=exif)
    assert SECRET in raw
    picture = read(raw)
    for data in (picture.data, picture.thumbnail):
        assert SECRET not in data
        assert not opened(data).getexif()
        assert set(opened(data).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_words_in_a_png_are_gone():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    raw = written(halves(), "PNG", pnginfo=words)
    assert SECRET in raw
    assert SECRET not in read(raw).data


@pytest.mark.parametrize(("orientation", "size"), [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64))])
def test_a_picture_taken_sideways_stands_upright(orientation, size):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture = read(written(halves(), "JPEG", exif=exif))
    assert (picture.width, picture.height) == opened(picture.data).size == size


def test_a_large_picture_is_made_small_and_keeps_its_shape():
    picture = read(written(halves((4000, 3000)), "JPEG"))
    assert (picture.width, picture.height) == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    assert opened(picture.thumbnail).size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE * 3 // 4)


def test_a_small_picture_is_not_made_larger():
    assert read(written(halves((3, 1)), "PNG")).width == 3


def test_a_very_long_picture_keeps_a_line():
    picture = read(written(Image.new("RGB", (20_000, 2)), "PNG"))
    assert (picture.width, picture.height) == (LONGEST_SIDE, 1)


WHITES = [
    ("1", 1, "PNG"),
    ("L", 255, "PNG"),
    ("LA", (255, 255), "PNG"),
    ("P", "white", "PNG"),
    ("RGBA", "white", "PNG"),
    ("I;16", 65535, "PNG"),
    ("CMYK", (0, 0, 0, 0), "JPEG"),
]


@pytest.mark.parametrize(("mode", "white", "kind"), WHITES)
def test_white_is_white_in_every_mode_of_colour(mode, white, kind):
    image = opened(read(written(Image.new(mode, (16, 16), white), kind)).data)
    assert image.mode == "RGB"
    assert is_near(image, (8, 8), (255, 255, 255))


def test_what_is_seen_through_becomes_white():
    assert is_near(opened(read(written(Image.new("RGBA", (16, 16), (0, 0, 0, 0)), "PNG")).data), (8, 8), (255,) * 3)


def test_what_hides_behind_a_picture_does_not_come_along():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("run.html", "<script>alert(1)</script>")
    polyglot = written(halves(), "JPEG") + archive.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(polyglot))
    picture = read(polyglot)
    assert not zipfile.is_zipfile(io.BytesIO(picture.data))
    assert b"script" not in picture.data


def test_a_script_in_the_comment_of_a_picture_does_not_come_along():
    raw = written(halves(), "GIF", comment=b"<script>alert(1)</script>")
    assert b"<script>" in raw
    assert b"<script>" not in read(raw).data


def test_only_the_first_of_many_frames_is_kept():
    frames = [Image.new("P", (16, 16), i) for i in range(5)]
    raw = written(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert getattr(opened(read(raw).data), "n_frames", 1) == 1


def png_that_says(width: int, height: int, *, content: bytes = b"") -> bytes:
    """A PNG with a true check sum whose header claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(content)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_100, 12_000, 30_000, 60_000, 2**31 - 1])
def test_a_picture_bomb_is_refused_by_its_pixels_before_it_unfolds(side):
    with pytest.raises(Invalid, match=r"像素|pixels"):
        read(png_that_says(side, side))


def text_bomb() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("bomb", "0" * 70_000_000, zip=True)
    return written(halves(), "PNG", pnginfo=words)


JPEG = written(halves((400, 400)), "JPEG")
NO_PICTURES = {
    "nothing": b"",
    "a text called .jpg": "这不是图片".encode(),
    "a page": b"<html><script>alert(1)</script></html>",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a PostScript that Pillow could open": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "a PDF": b"%PDF-1.7\n",
    "a bitmap": written(halves(), "BMP"),
    "a TIFF": written(halves(), "TIFF"),
    "a picture cut off": JPEG[: len(JPEG) // 2],
    "a head without a body": JPEG[:20],
    "a PNG without its content": png_that_says(100, 100),
    "a PNG whose words unfold without end": text_bomb(),
}


@pytest.mark.parametrize("raw", NO_PICTURES.values(), ids=NO_PICTURES.keys())
def test_what_is_no_whole_picture_of_these_kinds_is_refused_in_a_sentence(raw):
    with pytest.raises(Invalid) as refused:
        read(raw)
    assert refused.value.field == "pictures"
    assert str(refused.value).endswith(("。", "."))


def test_a_file_larger_than_allowed_is_refused_unread():
    file = io.BytesIO(JPEG + b"\0" * (MAX_BYTES + 1 - len(JPEG)) + b"never read")
    with pytest.raises(Invalid, match="8"):
        read_picture(file)
    assert file.tell() == 0


def test_a_file_just_as_large_as_allowed_is_read():
    assert read(JPEG + b"\0" * (MAX_BYTES - len(JPEG))).width == 400


QUICKLY = {"WEBP": {"lossless": True, "quality": 0, "method": 0}}
LOSSLESS = {
    "a WebP that is seen through": ("WEBP", "RGBA", (0, 0, 0, 0)),
    "a PNG that is seen through": ("PNG", "RGBA", (0, 0, 0, 0)),
    "a PNG of many greys": ("PNG", "I;16", 0),
    "a PNG with few colours": ("PNG", "P", 0),
}


@pytest.mark.parametrize(("kind", "mode", "colour"), LOSSLESS.values(), ids=LOSSLESS.keys())
def test_a_picture_of_fifty_million_pixels_in_two_kilobytes_is_refused_by_its_header(kind, mode, colour):
    raw = written(Image.new(mode, (7071, 7071), colour), kind, **QUICKLY.get(kind, {}))
    with pytest.raises(Invalid, match=r"24"):
        read(raw)


@pytest.mark.parametrize(("kind", "mode", "colour"), LOSSLESS.values(), ids=LOSSLESS.keys())
def test_just_as_many_pixels_as_allowed_are_read_within_the_limits(kind, mode, colour):
    picture = read(written(Image.new(mode, (6000, 4000), colour), kind, **QUICKLY.get(kind, {})))
    assert (picture.width, picture.height) == (LONGEST_SIDE, 1333)


@pytest.mark.parametrize("size", [(12000, 9000), (8000, 6000)])
def test_a_telephones_hundred_million_pixels_are_read(size):
    picture = read(written(Image.new("L", size, 200), "JPEG", quality=30))
    assert max(picture.width, picture.height) == LONGEST_SIDE
