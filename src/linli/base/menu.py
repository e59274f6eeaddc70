"""What the pages' menus list. Rooms add their entries in apps.py; the layout shows those that the reader may use."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from .actors import Actor
from .registry import Registry

SECTIONS = ("resident", "together", "open", "staff", "office", "settings", "me")
"""`together`, `open`, `office` and `settings` are lists on pages of their own: a menu holds what is used every day."""


@dataclass(frozen=True)
class Entry:
    """A page named in a menu. `icon` is a Lucide name; a lower position comes first; `count` is what waits there for the reader.

    `about`: a sentence where the entry is a tile. `lists`: the section that stands on this page; whoever is on one of those pages is under this entry.
    """

    key: str
    label: str | Promise
    url_name: str
    icon: str
    section: str
    position: int
    shown: Callable[[Actor], bool] = lambda _actor: True
    count: Callable[[Actor], int] = lambda _actor: 0
    lists: str = ""
    about: str | Promise = ""


MENU: Registry[Entry] = Registry("menu entry")


def add_entry(
    key: str,
    label: str | Promise,
    url_name: str,
    *,
    icon: str,
    section: str,
    position: int,
    shown: Callable[[Actor], bool] = lambda _actor: True,
    count: Callable[[Actor], int] = lambda _actor: 0,
    lists: str = "",
    about: str | Promise = "",
) -> None:
    if section not in SECTIONS or lists not in {"", *SECTIONS}:
        raise ValueError(f"menu section {section} or {lists} is unknown")
    MENU.add(key, Entry(key, label, url_name, icon, section, position, shown, count, lists, about))


def entries(actor: Actor, section: str) -> list[Entry]:
    """The entries of a section that this actor may use, in order."""
    return sorted(
        (e for e in MENU.values() if e.section == section and e.shown(actor)), key=lambda e: (e.position, e.key)
    )
