"""No page leads into a wall: whoever walks on from their first pages, link by link, is never told that there is nothing."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from .rooms import PEOPLED, pages
from .visitors import close

pytestmark = pytest.mark.once

VISITORS = (
    None,
    "resident",
    "volunteer",
    "worker",
    "chair",
    "mediator",
    "street_officer",
    "department_officer",
    "unit_contact",
    "coordinator",
    "auditor",
    "administrator",
)
BEGINNINGS = ("/", "/work/", "/desk/", "/me/", "/inbox/")
MEANWHILE = {"jia": "yi", "yi": "jia"}
LINK = re.compile(r'<a [^>]*?href="([^"#][^"]*)"')


@pytest.fixture
def cast(db):
    """The known cast, with one thing of each kind in every room."""
    return PEOPLED.bring()


@pytest.mark.parametrize("who", VISITORS)
def test_every_link_leads_somewhere(who, cast, visit, settings):
    """Each is followed while the cookie names the other community: in another tab somebody looked at the neighbours meanwhile."""
    settings.LIMITS = False
    named, browser, seen = cast.named, visit(who), set()
    ahead = [(path.format(**named), "beginning", "yi") for of, path in pages() if of == who]
    ahead += [(path, "beginning", "yi") for path in BEGINNINGS]
    walls = []
    while ahead:
        path, source, seen_in = ahead.pop()
        if not _is_new(path, seen):
            continue
        browser.cookies["linli_community"] = MEANWHILE[seen_in]
        answer = browser.get(path)
        if answer.status_code in {404, 405, 500} or (answer.status_code == 403 and source != "beginning"):
            walls.append(f"{source} -> {path}: {answer.status_code}")
        ahead += [(link, path, browser.cookies["linli_community"].value) for link in _links(path, answer)]
        close(answer)
    assert len(seen) > len(BEGINNINGS)
    assert not walls, "\n".join(walls)


def _is_new(path: str, seen: set[str]) -> bool:
    """Of addresses that differ in a number alone, or in what is chosen in a list, one is enough; nobody signs out."""
    parts = urlsplit(path)
    shape = re.sub(r"\d+", "0", parts.path) + "?" + "&".join(re.findall(r"\w+(?==)", parts.query))
    if shape in seen or parts.path.startswith(("/accounts/logout", "/static/")):
        return False
    seen.add(shape)
    return True


def _links(path, answer) -> list[str]:
    if answer.status_code in {301, 302, 303}:
        return [answer["Location"]] if answer["Location"].startswith("/") else []
    if "html" not in answer["Content-Type"] or answer.streaming:
        return []
    found = [urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(answer.content.decode())]
    return [link for link in found if link.startswith("/") and not link.startswith("//")]
