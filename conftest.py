"""What every test may use."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.utils import translation
from tests.thorough import IS_THOROUGH
from xdist.scheduler import LoadFileScheduling

pytest_plugins = [
    "tests.lacking",
    "tests.empty",
    "tests.cast",
    "tests.visitors",
    "tests.browser",
    "tests.fence",
    "tests.said",
    "tests.pace",
]
# A small machine is no fault. The same examples every time, so that nobody is stopped by what they did not touch; thorough
# runs look for new ones.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("house"), max_examples=200)
hypothesis.settings.load_profile("thorough" if IS_THOROUGH else "house")
DATABASE = {"db", "transactional_db", "house"}
APART = {"tests/test_axe.py", "tests/test_links.py", "tests/test_matrix.py"}
"""Files that take long, and whose tests share nothing."""
LONG = {"chromium", "house", "polled", "server"}


class Files(LoadFileScheduling):
    """A file stays on one worker, with what its tests share, unless they share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return nodeid if file in APART else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Files | None:
    return Files(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database says the same on each of them, and runs once. So does a room's page: on the other database tests/test_cost.py
    opens all lists, and tests/test_pages.py every page.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if asked.isdisjoint(DATABASE) or ("visit" in asked and "src" in item.path.parts):
            item.add_marker(pytest.mark.once)
    items.sort(key=_is_short)


def _is_short(item: pytest.Item) -> bool:
    """The others begin first, so that no worker waits in the end for what takes another a minute: browsers, servers, whole houses."""
    return LONG.isdisjoint(getattr(item, "fixturenames", ())) and item.location[0] not in APART


@pytest.fixture(autouse=True)
def every_test_begins_in_the_default_language() -> Iterator[None]:
    """A request leaves its language active; the next test does not speak it."""
    translation.deactivate()
    yield
    translation.deactivate()
