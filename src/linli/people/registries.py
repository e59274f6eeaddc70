"""What rooms register here: their part of a person's data export, and how they erase a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.base.actors import Actor
from linli.base.registry import Registry

if TYPE_CHECKING:
    from .queries.mine import LookLine

EXPORTS: Registry[Callable[[int], tuple[Any, dict[str, Path]]]] = Registry("part of the data export")
"""person's key → (what goes into the JSON, files by their name in the ZIP)"""

ERASERS: Registry[Callable[[Actor, int, datetime], None]] = Registry("eraser")
"""An action of the room, run inside `erase_me`: removes what points at the person, keeps the committee's record."""

LOOKS: Registry[Callable[[Actor], list["LookLine"]]] = Registry("part of the looks at one's details")
"""What a room itself keeps of who looked at the reader: `people.queries.looks_at_me` makes one list of all of them."""

WITHDRAWALS: Registry[Callable[[Actor, int, datetime], None]] = Registry("end of what a consent allowed")
"""By purpose: an action of the room, run inside `withdraw_consent`, that ends what the person had agreed to."""


@dataclass(frozen=True)
class Obligation:
    """Something that others wait for, and how it goes back when the one who owes it cannot do it any more.

    `fields`: where it is written down who owes it, as "app.Model.field"; `tests/test_obligations.py` knows each key to a person from here, or
    from its list of those on which nothing hangs. `give_back`: an action of the room; it tells those to whom it goes back.
    """

    fields: tuple[str, ...]
    give_back: Callable[[Actor, int, int | None, datetime], None]
    look_again: Callable[[Actor, int, datetime], None] | None = None
    """Where officers can owe it, too: a role over more than one community has ended, and what they may no longer do goes back everywhere."""


OBLIGATIONS: Registry[Obligation] = Registry("what somebody owes")
"""What a person owes others goes back to somebody, who is told. Given back without a community when they are erased or their account is
suspended: then everything goes back. With one, when a role there has ended or they are no longer known there: then the room gives back what
they may no longer do."""


def give_all_back(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """For the actions after which somebody cannot do what others wait for."""
    for owed in OBLIGATIONS.values():
        owed.give_back(by, person_id, community_id, now)


def look_everywhere_again(by: Actor, person_id: int, now: datetime) -> None:
    """For the end of a role that lies in no one community."""
    for owed in OBLIGATIONS.values():
        if owed.look_again:
            owed.look_again(by, person_id, now)


BECAME_KNOWN: Registry[Callable[[Actor, int, int, datetime], None]] = Registry("what follows from being known")
"""person, community → an action of the room, run inside `confirm_known`: what they said before counts from now on."""

HEARD: Registry[Callable[[Actor, str, list[int], int, str, datetime], None]] = Registry("way to tell people")
"""How the floor below notices tells: kind, whom, community, the page. Filled by notices."""
