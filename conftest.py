"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.utils import translation

pytest_plugins = ["tests.empty", "tests.cast", "tests.visitors", "tests.browser", "tests.fence"]
DATABASE = {"db", "transactional_db", "house"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database says the same on each of them, and runs once."""
    for item in items:
        if DATABASE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def every_test_begins_in_the_default_language() -> Iterator[None]:
    """A request leaves its language active; the next test does not speak it."""
    translation.deactivate()
    yield
    translation.deactivate()
