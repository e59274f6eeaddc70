"""A right answers three questions from one declaration: may this person, which rows, which people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from .actors import Actor
from .errors import NotYours

RIGHTS: dict[str, "Right"] = {}
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Right:
    """`model` is "app.Model". `within` gives a filter over that model; `holders` gives keys of persons, where anybody asks."""

    name: str
    model: str
    allows: Callable[[Actor, Any], bool]
    within: Callable[[Actor], Q]
    holders: Callable[[Any], Iterable[int]] | None = None

    def __post_init__(self) -> None:
        if self.name in RIGHTS:
            raise ValueError(f"the right {self.name} is declared twice")
        RIGHTS[self.name] = self

    def require(self, by: Actor, row: Any) -> None:
        """Raise NotYours unless the actor has the right over the row."""
        if not self.allows(by, row):
            raise NotYours(_("Your roles do not include this. Ask the committee who can do it."))
