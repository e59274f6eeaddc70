"""What goes on paper: QR codes that a page may hold, PDF files that fetch nothing."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from xml.etree import ElementTree as ET

import pytest

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

pytestmark = pytest.mark.once


@pytest.mark.parametrize("text", ["https://linli.example/q/0123456789/", "路灯 3 号", "x" * 500])
def test_a_qr_code_is_a_picture_without_styles_and_scripts(text):
    picture = ET.fromstring(qr_svg(text))  # noqa: S314  our own picture
    assert picture.get("viewBox")
    assert not [e for e in picture.iter() if {"style", "width", "onload", "href"} & e.attrib.keys()]
    assert {e.tag.rpartition("}")[2] for e in picture.iter()} <= {"svg", "path"}


def test_two_texts_are_two_pictures():
    assert qr_svg("a") != qr_svg("b")
    assert qr_svg("a") == qr_svg("a")


@pytest.fixture
def asked():
    """A server that keeps the paths for which it is asked."""
    paths: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        paths.append(f"http://127.0.0.1:{server.server_port}")
        yield paths
        server.shutdown()


def test_a_printed_page_fetches_nothing(asked, tmp_path):
    base = asked.pop()
    (tmp_path / "secret.css").write_text("p { color: red }")
    page = f"""<p>通知</p><img src="{base}/picture.png"><link rel="stylesheet" href="{base}/sheet.css">
        <link rel="stylesheet" href="file://{tmp_path}/secret.css"><object data="{base}/thing"></object>{qr_svg("x")}"""
    made = pdf_of(page)
    assert made.startswith(b"%PDF-")
    assert asked == []
