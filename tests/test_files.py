"""Wherever a file comes in: the cheap is asked first, what costs something is done last and in another process."""

import io
from collections.abc import Iterator

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.base import apart
from linli.base.sent import FormWithFiles, SentField

pytestmark = pytest.mark.once


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What was opened in another process, file by file."""
    found: list[str] = []
    stream = apart.Reader.stream

    def noted(self, data, **said):
        found.append(self.calls)
        return stream(self, data, **said)

    monkeypatch.setattr(apart.Reader, "stream", noted)
    return found


def picture(kind="PNG", size=(8, 8)) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, kind)
    return SimpleUploadedFile("x.png", file.getvalue(), "image/png")


def every(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


def our_forms() -> list[type[forms.Form]]:
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # every room's pages are loaded
    return [one for one in every(forms.Form) if one.__module__.startswith("linli.")]


def test_every_field_for_a_file_looks_first_and_opens_last():
    takes_files = {
        form: [name for name, field in form.base_fields.items() if isinstance(field, forms.FileField)]
        for form in our_forms()
    }
    takes_files = {form: names for form, names in takes_files.items() if names}
    assert len(takes_files) >= 8
    for form, names in takes_files.items():
        assert issubclass(form, FormWithFiles), form
        assert all(isinstance(form.base_fields[name], SentField) for name in names), form


def test_every_form_with_a_file_opens_nothing_while_something_else_is_wrong(opened):
    for form in every(FormWithFiles):
        for field in form.base_fields.values():
            if isinstance(field, SentField):
                field.clean([picture()] if "Files" in type(field).__name__ else picture())
    assert opened == []


def report(cast, **changed) -> dict:
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


def test_the_pictures_of_a_report_without_words_are_not_opened(cast, visit, opened, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert visit().post("/report/", report(cast, text="", pictures=[picture(), picture()])).status_code == 200
    assert opened == []
    assert visit().post("/report/", report(cast, pictures=[picture(), picture()])).status_code == 302
    assert opened == ["linli.base.picture_reader:rewritten"] * 2


def test_the_limit_counts_reports_that_are_wrong_too_and_comes_before_their_pictures(cast, visit, opened, settings):
    settings.LIMITS = True
    browser = visit()
    answers = [browser.post("/report/", report(cast, text="", pictures=picture())).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert browser.post("/report/", report(cast, pictures=picture())).status_code == 429
    assert opened == []


def test_no_library_that_opens_files_is_loaded_where_pages_are_served():
    import subprocess
    import sys

    asked = "import linli.config.wsgi, sys; print(*sorted({'python_calamine', 'pillow_heif', 'lxml.etree'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() in ([], ["lxml.etree"])
