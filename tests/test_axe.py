"""Every page in the dark on a phone: nothing wider than the screen, and on every other one nothing that axe knows to be wrong. The rest is
asked the same in elder mode at the desk: the two share their markup, and axe takes most of the time."""

from collections import defaultdict
from typing import Any

import pytest

from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import report_case
from linli.casework.actions.whistles import blow_whistle
from linli.casework.models import WhistleCall

from .browser import assert_accessible, violations
from .rooms import pages, things

pytestmark = [pytest.mark.browser, pytest.mark.once]

PAGES = {
    None: ("/", "/c/jia/", "/cases/", "/cases/map/", "/cases/{case}/", "/rates/", "/search/?q=路灯", "/report/", "/accounts/login/", "/sign-up/",
           "/styleguide/", "/c/jia/plan/", "/together/", "/open/"),
    "resident": ("/my/cases/", "/me/", "/me/details/", "/me/looks/", "/me/consents/", "/me/data/", "/me/notices/", "/inbox/", "/cases/{case}/"),
    "volunteer": ("/hands/",),
    "worker": ("/work/", "/desk/?tab=open", "/desk/cases/{case}/", "/desk/new/", "/desk/drafts/", "/settings/people/", "/accounts/2fa/"),
    "chair": ("/settings/places/", "/settings/places/buildings/", "/settings/places/markers/", "/settings/places/organisations/", "/settings/calendar/", "/rules/",
              "/rules/meetings.quorum_residents/",
              "/settings/offices/", "/settings/people/add/", "/settings/casework/"),
    "administrator": ("/settings/places/communities/", "/settings/casework/street_light/", "/settings/casework/street_light/questions/"),
    "department_officer": ("/whistles/", "/whistles/{call}/"),
}  # fmt: skip


@pytest.fixture
def named(real_cast, now) -> dict[str, Any]:
    case = report_case(
        real_cast.resident, community=real_cast.here, category=real_cast.light, text="路灯不亮", now=now
    ).case
    accept_case(real_cast.worker, case, now=now)
    blow_whistle(real_cast.worker, case, organisations=[real_cast.works], text="请来修灯", now=now)
    return {"case": case.pk, "call": WhistleCall.objects.get().pk, **things(real_cast, now)}


@pytest.mark.parametrize(("turn", "width", "theme", "mode"), [(0, 390, "dark", ""), (1, 1366, "light", "elder")])
def test_every_page_is_accessible_and_fits(walker, named, turn, width, theme, mode):
    wrong = []
    visits = defaultdict(list, {who: list(paths) for who, paths in PAGES.items()})
    for who, path in pages():
        visits[who].append(path)
    for who, paths in visits.items():
        page = walker(who, language="zh-hans", width=width, theme=theme, mode=mode)
        for place, path in enumerate(paths):
            is_read = place % 2 == turn
            if mode and not is_read:
                continue
            answer = page.goto(path.format(**named))
            assert answer.status == 200, path
            wrong += [f"{who} {path}: {what}" for what in violations(page)] if is_read else []
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{who} {path}: wider than {width}")
    assert not wrong, "\n".join(wrong)


def test_the_check_itself_finds_what_is_wrong(walker):
    page = walker()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
