"""What programmes of strangers ask first."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

PATH = "/.well-known/security.txt"


@pytest.mark.parametrize(
    ("contact", "source", "line"),
    [
        ("safety@example.org", "", "Contact: mailto:safety@example.org"),
        ("https://example.org/holes", "https://example.org/linli", "Contact: https://example.org/holes"),
        ("", "https://example.org/linli", "Contact: https://example.org/linli"),
    ],
)
def test_whom_to_tell_of_a_hole(db, settings, contact, source, line):
    settings.SECURITY_CONTACT, settings.SOURCE = contact, source
    lines = Client().get(PATH).content.decode().splitlines()
    expires = datetime.fromisoformat(next(each for each in lines if each.startswith("Expires: "))[9:])
    assert line in lines
    assert timedelta(days=100) < expires - timezone.now() < timedelta(days=365)


def test_where_nobody_is_named_there_is_no_such_page(db, settings):
    settings.SECURITY_CONTACT = settings.SOURCE = ""
    assert Client().get(PATH).status_code == 404


def test_honest_robots_stay_out_of_what_is_somebodys_own(db):
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /t/", "Disallow: /vote/", "Disallow: /w/", "Disallow: /me/", "Disallow: /desk/"} <= set(lines)
