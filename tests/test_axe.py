"""Every page in the dark on a phone and in elder mode at the desk: nothing wider than the screen, and in one of the two, in turn,
nothing that axe knows to be wrong: they share their markup, and axe takes most of the time."""

from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page

from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import report_case
from linli.casework.actions.whistles import blow_whistle
from linli.casework.models import WhistleCall

from .browser import assert_accessible, violations
from .rooms import PEOPLED, pages

pytestmark = [pytest.mark.browser, pytest.mark.once]

PAGES = {
    None: (
        "/",
        "/c/jia/",
        "/cases/",
        "/cases/map/",
        "/cases/{case}/",
        "/rates/",
        "/search/?q=路灯",
        "/report/",
        "/accounts/login/",
        "/sign-up/",
        "/styleguide/",
        "/c/jia/plan/",
        "/together/",
        "/open/",
    ),
    "resident": (
        "/my/cases/",
        "/me/",
        "/me/details/",
        "/me/looks/",
        "/me/consents/",
        "/me/data/",
        "/me/notices/",
        "/inbox/",
        "/cases/{case}/",
    ),
    "volunteer": ("/hands/",),
    "worker": (
        "/work/",
        "/desk/?tab=open",
        "/desk/cases/{case}/",
        "/desk/new/",
        "/desk/drafts/",
        "/settings/people/",
        "/accounts/2fa/",
    ),
    "chair": (
        "/settings/places/",
        "/settings/places/buildings/",
        "/settings/places/markers/",
        "/settings/places/organisations/",
        "/settings/calendar/",
        "/rules/",
        "/rules/meetings.quorum_residents/",
        "/settings/offices/",
        "/settings/people/add/",
        "/settings/casework/",
    ),
    "administrator": (
        "/settings/places/communities/",
        "/settings/casework/street_light/",
        "/settings/casework/street_light/questions/",
    ),
    "department_officer": ("/whistles/", "/whistles/{call}/"),
}


PARTS = 6
"""So many tests share the pages, for as many workers."""
TO_THE_DESK = "document.documentElement.dataset.theme = 'light'; document.documentElement.dataset.mode = 'elder'"


@pytest.fixture
def real_cast(transactional_db) -> SimpleNamespace:
    """The known cast, with one thing of each kind in every room."""
    return PEOPLED.bring()


@pytest.fixture
def named(real_cast, now) -> dict[str, Any]:
    case = report_case(
        real_cast.resident, community=real_cast.here, category=real_cast.light, text="路灯不亮", now=now
    ).case
    accept_case(real_cast.worker, case, now=now)
    blow_whistle(real_cast.worker, case, organisations=[real_cast.works], text="请来修灯", now=now)
    return {"case": case.pk, "call": WhistleCall.objects.latest("pk").pk, **real_cast.named}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_and_fits(walker, named, part):
    """Theme and mode are attributes of the same markup, and the screen is turned in front of the reader: one loading shows both."""
    visits = [(who, path) for who, paths in PAGES.items() for path in paths] + list(pages())
    browsers, wrong = {}, []
    for place, (who, path) in list(enumerate(visits))[part::PARTS]:
        if who not in browsers:
            browsers[who] = walker(who, language="zh-hans", width=390, theme="dark")
            browsers[who].emulate_media(reduced_motion="reduce")  # no colour is on its way to another
        page = browsers[who]
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.goto(path.format(**named)).status == 200, path
        is_read_in_the_dark = (place // PARTS) % 2 == 0
        found = violations(page) if is_read_in_the_dark else []
        found += _too_wide(page, 390)
        page.set_viewport_size({"width": 1366, "height": 844})
        page.evaluate(TO_THE_DESK)
        found += violations(page) if not is_read_in_the_dark else []
        wrong += [f"{who} {path}: {what}" for what in found + _too_wide(page, 1366)]
    assert not wrong, "\n".join(wrong)


def _too_wide(page: Page, width: int) -> list[str]:
    return [f"wider than {width}"] if page.evaluate("document.documentElement.scrollWidth") > width else []


def test_the_check_itself_finds_what_is_wrong(walker):
    page = walker()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
