"""What makes the same tests a third quicker: the memory that Python gives to calls and to its collector."""

import gc
from typing import Any

import pytest

NAMES = " = ".join(f"n{number}" for number in range(70_000))
scope: dict[str, Any] = {}
exec(f"def roomy(run):\n    return run()\n    {NAMES} = None", scope)  # noqa: S102  seventy thousand names are not typed
roomy = scope["roomy"]
"""Calls `run` from a frame so large that Python takes a megabyte for it and for every call within it. It takes sixteen kilobytes
otherwise, and where a loop lies just at the end of them asks the system for the next sixteen and gives them back at every turn."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """The loop of whoever runs it, alone or as a worker, in a roomy frame."""
    plugins = session.config.pluginmanager
    loop = plugins.subset_hook_caller("pytest_runtestloop", [plugins.get_plugin(__name__)])
    return roomy(lambda: loop(session=session))


def pytest_collection_finish() -> None:
    """Modules, tests and settings stay to the end: the collector need not look at them again after each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
