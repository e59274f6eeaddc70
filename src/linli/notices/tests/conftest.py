from collections.abc import Iterator

import pytest
from django.utils.translation import override

from linli.people.tests.conftest import accounts, sign_in

__all__ = ["accounts", "sign_in"]


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A request leaves its language behind; each test begins in the house's own."""
    with override("zh-hans"):
        yield
