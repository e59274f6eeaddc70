"""What makes the same tests a third quicker: the memory that Python gives to calls and to its collector."""

import gc

import pytest

from linli.base.roomy import roomy


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
