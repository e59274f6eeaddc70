"""PDF files are looked through once, from front to back, however they were made."""

import io
import time
import zlib

import pytest

from linli.base.errors import Invalid
from linli.base.papers import read_paper
from linli.base.pdf_reader import look_through

pytestmark = pytest.mark.once

END = b"\ntrailer\n%%EOF\n"


def packed(content: bytes, name: bytes = b"/ObjStm") -> bytes:
    squeezed = zlib.compress(content)
    return b"%PDF-1.7\n1 0 obj\n<< /Type " + name + b" >>\nstream\r\n" + squeezed + b"\nendstream\nendobj\n" + END


def looked(data: bytes) -> None:
    list(look_through(data))


LONG = {
    "names of streams": b"/ObjStm ",
    "streams": b"/ObjStm stream\n",
    "streams that hold nothing": b"/ObjStm stream\n" + zlib.compress(b"x") + b"\n",
    "streams alone": b"stream\n",
    "signs": b"#2",
    "slashes": b"/",
    "names": b"/O",
}


@pytest.mark.parametrize("part", LONG.values(), ids=LONG.keys())
def test_two_megabytes_of_anything_are_looked_through_in_seconds(part):
    data = b"%PDF-1.4\n" + part * (2_000_000 // len(part)) + END
    began = time.process_time()
    looked(data)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("name", [b"/ObjStm", b"/Obj#53tm", b"/#4fbjStm", b"/#4FbjSt#6d"])
@pytest.mark.parametrize(
    "content", [b"<< /JavaScript (app.alert(1)) >>", b"<< /#4aavaScript 1 >>", b"<< /EmbeddedFiles 1 >>"]
)
def test_what_runs_is_found_in_packed_objects_however_they_are_called(name, content):
    with pytest.raises(Invalid, match=r"程序|programmes"):
        read_paper(io.BytesIO(packed(b" " * 9000 + content, name)), "a.pdf")


def test_a_stream_of_something_else_is_no_programme():
    assert read_paper(io.BytesIO(packed(b"/JavaScript", b"/XObject")), "a.pdf").suffix == "pdf"


def test_a_stream_that_unpacks_without_end_is_refused():
    with pytest.raises(Invalid):
        read_paper(io.BytesIO(packed(b"0" * 40_000_000)), "a.pdf")
