"""The ballot paper for those who see little, or nothing: elder mode at twice the size, and what a screen reader is told of every control."""

import pytest
from playwright.sync_api import expect

from linli.ballots.codes import voting_code
from linli.ballots.tests.conftest import Steps

from .browser import assert_accessible, picture
from .cast import NOW

pytestmark = [pytest.mark.browser, pytest.mark.once]

TWICE = 195
"""A telephone of 390 pixels, everything twice as large."""
PAPERS = {
    "yes_no": ({"kind": "yes_no"}, "radio", {"en": ["yes", "no", "abstain"], "zh-hans": ["同意", "不同意", "弃权"]}),
    "one": ({"kind": "most", "marks": 1}, "radio", None),
    "several": ({"kind": "most", "marks": 2}, "checkbox", None),
    "ranked": ({"kind": "runoff"}, "combobox", None),
}
ON, CAST = {"en": "Look at it once more", "zh-hans": "再看一遍"}, {"en": "Cast it", "zh-hans": "投出"}
OPTIONS = ["先修北门扶手", "先换二街路灯", "先铺三街地砖"]


@pytest.mark.parametrize(
    ("paper", "language"),
    [("yes_no", "en"), ("yes_no", "zh-hans"), ("one", "zh-hans"), ("several", "en"), ("ranked", "zh-hans")],
)
def test_every_control_has_a_role_and_its_name_and_fits_at_twice_the_size(walker, real_cast, paper, language):
    given, role, told = PAPERS[paper]
    steps = Steps(real_cast, NOW)
    steps.people()
    ballot, _slips = steps.opened(options=OPTIONS, **given)
    page = walker(None, language=language, width=TWICE, mode="elder")
    page.goto(f"/vote/{voting_code(ballot.roll.first())}/")
    controls = page.locator("form.paper").get_by_role(role)
    names = told[language] if told else OPTIONS
    expect(controls).to_have_count(len(names))
    for place, name in enumerate(names):
        expect(controls.nth(place)).to_have_accessible_name(name)
    expect(page.locator("form.paper").get_by_role("button")).to_have_accessible_name(ON[language])
    _is_large(page)
    assert_accessible(page)
    picture(page, f"paper-{paper}-{language}")
    if role == "combobox":
        controls.nth(1).select_option("1")
    else:
        page.locator("form.paper").get_by_text(names[1], exact=True).click()
    page.locator("form.paper").get_by_role("button").click()
    expect(page.locator("ol.chosen li")).to_have_text([names[1]])
    _is_large(page)
    expect(page.get_by_role("button", name=CAST[language])).to_be_visible()
    assert_accessible(page)


def _is_large(page) -> None:
    """Eighteen points and more, nothing to push sideways, and a target under every thumb."""
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('form')).fontSize)") >= 18
    assert page.evaluate("document.documentElement.scrollWidth") <= TWICE
    for target in page.locator("main form button, main form select").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 60 or not target.is_visible()
