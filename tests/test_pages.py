"""Every page opens for whom it is made, on each database."""

import pytest

from .rooms import PEOPLED, pages
from .test_axe import PAGES


@pytest.fixture
def cast(db):
    """The known cast, with one thing of each kind in every room."""
    return PEOPLED.bring()


def test_every_page_opens(cast, visit, settings):
    settings.LIMITS = False
    asked = [(who, path) for who, paths in PAGES.items() for path in paths if "{c" not in path] + list(pages())
    browsers = {who: visit(who) for who in {who for who, _path in asked}}
    answers = [
        (who, path, browsers[who].get(path.format(**cast.named), follow=True).status_code) for who, path in asked
    ]
    assert not [answer for answer in answers if answer[2] != 200]
