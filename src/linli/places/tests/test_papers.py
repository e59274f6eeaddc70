"""Papers for the walls: a PDF is made, says what it must, and asks the network for nothing."""

import shutil
import socket
import subprocess

import pytest
from django.test import Client
from tests.lacking import need

from linli.base.actors import HOUSE
from linli.places.actions.changes import merge_communities
from linli.places.actions.details import describe_community
from linli.places.actions.tree import add_marker


@pytest.fixture
def described(cast, now):
    return describe_community(
        HOUSE, cast.here, address="广重一街12号一楼", telephone="020-84300000", name_en="Jia Community", now=now
    )


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("a paper asked the network for something")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def text_of(pdf: bytes) -> str:
    """The words on the paper, each page ended by a form feed; letters set wide apart are read together."""
    need("poppler", "chinese-font")
    read = subprocess.run([str(shutil.which("pdftotext")), "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode()


def test_the_poster_is_one_page_of_pdf_for_everybody(described):
    answer = Client().get("/c/jia/poster.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert Client().get("/c/nowhere/poster.pdf").status_code == 404


def test_the_poster_names_the_community_in_both_languages_and_how_to_reach_it(described):
    text = text_of(Client().get("/c/jia/poster.pdf").content)
    assert text.count("\f") == 1
    for words in ("甲社区", "Jia Community", "020-84300000", "广重一街12号一楼", "有事找邻里", "Tell us", "119"):
        assert words in text


def test_a_poster_of_a_community_that_has_written_down_nothing_is_still_one_page(cast):
    assert text_of(Client().get("/c/yi/poster.pdf").content).count("\f") == 1


def test_long_names_and_hostile_ones_stay_on_the_page(cast, now):
    describe_community(
        HOUSE,
        cast.here,
        address="很长的地址" * 30,
        telephone="<script>alert(1)</script>",
        name_en="A very long name " * 8,
        now=now,
    )
    text = text_of(Client().get("/c/jia/poster.pdf").content)
    assert text.count("\f") == 1
    assert "<script>" in text


def test_the_poster_of_a_merged_community_is_the_heirs(cast, now):
    merge_communities(HOUSE, [cast.there], into=cast.here, on=now.date(), now=now)
    assert Client().get("/c/yi/poster.pdf")["Location"] == "/c/jia/poster.pdf"


def test_labels_come_ten_to_a_sheet(described, cast, now, sign_in):
    markers = [add_marker(HOUSE, cast.here, name=f"{n}号灯杆", now=now) for n in range(11)]
    client = sign_in("chair")
    text = text_of(client.get("/settings/places/markers.pdf").content)
    assert text.count("\f") == 2
    assert all(m.code in text for m in markers)
    one = text_of(client.get(f"/settings/places/markers.pdf?marker={markers[3].pk}").content)
    assert (one.count("\f"), markers[3].code in one, markers[4].code in one) == (1, True, False)


def test_labels_are_for_keepers_and_need_a_code(cast, sign_in):
    assert sign_in("chair").get("/settings/places/markers.pdf").status_code == 422
    assert sign_in("worker").get("/settings/places/markers.pdf").status_code == 403


def test_a_poster_is_made_once_and_kept(described, caplog):
    caplog.set_level("INFO", logger="weasyprint.progress")
    client = Client()
    first, second = (client.get("/c/jia/poster.pdf").content for _again in range(2))
    assert first == second
    assert sum("Creating PDF" in record.getMessage() for record in caplog.records) == 1
