"""A right is one expression, and answers three questions by it: may this person, which rows, which people.

Rules are small and combined with `&`, `|` and `~`. Each is one description (a path from the row to a place, an office, a
person) out of which it answers for one row, for a list and for the people, so that the three cannot drift apart:

    over(COMMITTEE, "community") | is_me("asked_by") & when("state", State.OPEN)

A path is written as in a filter ("case__community"); the empty path is the row itself.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from .actors import Actor
from .errors import NotYours

RIGHTS: dict[str, "Right"] = {}
NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


class Rule(ABC):
    """One condition on who acts and on a row. `within` and `people` give NOTHING or EVERYTHING themselves where they know it."""

    @abstractmethod
    def allows(self, actor: Actor, row: Any) -> bool:
        """Whether it holds for this actor and this row."""

    @abstractmethod
    def within(self, actor: Actor) -> Q:
        """The rows for which it holds, as a filter over their model."""

    @abstractmethod
    def people(self, row: Any, on: date) -> Q:
        """The persons for whom it holds on that day, with all their roles awake, as a filter over people.Person."""

    def holders(self, row: Any, on: date | None = None) -> list[int]:
        """Keys of the persons for whom it holds on that day (today), as far as they can act: one query.

        Whose account is suspended, or who was erased, is not among them.
        """
        held = self.people(row, on or localdate())
        if held == NOTHING:
            return []
        there = Q(erased_at__isnull=True, account__suspended_at__isnull=True)
        return sorted(rows_of("people.Person").filter(there, held).values_list("pk", flat=True))

    def __and__(self, other: "Rule") -> "Rule":
        return _All(self, other)

    def __or__(self, other: "Rule") -> "Rule":
        return _Any(self, other)

    def __invert__(self) -> "Rule":
        return _Not(self)


@dataclass(frozen=True)
class _All(Rule):
    one: Rule
    other: Rule

    def allows(self, actor: Actor, row: Any) -> bool:
        return self.one.allows(actor, row) and self.other.allows(actor, row)

    def within(self, actor: Actor) -> Q:
        one = self.one.within(actor)
        return one if one == NOTHING else both(one, self.other.within(actor))

    def people(self, row: Any, on: date) -> Q:
        one = self.one.people(row, on)
        return one if one == NOTHING else both(one, self.other.people(row, on))


@dataclass(frozen=True)
class _Any(Rule):
    one: Rule
    other: Rule

    def allows(self, actor: Actor, row: Any) -> bool:
        return self.one.allows(actor, row) or self.other.allows(actor, row)

    def within(self, actor: Actor) -> Q:
        return either(self.one.within(actor), self.other.within(actor))

    def people(self, row: Any, on: date) -> Q:
        return either(self.one.people(row, on), self.other.people(row, on))


@dataclass(frozen=True)
class _Not(Rule):
    rule: Rule

    def allows(self, actor: Actor, row: Any) -> bool:
        return not self.rule.allows(actor, row)

    def within(self, actor: Actor) -> Q:
        return _inverted(self.rule.within(actor))

    def people(self, row: Any, on: date) -> Q:
        return _inverted(self.rule.people(row, on))


def both(one: Q, other: Q) -> Q:
    """`one & other`, without what is known to be nothing or everything: an index answers what is left."""
    if NOTHING in (one, other):
        return NOTHING
    return other if one == EVERYTHING else one if other == EVERYTHING else one & other


def either(one: Q, other: Q) -> Q:
    """`one | other`, simplified in the same way."""
    if EVERYTHING in (one, other):
        return EVERYTHING
    return other if one == NOTHING else one if other == NOTHING else one | other


def _inverted(rows: Q) -> Q:
    return EVERYTHING if rows == NOTHING else NOTHING if rows == EVERYTHING else ~rows


def rows_of(model: str) -> Any:
    """The rows of a model that may live on a floor above, by its name."""
    return apps.get_model(model)._default_manager.get_queryset()  # noqa: SLF001  what `objects` is, for any model


def walk(row: Any, path: str) -> Any:
    """What the path leads to from the row, or None where it ends on the way."""
    for name in path.split("__") if path else ():
        row = None if row is None else getattr(row, name)
    return row


def value(row: Any, path: str) -> Any:
    """The value, or the key, that a filter would compare under this path."""
    before, _dunder, last = path.rpartition("__")
    row = walk(row, before)
    if row is None or not last or last == "pk":
        return row and row.pk
    return getattr(row, row._meta.get_field(last).attname)  # noqa: SLF001  the documented way to a field


@dataclass(frozen=True)
class when(Rule):  # noqa: N801  rules read as words
    """A test of the row alone: the field has one of these values. None is "empty"."""

    path: str
    values: tuple[Any, ...]

    def __init__(self, path: str, *values: Any) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "values", values)

    def allows(self, actor: Actor, row: Any) -> bool:
        return value(row, self.path) in self.values

    def within(self, actor: Actor) -> Q:
        given = [one for one in self.values if one is not None]
        empty = Q(**{f"{self.path}__isnull": True}) if None in self.values else NOTHING
        if not given:
            return empty
        return either(empty, Q(**{self.path: given[0]}) if len(given) == 1 else Q(**{f"{self.path}__in": given}))

    def people(self, row: Any, on: date) -> Q:
        return EVERYTHING if value(row, self.path) in self.values else NOTHING


@dataclass(frozen=True)
class is_me(Rule):  # noqa: N801
    """The person under this path acts."""

    path: str

    def allows(self, actor: Actor, row: Any) -> bool:
        return actor.person_id is not None and value(row, self.path) == actor.person_id

    def within(self, actor: Actor) -> Q:
        return Q(**{self.path or "pk": actor.person_id}) if actor.person_id is not None else NOTHING

    def people(self, row: Any, on: date) -> Q:
        key = value(row, self.path)
        return Q(pk=key) if key is not None else NOTHING


@dataclass(frozen=True)
class bears(Rule):  # noqa: N801
    """Who acts has a link in hand that was made for the thing under this path. A link is nobody's: it has no people."""

    purpose: str
    path: str = ""

    def allows(self, actor: Actor, row: Any) -> bool:
        key = actor.opens(self.purpose)
        return key is not None and value(row, self.path) == key

    def within(self, actor: Actor) -> Q:
        key = actor.opens(self.purpose)
        return Q(**{self.path or "pk": key}) if key is not None else NOTHING

    def people(self, row: Any, on: date) -> Q:
        return NOTHING


@dataclass(frozen=True)
class _House(Rule):
    def allows(self, actor: Actor, row: Any) -> bool:
        return actor.is_house

    def within(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_house else NOTHING

    def people(self, row: Any, on: date) -> Q:
        return NOTHING


HOUSE_ITSELF = _House()


@dataclass(frozen=True)
class through(Rule):  # noqa: N801
    """A rule over the thing of another model to which this path leads; false where there is none."""

    path: str
    model: str
    rule: Rule

    def allows(self, actor: Actor, row: Any) -> bool:
        there = walk(row, self.path)
        return there is not None and self.rule.allows(actor, there)

    def within(self, actor: Actor) -> Q:
        rows = self.rule.within(actor)
        if rows == NOTHING:
            return NOTHING
        if rows == EVERYTHING:
            return Q(**{f"{self.path}__isnull": False})
        return Q(**{f"{self.path}__in": rows_of(self.model).filter(rows).values("pk")})

    def people(self, row: Any, on: date) -> Q:
        there = walk(row, self.path)
        return self.rule.people(there, on) if there is not None else NOTHING


@dataclass(frozen=True)
class among(Rule):  # noqa: N801
    """A rule over at least one row that leads here: `path` is the way back from it, `rows` the name of all of them on this one."""

    model: str
    path: str
    rows: str
    rule: Rule

    def allows(self, actor: Actor, row: Any) -> bool:
        return any(self.rule.allows(actor, one) for one in self._of(row))

    def within(self, actor: Actor) -> Q:
        rows = self.rule.within(actor)
        if rows == NOTHING:
            return NOTHING
        return Q(pk__in=rows_of(self.model).filter(rows).values(self.path))

    def people(self, row: Any, on: date) -> Q:
        found = NOTHING
        for one in self._of(row):
            found = either(found, self.rule.people(one, on))
        return found

    def _of(self, row: Any) -> Any:
        rows = getattr(row, self.rows)
        return rows if isinstance(rows, list) else rows.all()


@dataclass(frozen=True)
class Right:
    """A rule with a name, over the rows of a model ("app.Model")."""

    name: str
    model: str
    rule: Rule

    def __post_init__(self) -> None:
        if self.name in RIGHTS:
            raise ValueError(f"the right {self.name} is declared twice")
        RIGHTS[self.name] = self

    def allows(self, actor: Actor, row: Any) -> bool:
        """Whether the actor has the right over the row."""
        return self.rule.allows(actor, row)

    def within(self, actor: Actor) -> Q:
        """The rows over which the actor has the right, as a filter over its model."""
        return self.rule.within(actor)

    def holders(self, row: Any, on: date | None = None) -> list[int]:
        """Keys of the persons who have the right over the row on that day (today), and can act."""
        return self.rule.holders(row, on)

    def require(self, by: Actor, row: Any) -> None:
        """Raise NotYours unless the actor has the right over the row."""
        if not self.allows(by, row):
            raise NotYours(_("Your roles do not include this. Ask the committee who can do it."))
