"""What every test may use."""

from collections.abc import Iterator

import hypothesis
import pytest
from django.utils import translation

pytest_plugins = ["tests.lacking", "tests.empty", "tests.cast", "tests.visitors", "tests.browser", "tests.fence", "tests.said"]
hypothesis.settings.register_profile("house", deadline=None)  # a small machine is no fault
hypothesis.settings.load_profile("house")
DATABASE = {"db", "transactional_db", "house"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database says the same on each of them, and runs once. So does a room's page: on the other database tests/test_cost.py
    opens all lists, and tests/test_pages.py every page.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if asked.isdisjoint(DATABASE) or ("visit" in asked and "src" in item.path.parts):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def every_test_begins_in_the_default_language() -> Iterator[None]:
    """A request leaves its language active; the next test does not speak it."""
    translation.deactivate()
    yield
    translation.deactivate()
