"""What is sent to hurt: each time a clear word in the person's language, and nothing half stored."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.casework.actions.receiving import Contact, Place, report_case
from linli.casework.actions.story import tracking_code
from linli.casework.models import Case, Message, Photo

pytestmark = pytest.mark.once

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}"


def form(cast, **changed) -> dict:
    return {
        "text": "路灯不亮",
        "category": "street_light",
        "building": cast.building.pk,
        "place_text": "",
        "who_reads": "public",
        "name": "",
        "telephone": "",
        "email": "",
        "door": "",
        "marker": "",
        "submission": "",
        **changed,
    }


def picture(kind="PNG", size=(8, 8)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, kind)
    return file.getvalue()


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


def nothing_stored(uploads) -> bool:
    return (
        not Case.objects.exists() and not Photo.objects.exists() and not [p for p in uploads.rglob("*") if p.is_file()]
    )


@pytest.mark.parametrize(("language", "word"), [("en", "Nothing was stored"), ("zh-hans", "没有保存")])
def test_a_hundred_megabytes_are_refused_by_their_announced_length(visit, uploads, language, word):
    browser = visit(language=language)
    answer = browser.generic(
        "POST", "/report/", b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(100 * 1024 * 1024)
    )
    assert answer.status_code == 413
    assert word in answer.content.decode()
    assert nothing_stored(uploads)


def bomb() -> bytes:
    """A PNG that says it is 60,000 by 60,000."""
    small = bytearray(picture())
    small[16:24] = (60000).to_bytes(4) * 2
    return bytes(small)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("index.html", SCRIPT)
    return file.getvalue()


BAD_PICTURES = {
    "a text that is called a picture": b"<html>" + SCRIPT.encode(),
    "a picture bomb": bomb(),
    "a picture cut off in the middle": picture("JPEG", (400, 400))[:900],
    "a zip that is called a picture": zipped(),
    "an SVG with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
}


@pytest.mark.parametrize("content", BAD_PICTURES.values(), ids=BAD_PICTURES.keys())
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_no_picture_is_refused_and_the_words_are_kept(cast, visit, uploads, content, language):
    sent = form(cast, pictures=SimpleUploadedFile("x.jpg", content, "image/jpeg"))
    answer = visit(language=language).post("/report/", sent)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert "路灯不亮" in answer.content.decode()
    assert nothing_stored(uploads)


def test_a_picture_that_is_also_something_else_is_only_a_picture_afterwards(cast, visit, uploads):
    hidden = picture("JPEG", (64, 64)) + SCRIPT.encode() + zipped()
    assert (
        visit().post("/report/", form(cast, pictures=SimpleUploadedFile("x.jpg", hidden, "image/jpeg"))).status_code
        == 302
    )
    kept = [p.read_bytes() for p in uploads.rglob("*.jpg")]
    assert kept
    assert all(b"script" not in data and b"PK\x03\x04" not in data for data in kept)
    photo = visit().get(f"/photos/{Photo.objects.get().file}")
    assert photo["Content-Type"] == "image/jpeg"
    assert photo["X-Content-Type-Options"] == "nosniff"
    photo.close()


def test_more_than_five_pictures_are_refused(cast, visit, uploads):
    many = [SimpleUploadedFile(f"{n}.png", picture(), "image/png") for n in range(6)]
    assert "5" in visit().post("/report/", form(cast, pictures=many)).content.decode()
    assert nothing_stored(uploads)


def test_a_text_of_a_megabyte_is_refused(cast, visit, uploads):
    answer = visit().post("/report/", form(cast, text="长" * 340_000))
    assert answer.status_code in {200, 400}
    assert nothing_stored(uploads)
    kept = visit().post("/report/", form(cast, text="长" * 4001))
    assert "4000" in kept.content.decode()
    assert nothing_stored(uploads)


def test_control_characters_do_not_reach_the_tables(cast, visit):
    """Nobody types one: they are taken out, and what was written is kept."""
    visit().post("/report/", form(cast, text="路\x00灯\x08不\u202e亮", name="甲\x1b[31m\x00"))
    case = Case.objects.get()
    assert case.text == "路灯不亮"
    assert not [c for c in case.text + case.reporters.get().name if ord(c) < 32 or c == "\u202e"]


def test_a_script_in_every_field_is_shown_as_what_it_is(cast, visit, now):
    case = report_case(
        cast.resident,
        community=cast.here,
        category=cast.light,
        text=SCRIPT,
        place=Place(SCRIPT[:200]),
        now=now,
        contact=Contact(cast.resident.person_id, SCRIPT[:60]),
    )
    worker, link = visit("worker"), f"/t/{case.case.pk}-{tracking_code(case.reporter)}/"
    worker.post(f"/desk/cases/{case.case.pk}/", {"do": "answer", "seen": 1, "text": SCRIPT})
    worker.post(f"/desk/cases/{case.case.pk}/", {"do": "look", "purpose": SCRIPT})
    pages = [
        visit().get(p, follow=True)
        for p in ("/cases/", f"/cases/{case.case.pk}/", link, "/c/jia/", "/search/?q=" + SCRIPT, "/cases/map/")
    ]
    pages += [worker.get(p) for p in ("/desk/?tab=open", f"/desk/cases/{case.case.pk}/", "/desk/?q=" + SCRIPT)]
    pages += [visit("resident").get(p) for p in ("/my/cases/", "/me/looks/", "/inbox/")]
    for page in pages:
        assert page.status_code == 200
        shown = page.content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "49}}" not in shown
    assert Message.objects.filter(text=SCRIPT).exists()


@pytest.mark.parametrize(
    "path",
    [
        "/t/1-AAAAAAAAAA/",
        "/t/99999999999999999999-A/",
        "/w/1-AAAAAAAA/",
        "/q/AAAA/",
        "/cases/99999999999999999999/",
        "/photos/" + "0" * 32 + ".jpg",
        "/photos/../../keys/secret",
        "/plans/..%2f..%2fkeys%2fsecret",
        "/cases/%00/",
        "/c/%F0%9F%92%A1/",
    ],
)
def test_wrong_codes_and_strange_addresses_are_not_found(visit, path):
    assert visit().get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "q=%22%27%29%20OR%201=1--",
        "q=%00",
        "q=*",
        "q=AND",
        "after=x",
        "after=2026-01-01T00:00:00_x",
        "state=x",
        "building=x",
        "building=99999999999999999999",
        "since=2026-99-99",
        "category=%27",
        "c=nowhere",
        "street=-1",
    ],
)
@pytest.mark.parametrize("path", ["/cases/", "/cases/map.json", "/search/", "/report/similar/"])
def test_strange_filters_give_a_page_and_no_error(cast, visit, path, query):
    assert visit().get(f"{path}?{query}&text=x").status_code in {200, 302}


def test_deeds_that_do_not_exist_and_numbers_that_are_none_are_refused(cast, visit, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="路灯", now=now).case
    worker = visit("worker")
    assert (
        "There is no such thing to do here" in worker.post(f"/desk/cases/{case.pk}/", {"do": "delete"}).content.decode()
    )
    for sent in (
        {"do": "answer", "seen": "x", "text": "好"},
        {"do": "assign", "to": "person:x"},
        {"do": "merge", "seen": 1, "into": "x"},
        {"do": "extend", "seen": 1, "text": "慢", "days": "-1"},
        {"do": "whistle", "seen": 1, "text": "来", "organisations": "999"},
    ):
        assert worker.post(f"/desk/cases/{case.pk}/", sent).status_code == 200
    case.refresh_from_db()
    assert case.version == 1
    assert case.changed_at < now + timedelta(seconds=1)


def test_a_form_from_another_site_is_refused(visit):
    browser = visit()
    browser.handler.enforce_csrf_checks = True
    assert browser.post("/report/", {"text": "x"}).status_code == 403


def test_pages_say_that_nothing_foreign_may_run(visit):
    policy = visit().get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert settings.SESSION_COOKIE_HTTPONLY
