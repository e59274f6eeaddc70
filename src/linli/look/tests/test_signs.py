"""Signs are drawn as the library draws them."""

import pytest
from lucide.templatetags.lucide import lucide

from linli.look.templatetags.linli import GOOD_ICONS, STATE_ICONS, icon


@pytest.mark.parametrize("name", sorted({*GOOD_ICONS.values(), *STATE_ICONS.values()}))
def test_a_sign_is_the_one_of_the_library(name):
    assert icon(name) == lucide(name, size=None, **{"class": "icon", "aria-hidden": "true"})


def test_a_sign_that_nobody_drew_is_a_fault():
    with pytest.raises(KeyError):
        icon("nothing-of-this-name")
