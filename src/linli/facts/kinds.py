"""Fact kinds: what each means, its unit, the goods it serves and the attributes it may carry. Rooms fill the register."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from linli.base.registry import Registry


class Good(StrEnum):
    """The six goods (六好)."""

    SELF_GOVERNMENT = "self_government"
    MANAGEMENT = "management"
    SERVICES = "services"
    SAFETY = "safety"
    ENVIRONMENT = "environment"
    ETHOS = "ethos"


GOOD_NAMES = {
    Good.SELF_GOVERNMENT: pgettext_lazy("good", "self-government"),
    Good.MANAGEMENT: pgettext_lazy("good", "management"),
    Good.SERVICES: pgettext_lazy("good", "services"),
    Good.SAFETY: pgettext_lazy("good", "safety"),
    Good.ENVIRONMENT: pgettext_lazy("good", "environment"),
    Good.ETHOS: pgettext_lazy("good", "ethos"),
}


@dataclass(frozen=True)
class FactKind:
    key: str
    name: str | Promise
    unit: str = ""  # working_minutes | persons | hours | fen | square_metres | stars | "" where nothing is counted
    goods: tuple[Good, ...] = ()
    attributes: frozenset[str] = frozenset()


KINDS: Registry[FactKind] = Registry("fact kind")


def declare(
    key: str, name: str | Promise, *, unit: str = "", goods: tuple[Good, ...] = (), attributes: tuple[str, ...] = ()
) -> FactKind:
    """Declare a kind of fact; called from a room's facts.py."""
    return KINDS.add(key, FactKind(key, name, unit, goods, frozenset(attributes)))
