"""What each room adds to the tests that go over the whole house.

A room has beside its tests a `world.py`, with one thing of each kind that its addresses name (`world`), the pages that are
looked at in a browser (`PAGES`, by visitor) and the lists whose cost is counted (`LISTS`), and a `matrix.txt` of its addresses.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from .cast import NOW, set_up_cast
from .remembered import Remembered

SRC = Path(__file__).parent.parent / "src" / "linli"
TABLES = [Path(__file__).with_name("matrix.txt"), *sorted(SRC.glob("*/tests/matrix.txt"))]


def worlds() -> Iterator[ModuleType]:
    for file in sorted(SRC.glob("*/tests/world.py")):
        yield import_module(f"linli.{file.parent.parent.name}.tests.world")


def things(cast: Any, now: Any) -> dict[str, Any]:
    """The rooms' things by the names that stand in their addresses."""
    return {name: thing for room in worlds() for name, thing in room.world(cast, now).items()}


def set_up_people() -> SimpleNamespace:
    cast = set_up_cast()
    cast.named = things(cast, NOW)
    return cast


PEOPLED = Remembered(set_up_people)


def pages() -> Iterator[tuple[str | None, str]]:
    for room in worlds():
        for who, paths in room.PAGES.items():
            yield from ((who, path) for path in paths)


def lists() -> list[tuple[str | None, str]]:
    return [one for room in worlds() for one in room.LISTS]
